/**
 * The errors of YAML files: {@linkcode ParseError} is thrown while a file is parsed, {@linkcode YamlError} is what
 * callers get.
 *
 * @module
 */
import { type ErrorCode, FlyteConfigError } from "../../errors.ts";
import { redact } from "../../text/redact.ts";
import type { TextPosition } from "../text.ts";
import type { Lines } from "../lines.ts";
import * as CODE from "./characters.ts";
import type { Scanner } from "./scanner.ts";

/** A problem in a YAML file. */
export interface YamlProblem extends TextPosition {
  /** Stable identifier of the kind of problem. */
  readonly code: Exclude<Extract<ErrorCode, `yaml_${string}`>, "yaml_duplicate_key">;
  /** Message without the position: what is wrong and what to do. */
  readonly what: string;
  /** Line where it ends. */
  readonly endLine: number;
  /** Column after its last character. */
  readonly endColumn: number;
  /** Position of something else that explains the problem, such as the bracket that is not closed. */
  readonly from: TextPosition | undefined;
  /** Class of the exception that PyYAML raises; `None` if it raises none. */
  readonly python: PythonException;
}

/** Exceptions of PyYAML: its `YAMLError` and subclasses. */
const YAML_ERRORS: readonly PythonException[] = ["YAMLError", "ReaderError", "ComposerError", "ConstructorError"];

/** Maximum number of problems in a message. */
const MAX_LISTED = 10;

/**
 * An error in a YAML file. The first problem determines its code. Messages contain nothing of the file but single
 * punctuation characters.
 *
 * @example
 * ```ts
 * import { parseYaml, YamlError } from "@flyte-ts/config";
 *
 * try {
 *   parseYaml("admin: [", { name: "config.yaml" });
 * } catch (error) {
 *   if (error instanceof YamlError) console.log(error.code, error.line, error.column); // yaml_syntax 1 9
 * }
 * ```
 */
export class YamlError extends FlyteConfigError {
  /** Name of the file, as the caller passed it. */
  readonly file: string;
  /** Line of the first problem, counted from 1. */
  readonly line: number;
  /** Column of the first problem, counted from 1 in UTF-16 code units. */
  readonly column: number;
  /** Line where the first problem ends. */
  readonly endLine: number;
  /** Column after its last character. */
  readonly endColumn: number;
  /** Class of the exception that PyYAML raises; `None` if it raises none. */
  readonly python: PythonException;
  /** All problems: the one that PyYAML finds first, then the others in the order of the file. */
  readonly problems: readonly YamlProblem[];

