/**
 * What is wrong with a YAML text, and where.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import { redact } from "../../text/redact.ts";
import type { PythonException, YamlErrorCode, YamlFault } from "./fault.ts";
import type { LineIndex, YamlPosition } from "./positions.ts";

/** One thing that is wrong. */
export interface YamlProblem extends YamlPosition {
  /** Stable identifier of the kind of problem. */
  readonly code: YamlErrorCode;
  /** What was found and what is allowed, without the place. */
  readonly what: string;
  /** The line where what is wrong ends. */
  readonly endLine: number;
  /** The column after its last character. */
  readonly endColumn: number;
  /** Where something else starts that explains the problem, such as the bracket that is not closed. */
  readonly from: YamlPosition | undefined;
  /** The class of the exception that PyYAML raises; `None` if it raises none. */
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
  /** The line where the first problem ends. */
  readonly endLine: number;
  /** The column after its last character. */
  readonly endColumn: number;
  /** The class of the exception that PyYAML raises; `None` if it raises none. */
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
    this.file = redact(file);
    this.line = first.line;
    this.column = first.column;
    this.endLine = first.endLine;
    this.endColumn = first.endColumn;
    this.python = first.python;
    this.problems = problems;
  }

  /** Whether PyYAML raises a `yaml.YAMLError`, which flytekit catches, and not an error of Python itself, or none. */
  get isYamlError(): boolean {
    return YAML_ERRORS.includes(this.python);
  }
}

/**
 * The error of faults of a text: the one that PyYAML finds first, and then the others in the order of the text, one for
 * each line.
 */
export function yamlError(file: string, lines: LineIndex, [first, ...others]: readonly YamlFault[]): YamlError {
  const sorted = others.toSorted((one, other) => one.offset - other.offset);
  const problems = [first!, ...sorted].map((fault) => problemOf(lines, fault));
  const found = new Set<number>();
  return new YamlError(file, problems.filter(({ line }) => !found.has(line) && found.add(line)));
}

function problemOf(lines: LineIndex, { code, message: what, offset, details }: YamlFault): YamlProblem {
  const { python = "YAMLError", end = offset + 1, from } = details;
  const position = lines.position(offset);
  const { line: endLine, column: endColumn } = lines.position(Math.max(offset, Math.min(end, lines.text.length)));
  return {
    code,
    what,
    python,
    ...position,
    endLine,
    endColumn,
    from: from === undefined ? undefined : lines.position(from),
  };
}
