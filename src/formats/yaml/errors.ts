/**
 * The errors of YAML text: those thrown while it is parsed, and the one that callers get.
 *
 * @module
 */
import { type ErrorCode, FlyteConfigError } from "../../errors.ts";
import { redact } from "../../text/redact.ts";
import type { TextPosition } from "../text.ts";
import type { LineIndex } from "./positions.ts";
import { CODE, type Scanner } from "./scanner.ts";

/** One thing that is wrong. */
export interface YamlProblem extends TextPosition {
  /** Stable identifier of the kind of problem. */
  readonly code: YamlErrorCode;
  /** What was found and what is allowed, without the place. */
  readonly what: string;
  /** The line where what is wrong ends. */
  readonly endLine: number;
  /** The column after its last character. */
  readonly endColumn: number;
  /** Where something else starts that explains the problem, such as the bracket that is not closed. */
  readonly from: TextPosition | undefined;
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
export function yamlError(file: string, lines: LineIndex, [first, ...others]: readonly ParseError[]): YamlError {
  const sorted = others.toSorted((one, other) => one.offset - other.offset);
  const problems = [first!, ...sorted].map((fault) => problemOf(lines, fault));
  const found = new Set<number>();
  return new YamlError(file, problems.filter(({ line }) => !found.has(line) && found.add(line)));
}

function problemOf(lines: LineIndex, { code, message: what, offset, details }: ParseError): YamlProblem {
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

/** The codes of errors in YAML: not those of issues. */
export type YamlErrorCode = Exclude<Extract<ErrorCode, `yaml_${string}`>, "yaml_duplicate_key">;

/**
 * The class of the exception that `yaml.safe_load` raises where this library refuses a text; `None` where Python
 * accepts it. `YAMLError` stands for those of its subclasses that are about grammar; all others are Python's own.
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

/** What a {@linkcode ParseError} may say besides its message. */
export interface ParseErrorDetails {
  /** The exception that PyYAML raises; `YAMLError` by default. */
  readonly python?: PythonException;
  /** Where the piece of text at fault ends; after one character by default. */
  readonly end?: number;
  /** Where something else begins that explains the fault, such as an open bracket. */
  readonly from?: number;
  /** Whether it is unknown what the text after the fault means, so that nothing more can be said of it. */
  readonly isLast?: boolean;
}

/** One fault of a text, at an offset. Messages never hold a piece of the text. */
export class ParseError extends Error {
  /** Name of the class. */
  override readonly name = "ParseError";
  /** Stable identifier of the kind of fault. */
  readonly code: YamlErrorCode;
  /** Where, in code units from the start of the text. */
  readonly offset: number;
  /** What else is known. */
  readonly details: ParseErrorDetails;

  /** Makes a fault. */
  constructor(code: YamlErrorCode, message: string, offset: number, details: ParseErrorDetails = {}) {
    super(message);
    this.code = code;
    this.offset = offset;
    this.details = details;
  }
}

/** Ends the reading of a text after a fault that was noted. */
export class ReadingStopped extends Error {}

/** A fault of grammar. */
export function syntaxError(message: string, offset: number, details?: ParseErrorDetails): ParseError {
  return new ParseError("yaml_syntax", message, offset, details);
}

/** The fault of lists and mappings that are nested too deep. */
export function tooDeep(howDeep: string, offset: number): ParseError {
  const details = { python: "RecursionError", isLast: true } as const;
  return new ParseError("yaml_too_deep", `lists and mappings are nested ${howDeep}`, offset, details);
}

/** Where a value starts and ends. */
export type Span = readonly [start: number, end: number];

/** The fault of a scalar that is not what its type allows. */
export function invalidValue(message: string, python: PythonException, [start, end]: Span): ParseError {
  return new ParseError("yaml_invalid_value", message, start, { python, end });
}

const UNEXPECTED: Readonly<Record<string, string>> = {
  "\t": "a tab is not allowed here; use spaces",
  "-": "a list cannot start here; put it on a line of its own, or the dash in quotes",
  "?": "a key cannot start here",
  ":": "this colon has no key before it",
  ",": "this comma is not within brackets",
  "]": "this bracket closes nothing",
  "}": "this bracket closes nothing",
  "|": "a literal text cannot be within brackets",
  ">": "a folded text cannot be within brackets",
  "@": "a value cannot start with @; put it in quotes",
  "`": "a value cannot start with `; put it in quotes",
  "%": "a value cannot start with %; put it in quotes",
};

/** The fault of what cannot be here. */
export function unexpected(scanner: Scanner): ParseError {
  const code = scanner.code();
  if (code === CODE.end) return syntaxError("the text ends where a value must be", scanner.at, { isLast: true });
  if (scanner.isDocumentMark()) {
    return syntaxError("a document starts or ends within a value", scanner.at, { end: scanner.at + 3, isLast: true });
  }
  return syntaxError(UNEXPECTED[String.fromCharCode(code)] ?? "unexpected content", scanner.at);
}

/** The fault of an alias after an anchor or a tag. */
export function aliasWithProperties(scanner: Scanner) {
  return syntaxError("an alias cannot have an anchor or a tag", scanner.at);
}

/** The fault of a key whose colon is not where it must be. */
export function notOneLine(scanner: Scanner, start: number, lineStart: number, end: number = scanner.at) {
  const message = scanner.lineStart !== lineStart
    ? "a key and its colon must be on one line; a colon may be missing"
    : scanner.isMark(CODE.colon)
    ? "a key is longer than 1024 characters; write ? before it and its colon on the next line"
    : "a key has no colon and space after it";
  return syntaxError(message, start, { end });
}

/** The fault of something after a value on its line. */
export function afterValue(scanner: Scanner) {
  const message = scanner.isMark(CODE.colon)
    ? "a second key cannot be on the line of a key; a value with a colon and a space needs quotes"
    : scanner.code() === 0x09
    ? "a tab is not allowed here; use spaces"
    : "unexpected content after a value; a value may need quotes around all of it";
  return syntaxError(message, scanner.at);
}

/** The fault of what follows an item in brackets and is no comma. */
export function missingComma(scanner: Scanner, open: number) {
  if (scanner.code() === CODE.end) {
    return syntaxError("this bracket is not closed", open, { isLast: true });
  }
  const { at } = scanner;
  if (scanner.isDocumentEnd()) return syntaxError("this bracket is not closed before the document ends", open);
  const message = scanner.code() === CODE.colon
    ? "a comma is missing before this key, or a bracket is not closed"
    : "a comma is missing here, or a bracket is not closed";
  return syntaxError(message, at, { from: open });
}