  /**
   * Creates an error.
   *
   * @param file – Name of the file.
   * @param problems – The problems, of which there must be at least one.
   */
  constructor(file: string, problems: readonly YamlProblem[]) {
    const first = problems[0]!;
    const messages = problems.slice(0, MAX_LISTED).map(({ line, column, what, from }) =>
      `${file}:${line}:${column}: ${what}${
        from === undefined ? "" : ` (from line ${from.line}, column ${from.column})`
      }`
    );
    if (problems.length > MAX_LISTED) messages.push(`and ${problems.length - MAX_LISTED} more`);
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
 * Creates the error of a file: the problem that PyYAML finds first, then the others in the order of the file, one per
 * line.
 */
export function yamlError(file: string, lines: Lines, [first, ...others]: readonly ParseError[]): YamlError {
  const sorted = others.toSorted((one, other) => one.offset - other.offset);
  const problems = [first!, ...sorted].map((error) => problemOf(lines, error));
  const found = new Set<number>();
  return new YamlError(file, problems.filter(({ line }) => !found.has(line) && found.add(line)));
}

function problemOf(lines: Lines, { code, message: what, offset, details }: ParseError): YamlProblem {
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

/** The codes of errors, not of issues, in YAML files. */
export type YamlErrorCode = Exclude<Extract<ErrorCode, `yaml_${string}`>, "yaml_duplicate_key">;

/**
 * Class of the exception that `yaml.safe_load` raises where this library rejects a file; `None` where Python accepts
 * it. `YAMLError` stands for its subclasses of syntax errors; the last ones are Python's own exceptions.
 */
export type PythonException =
  | "YAMLError"
  | "ReaderError"
  | "ComposerError"
  | "ConstructorError"
  | "AttributeError"
  | "IndexError"
  | "KeyError"
  | "OverflowError"
  | "RecursionError"
  | "TypeError"
  | "ValueError"
  | "None";

/** Details of a {@linkcode ParseError}. */
interface ParseErrorDetails {
  /** The exception that PyYAML raises; `YAMLError` by default. */
  readonly python?: PythonException;
  /** Offset of the end of the problem; after one character by default. */
  readonly end?: number;
  /** Offset of something else that explains the problem, such as an open bracket. */
  readonly from?: number;
  /** Whether the meaning of the rest of the file is unknown, so that no more problems can be reported. */
  readonly isLast?: boolean;
}

/** A problem at an offset. Messages contain nothing of the file. */
export class ParseError extends Error {
  /** Name of the class. */
  override readonly name = "ParseError";
  /** Stable identifier of the kind of problem. */
  readonly code: YamlErrorCode;
  /** Offset in UTF-16 code units from the start of the file. */
  readonly offset: number;
  /** Further details. */
  readonly details: ParseErrorDetails;

  /** Creates an error. */
  constructor(code: YamlErrorCode, message: string, offset: number, details: ParseErrorDetails = {}) {
    super(message);
    this.code = code;
    this.offset = offset;
    this.details = details;
  }
}

/** Ends parsing after a problem that was recorded. */
export class ReadingStopped extends Error {}

/** Returns the error of invalid syntax. */
export function syntaxError(message: string, offset: number, details?: ParseErrorDetails): ParseError {
  return new ParseError("yaml_syntax", message, offset, details);
}

/** Returns the error of lists and mappings that are nested too deep. */
export function tooDeep(howDeep: string, offset: number): ParseError {
  const details = { python: "RecursionError", isLast: true } as const;
  return new ParseError("yaml_too_deep", `lists and mappings are nested ${howDeep}`, offset, details);
}

/** Start and end of a value. */
export type Span = readonly [start: number, end: number];

/** Returns the error of a scalar that is not valid for its type. */
export function invalidValue(message: string, python: PythonException, [start, end]: Span): ParseError {
  return new ParseError("yaml_invalid_value", message, start, { python, end });
}

const UNEXPECTED: Readonly<Record<string, string>> = {
  "\t": "a tab is not allowed here; use spaces",
  "-": "a list cannot start here; put it on its own line, or quote the dash",
  "?": "a key cannot start here",
  ":": "a key is missing before this colon",
  ",": "this comma is outside of brackets",
  "]": "this bracket has no opening bracket",
  "}": "this bracket has no opening bracket",
  "|": "a literal block scalar cannot be within brackets",
  ">": "a folded block scalar cannot be within brackets",
  "@": "a value cannot start with @; quote it",
  "`": "a value cannot start with `; quote it",
  "%": "a value cannot start with %; quote it",
};

/** Returns the error of an unexpected character. */
export function unexpected(scanner: Scanner): ParseError {
  const code = scanner.code();
  if (code === CODE.END) return syntaxError("the file ends where a value is expected", scanner.at, { isLast: true });
  if (scanner.isDocumentMark()) {
    return syntaxError("a document starts or ends within a value", scanner.at, { end: scanner.at + 3, isLast: true });
  }
  return syntaxError(UNEXPECTED[String.fromCharCode(code)] ?? "unexpected content", scanner.at);
}

/** Returns the error of an alias after an anchor or a tag. */
export function aliasWithProperties(scanner: Scanner) {
  return syntaxError("an alias cannot have an anchor or a tag", scanner.at);
}

/** Returns the error of a key without a colon in the right position. */
export function notOneLine(scanner: Scanner, start: number, lineStart: number, end: number = scanner.at) {
  const message = scanner.lineStart !== lineStart
    ? 'a colon and a space must follow the key on this line, as in "key: value"'
    : scanner.isMark(CODE.COLON)
    ? "this key is longer than 1024 characters; write ? before it and its colon on the next line"
    : "this key has no colon followed by a space";
  return syntaxError(message, start, { end });
}

/** Returns the error of content after a value on the same line. */
export function afterValue(scanner: Scanner) {
  const message = scanner.isMark(CODE.COLON)
    ? "a second key cannot be on the same line; quote a value that contains a colon followed by a space"
    : scanner.code() === CODE.TAB
    ? "a tab is not allowed here; use spaces"
    : "unexpected content after a value; quote the whole value";
  return syntaxError(message, scanner.at);
}

/** Returns the error of an item in brackets that is not followed by a comma. */
export function missingComma(scanner: Scanner, open: number) {
  if (scanner.code() === CODE.END) {
    return syntaxError("this bracket is not closed", open, { isLast: true });
  }
  const { at } = scanner;
  if (scanner.isDocumentEnd()) return syntaxError("this bracket is not closed before the document ends", open);
  const message = scanner.code() === CODE.COLON
    ? "a comma is missing before this key, or a bracket is not closed"
    : "a comma is missing here, or a bracket is not closed";
  return syntaxError(message, at, { from: open });
}
