/**
 * A position that moves forward through a YAML file, and the character classes it uses. The end of the text is the
 * character code 0, which YAML does not allow.
 *
 * @module
 */
import { MAX_KEY_LENGTH } from "./limits.ts";

/** The current position and the state of its line. */
export class Scanner {
  /** The text of the file. */
  readonly text: string;
  /** Offset of the next character. */
  at = 0;
  /** Offset of the current line. */
  lineStart = 0;
  /**
   * Whether a block list, mapping or key may start here: at the start of a line, and after the indicator of an item or
   * key.
   */
  isFresh = true;
  /** Whether there are byte order marks other than at the start. They take no column. */
  readonly #hasMarks: boolean;

  /** Starts at the beginning of a string, after its byte order mark. */
  constructor(text: string) {
    this.text = text;
    if (text.charCodeAt(0) === CODE.byteOrderMark) this.at = this.lineStart = 1;
    this.#hasMarks = text.includes("\ufeff", 1);
  }

  /** Returns the code of a character ahead; 0 after the end. */
  code(ahead: number = 0): number {
    const at = this.at + ahead;
    return at < this.text.length ? this.text.charCodeAt(at) : CODE.end;
  }

  /** Returns the column, counted from 0. */
  column(): number {
    const column = this.at - this.lineStart;
    if (!this.#hasMarks) return column;
    return column - this.text.slice(this.lineStart, this.at).split("\ufeff").length + 1;
  }

  /** Checks whether the text from an offset of this line to here is short enough for a key. */
  isKeyLength(start: number): boolean {
    const length = this.at - start;
    return length <= MAX_KEY_LENGTH ||
      (length <= 2 * MAX_KEY_LENGTH && [...this.text.slice(start, this.at)].length <= MAX_KEY_LENGTH);
  }

  /** Moves past the line break at this position. */
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

  /** Checks for a block indicator: the character, followed by a space, a line break or the end. */
  isMark(code: number): boolean {
    return this.code() === code && isBlank(this.code(1));
  }

  /** Checks for `---` or `...` at the start of a line, followed by whitespace or the end. */
  isDocumentMark(): boolean {
    const code = this.code();
    return (code === CODE.dash || code === CODE.dot) && this.column() === 0 && this.code(1) === code &&
      this.code(2) === code && isBlank(this.code(3));
  }

  /** Checks whether the document ends here: at the end of the text, a document marker or a directive. */
  isDocumentEnd(): boolean {
    const code = this.code();
    return code === CODE.end || (code === CODE.percent && this.column() === 0) || this.isDocumentMark();
  }
}

/** Codes of indicator characters. */
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

/** Checks for a line break: LF, CR, NEL, LS or PS. */
export function isBreak(code: number): boolean {
  if (code <= 0x0d) return code === 0x0a || code === 0x0d;
  return code >= 0x85 && (code === 0x85 || code === 0x2028 || code === 0x2029);
}

/** Checks for a space, a line break or the end of the text. */
export function isBreakOrSpace(code: number): boolean {
  return code === CODE.space || code === CODE.end || isBreak(code);
}

/** Checks for a space, a tab, a line break or the end of the text. */
export function isBlank(code: number): boolean {
  return code === 0x09 || isBreakOrSpace(code);
}

/** Checks for a character that ends a plain scalar within brackets. */
export function isFlowMark(code: number): boolean {
  return code === CODE.comma || code === CODE.openBracket || code === CODE.closeBracket || code === CODE.openBrace ||
    code === CODE.closeBrace;
}
