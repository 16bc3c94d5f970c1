/**
 * A position that moves through YAML text, and the classes of characters it meets.
 *
 * @module
 */
import { MAX_KEY_LENGTH } from "./limits.ts";

/** Where reading is, and what is known of the line. */
export class Scanner {
  /** The text. */
  readonly text: string;
  /** Offset of the next character. */
  at = 0;
  /** Where its line starts. */
  lineStart = 0;
  /** Whether a list, a mapping or a key may start here: at the start of a line, and after the mark of an item or a key. */
  isFresh = true;
  /** Whether there are byte order marks other than at the start. They take no column. */
  readonly #hasMarks: boolean;

  /** Takes a text, and skips a byte order mark at its start. */
  constructor(text: string) {
    this.text = text;
    if (text.charCodeAt(0) === CODE.byteOrderMark) this.at = this.lineStart = 1;
    this.#hasMarks = text.includes("\ufeff", 1);
  }

  /** The code of a character from here; 0 past the end. */
  code(ahead: number = 0): number {
    const at = this.at + ahead;
    return at < this.text.length ? this.text.charCodeAt(at) : CODE.end;
  }

  /** The column, counted from 0. */
  column(): number {
    const column = this.at - this.lineStart;
    if (!this.#hasMarks) return column;
    return column - this.text.slice(this.lineStart, this.at).split("\ufeff").length + 1;
  }

  /** Whether what started at an offset of this line is short enough for a key before the colon that is here. */
  isKeyLength(start: number): boolean {
    const length = this.at - start;
    return length <= MAX_KEY_LENGTH ||
      (length <= 2 * MAX_KEY_LENGTH && [...this.text.slice(start, this.at)].length <= MAX_KEY_LENGTH);
  }

  /** Moves past a line break, which must be here. */
  passBreak(): void {
    this.at += this.code() === 0x0d && this.code(1) === 0x0a ? 2 : 1;
    this.lineStart = this.at;
  }

  /** Moves past spaces. */
  passSpaces(): void {
    while (this.code() === CODE.space) this.at++;
  }

  /** Moves to the end of the line. */
  passLine(): void {
    let at = this.at;
    while (at < this.text.length && !isBreak(this.text.charCodeAt(at))) at++;
    this.at = at;
  }

  /** Moves past spaces, comments and line breaks. */
  skip(): void {
    for (;;) {
      const code = this.code();
      if (code === CODE.space) this.at++;
      else if (code === CODE.hash) this.passLine();
      else if (isBreak(code)) {
        this.passBreak();
        this.isFresh = true;
      } else return;
    }
  }

  /** Whether a mark of block style is here: the character, and then a space, a line break or the end. */
  isMark(code: number): boolean {
    return this.code() === code && isBlank(this.code(1));
  }

  /** Whether `---` or `...` is here at the start of a line, without anything but space after it. */
  isDocumentMark(): boolean {
    const code = this.code();
    return (code === CODE.dash || code === CODE.dot) && this.column() === 0 && this.code(1) === code &&
      this.code(2) === code && isBlank(this.code(3));
  }

  /** Whether the document ends here: with the text, with a mark of documents or with a directive. */
  isDocumentEnd(): boolean {
    const code = this.code();
    return code === CODE.end || (code === CODE.percent && this.column() === 0) || this.isDocumentMark();
  }
}

/** Character codes of marks. */
export const CODE = {
  end: 0,
  space: 0x20,
  quote: 0x22,
  hash: 0x23,
  percent: 0x25,
  ampersand: 0x26,
  apostrophe: 0x27,
  asterisk: 0x2a,
  comma: 0x2c,
  dash: 0x2d,
  dot: 0x2e,
  colon: 0x3a,
  greater: 0x3e,
  question: 0x3f,
  openBracket: 0x5b,
  backslash: 0x5c,
  closeBracket: 0x5d,
  openBrace: 0x7b,
  bar: 0x7c,
  closeBrace: 0x7d,
  exclamation: 0x21,
  byteOrderMark: 0xfeff,
} as const;

/** Whether a character ends a line: LF, CR, NEL, LS or PS. */
export function isBreak(code: number): boolean {
  if (code <= 0x0d) return code === 0x0a || code === 0x0d;
  return code >= 0x85 && (code === 0x85 || code === 0x2028 || code === 0x2029);
}

/** Whether a character is a space or a line break, or the end of the text. */
export function isBreakOrSpace(code: number): boolean {
  return code === CODE.space || code === CODE.end || isBreak(code);
}

/** The same, or a tab. */
export function isBlank(code: number): boolean {
  return code === 0x09 || isBreakOrSpace(code);
}

/** Whether a character ends a plain scalar or its colon within brackets. */
export function isFlowMark(code: number): boolean {
  return code === CODE.comma || code === CODE.openBracket || code === CODE.closeBracket || code === CODE.openBrace ||
    code === CODE.closeBrace;
}
