/**
 * The errors of INI files, and how several are collected while a file is parsed.
 *
 * @module
 */
import { type ErrorCode, FlyteConfigError } from "../../errors.ts";
import { quoted } from "../../text/quote.ts";
import { redact } from "../../text/redact.ts";
import type { Lines } from "../lines.ts";
import type { TextPosition } from "../text.ts";
import { skipSpaceBack, spanOf } from "./lines.ts";

/** The codes of errors in INI files. */
export type IniErrorCode = Extract<ErrorCode, `ini_${string}`>;

/** A problem in an INI file. */
export interface IniProblem extends TextPosition {
  /** Line where it ends. */
  readonly endLine: number;
  /** Column after its last character. */
  readonly endColumn: number;
  /** Stable identifier of the kind of problem. */
  readonly code: Extract<ErrorCode, `ini_${string}`>;
  /** Message without the position: what is wrong and what to do. */
  readonly what: string;
  /** Section that contains it, if there is one. */
  readonly section?: string | undefined;
  /** Option that it is about, if there is one. */
  readonly option?: string | undefined;
}

/** Maximum number of problems in a message. */
const MAX_LISTED = 10;

/**
 * An error in an INI file. Its code corresponds to the class of the error that Python's `configparser` raises
 * (`ini_parsing` to `ParsingError`, and so on), or to `ValueError` for a value that cannot be converted (`ini_not_…`).
 * No message contains any of a value.
 *
 * @example
 * ```ts
 * import { IniError, parseIni } from "@flyte-ts/config";
 *
 * try {
 *   parseIni("[server]\nport\n", { name: "my.ini" });
 * } catch (error) {
 *   if (error instanceof IniError) console.log(error.code, error.line); // ini_parsing 2
 * }
 * ```
 */
export class IniError extends FlyteConfigError {
  /** Name of the file, as the caller passed it. */
  readonly file: string;
  /** Line of the problem that determines the code, counted from 1. */
  readonly line: number;
  /** Column of that problem, counted from 1 in UTF-16 code units. */
  readonly column: number;
  /** Line where that problem ends. */
  readonly endLine: number;
  /** Column after its last character. */
  readonly endColumn: number;
  /** All problems in the order of the file: at most the first hundred and the one that determines the code. */
  readonly problems: readonly IniProblem[];

  /**
   * Creates an error.
   *
   * @param file – Name of the file.
   * @param first – The problem that determines the code.
   * @param problems – All problems.
   * @param count – Number of problems, if some were dropped.
   */
  constructor(file: string, first: IniProblem, problems?: readonly IniProblem[], count?: number) {
    problems ??= [first];
    count ??= problems.length;
    const others = problems.filter((problem) => problem !== first);
    const lines = [first, ...others].slice(0, MAX_LISTED).map(({ line, column, what }) =>
      `${file}:${line}:${column}: ${what}`
    );
    if (count > lines.length) lines.push(`and ${count - lines.length} more`);
    super(first.code, lines.join("\n"), { offset: first.offset });
    this.file = redact(file);
    this.line = first.line;
    this.column = first.column;
    this.endLine = first.endLine;
    this.endColumn = first.endColumn;
    this.problems = problems;
  }
}

/** Maximum number of problems that are kept; the others are counted. */
const MAX_KEPT = 100;

/**
 * Collects the problems of a file while it is parsed. Python raises at once for most of them, and only at the end of
 * the file for lines that it cannot parse. So the first of the former determines the code, else the first of the
 * latter.
 */
export class Problems {
  readonly #file: string;
  readonly #lines: Lines;
  readonly #kept: IniProblem[] = [];
  #count = 0;
  #raised: IniProblem | undefined;

  /** Creates an empty collection. */
  constructor(file: string, lines: Lines) {
    this.#file = file;
    this.#lines = lines;
  }

  /** `MissingSectionHeaderError`: text before the first section. */
  missingHeader(offset: number): void {
    const isHeader = this.#lines.text[offset] === "[";
    const what = this.#lines.text.startsWith("\ufeff", offset) && offset === 0
      ? "the file starts with a byte order mark, which Python reads as part of the first line; save it as UTF-8 without it"
      : isHeader
      ? unfinishedHeader()
      : 'key outside of any [section]; add a header such as "[section]" on its own line before it';
    this.#add("ini_missing_section_header", offset, what);
  }

  /** `DuplicateSectionError`. */
  duplicateSection(section: string, offset: number, first: number): void {
    const what = `duplicate section ${quoted(section)}, already defined on line ${this.#line(first)}; ` +
      "merge both, or rename one";
    this.#add("ini_duplicate_section", offset, what, { section });
  }

  /** `DuplicateOptionError`. */
  duplicateOption(section: string, option: string, offset: number, first: number): void {
    const what = `duplicate option ${quoted(option)} in section ${quoted(section)}, already defined on line ` +
      `${this.#line(first)}; remove one (names of options are case-insensitive)`;
    this.#add("ini_duplicate_option", offset, what, { section, option });
  }

  /** `ParsingError`: an option whose name is empty. */
  namelessOption(section: string, offset: number): void {
    const delimiter = quoted(this.#lines.text[offset]!);
    this.#add("ini_parsing", offset, `missing option name before ${delimiter}; write "name = value"`, {
      section,
    });
  }

  /** `ParsingError`: a line without a delimiter. */
  unknownLine(section: string, offset: number): void {
    const what = this.#lines.text[offset] === "["
      ? unfinishedHeader()
      : 'expected a section header, a comment, "name = value" or "name: value"; add "=" and a value, which may be ' +
        "empty, or indent the line more than the option above if it continues its value";
    this.#add("ini_parsing", offset, what, { section });
  }

  /** Throws an `IniError` if there is any problem. */
  throwIfAny(): void {
    const first = this.#raised ?? this.#kept[0];
    if (first !== undefined) throw new IniError(this.#file, first, this.#kept, this.#count);
  }

  #add(code: IniErrorCode, offset: number, what: string, names: { section?: string; option?: string } = {}): void {
    this.#count++;
    const raises = this.#raised === undefined && code !== "ini_parsing";
    if (this.#kept.length >= MAX_KEPT && !raises) return;
    const lineEnd = this.#lines.start(this.#lines.indexAt(offset) + 1);
    const end = skipSpaceBack(this.#lines.text, offset, lineEnd);
    const problem: IniProblem = { code, what, ...names, ...spanOf(this.#lines, offset, end) };
    this.#kept.push(problem);
    if (raises) this.#raised = problem;
  }

  #line(offset: number): number {
    return this.#lines.indexAt(offset) + 1;
  }
}

function unfinishedHeader(): string {
  return 'incomplete section header; write "[name]" on one line';
}
