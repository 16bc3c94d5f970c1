/**
 * What is wrong with a YAML text, and where.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import type { PythonException, YamlErrorCode, YamlFault } from "./fault.ts";
import { MAX_FAULTS } from "./limits.ts";
import type { LineIndex, YamlPosition } from "./positions.ts";

/** One thing that is wrong. */
export interface YamlProblem extends YamlPosition {
  /** Stable identifier of the kind of problem. */
  readonly code: YamlErrorCode;
  /** What was found and what is allowed, without the place. */
  readonly what: string;
  /** Where that starts which is at fault, such as a bracket that is not closed, if that is another place. */
  readonly from: YamlPosition | undefined;
  /** The class of the exception that PyYAML raises; `None` if it raises none, or may raise none. */
  readonly python: PythonException;
}

/** Exceptions of PyYAML: its `YAMLError`, and subclasses of that. */
const YAML_ERRORS: readonly PythonException[] = ["YAMLError", "ReaderError", "ComposerError", "ConstructorError"];

/** How many problems a message lists. */
const LISTED = 10;

/**
 * The error of everything that can go wrong with a YAML text. The first problem decides its code. No message has any
 * of the text in it but single punctuation marks.
 */
export class YamlError extends FlyteConfigError {
  /** Name of the file, as the caller gave it. */
  readonly file: string;
  /** The line of the first problem, counted from 1. */
  readonly line: number;
  /** Its column, counted from 1 in UTF-16 code units. */
  readonly column: number;
  /** The class of the exception that PyYAML raises; `None` if it raises none, or may raise none. */
  readonly python: PythonException;
  /** All that is wrong: what PyYAML finds first, and then what else is no YAML, in the order of the text. */
  readonly problems: readonly YamlProblem[];

  /** Makes an error of what was found in a text, of which there is at least one. */
  constructor(file: string, problems: readonly YamlProblem[]) {
    const first = problems[0]!;
    const messages = problems.slice(0, LISTED).map(({ line, column, what, from }) =>
      `${file}:${line}:${column}: ${what}${
        from === undefined ? "" : ` (from line ${from.line}, column ${from.column})`
      }`
    );
    if (problems.length > LISTED) messages.push(`and ${problems.length - LISTED} more`);
    super(first.code, messages.join("\n"), { offset: first.offset });
    this.file = file;
    this.line = first.line;
    this.column = first.column;
    this.python = first.python;
    this.problems = problems;
  }

  /** Whether PyYAML raises a `yaml.YAMLError`, which flytekit catches, and not an error of Python itself, or none. */
  get isYamlError(): boolean {
    return YAML_ERRORS.includes(this.python);
  }
}

/**
 * The error of faults of a text, in the order of the text and one for each line: where several are found in a line, the
 * first one leads to the others.
 */
export function yamlError(file: string, lines: LineIndex, faults: readonly YamlFault[]): YamlError {
  const problems = faults.toSorted((one, other) => one.offset - other.offset).map((
    { code, message: what, offset, from, python },
  ): YamlProblem => ({
    code,
    what,
    python,
    from: from === undefined || from === offset ? undefined : lines.position(from),
    ...lines.position(offset),
  }));
  const ofLines = problems.filter(({ line }, index) => line !== problems[index - 1]?.line);
  return new YamlError(file, ofLines.slice(0, MAX_FAULTS));
}
