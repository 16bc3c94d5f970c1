/**
 * Collects what is wrong with a text while it is read.
 *
 * @module
 */
import { IniError, type IniErrorCode, type IniProblem } from "./error.ts";
import { quoted } from "../../text/quote.ts";
import { type Lines, skipSpaceBack, spanOf } from "./lines.ts";

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
