/**
 * The errors of INI files, and how several are collected while a file is parsed.
 *
 * @module
 */
import { type ErrorCode, FlyteConfigError } from "../../errors.ts";
import { quoted } from "../../text/quote.ts";
import { redact } from "../../text/redact.ts";
import { type IniPosition, type Lines, skipSpaceBack, spanOf } from "./lines.ts";

/** A code of `ERROR_CODES` that is about INI. */
export type IniErrorCode = Extract<ErrorCode, `ini_${string}`>;

/** One thing that is wrong. */
export interface IniProblem extends IniPosition {
  /** The line where it ends. */
  readonly endLine: number;
  /** The column after its last character. */
  readonly endColumn: number;
  /** Stable identifier of the kind of problem. */
  readonly code: IniErrorCode;
  /** What was found, what is allowed and what to do, without the place. */
  readonly what: string;
  /** The section that it is in, where there is one. */
  readonly section?: string | undefined;
  /** The option that it is about, where there is one. */
  readonly option?: string | undefined;
}

/** How many problems a message lists. */
const LISTED = 10;

/**
 * The error of everything that can go wrong with an INI text. Its code stands for the class of the error that Python's
 * `configparser` raises (`ini_parsing` for `ParsingError`, and so on), or for `ValueError` where a value is converted
 * (`ini_not_…`). No message has any of a value in it.
 */
export class IniError extends FlyteConfigError {
  /** Name of the file, as the caller gave it. */
  readonly file: string;
  /** The line of the problem that decides the code, counted from 1. */
  readonly line: number;
  /** Its column, counted from 1 in UTF-16 code units. */
  readonly column: number;
  /** The line where that problem ends. */
  readonly endLine: number;
  /** The column after its last character. */
  readonly endColumn: number;
  /** All that is wrong, in the order of the text: of many, the first hundred and the deciding one. */
  readonly problems: readonly IniProblem[];

  /** Makes an error from the problem that decides, all of the problems, and how many there are in truth. */
  constructor(file: string, first: IniProblem, problems?: readonly IniProblem[], count?: number) {
    problems ??= [first];
    count ??= problems.length;
    const others = problems.filter((problem) => problem !== first);
    const lines = [first, ...others].slice(0, LISTED).map(({ line, column, what }) =>
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

/** How many problems are kept; the rest is counted. */
const KEPT = 100;

/**
 * The problems of one text. Python raises at once for most of them, but for lines that it does not understand only at
 * the end of the text; so the first of the former decides the code, else the first of the latter.
 */
export class Problems {
  readonly #file: string;
  readonly #lines: Lines;
  readonly #kept: IniProblem[] = [];
  #count = 0;
  #raised: IniProblem | undefined;

  /** No problems yet. */
  constructor(file: string, lines: Lines) {
    this.#file = file;
    this.#lines = lines;
  }

  /** `MissingSectionHeaderError`: the first text that is in no section. */
  missingHeader(offset: number): void {
    const isHeader = this.#lines.text[offset] === "[";
    const what = this.#lines.text.startsWith("\ufeff", offset) && offset === 0
      ? "the text starts with a byte order mark, so that its first line is neither a section header nor a comment; " +
        "save the file as UTF-8 without it"
      : isHeader
      ? unfinishedHeader()
      : 'this text is in no section; put a header such as "[section]" in a line of its own before it';
    this.#add("ini_missing_section_header", offset, what);
  }

  /** `DuplicateSectionError`. */
  duplicateSection(section: string, offset: number, first: number): void {
    const what = `section ${quoted(section)} is there already, at line ${this.#line(first)}; ` +
      "merge the two, or rename one";
    this.#add("ini_duplicate_section", offset, what, { section });
  }

  /** `DuplicateOptionError`. */
  duplicateOption(section: string, option: string, offset: number, first: number): void {
    const what = `option ${quoted(option)} is in section ${quoted(section)} already, at line ${this.#line(first)}; ` +
      "remove one of them (names of options are the same in lower and upper case)";
    this.#add("ini_duplicate_option", offset, what, { section, option });
  }

  /** `ParsingError`: an option whose name is empty. */
  namelessOption(section: string, offset: number): void {
    const delimiter = quoted(this.#lines.text[offset]!);
    this.#add("ini_parsing", offset, `there is no option name before the ${delimiter}; write "name = value"`, {
      section,
    });
  }

  /** `ParsingError`: a line without a delimiter. */
  unknownLine(section: string, offset: number): void {
    const what = this.#lines.text[offset] === "["
      ? unfinishedHeader()
      : 'this line is neither a section header, nor a comment, nor "name = value" or "name: value"; give the option ' +
        "a value (it may be empty), or, if the line belongs to the value above, indent it deeper than its option";
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
    if (this.#kept.length >= KEPT && !raises) return;
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
  return 'a section header is "[", at least one character and "]" in one line; complete it';
}
