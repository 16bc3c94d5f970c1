/**
 * A position that moves forward through a YAML file, and the character classes it uses. The end of the text is the
 * character code 0, which YAML does not allow.
 *
 * @module
 */
import * as CODE from "./characters.ts";
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
    if (text.charCodeAt(0) === CODE.BYTE_ORDER_MARK) this.at = this.lineStart = 1;
    this.#hasMarks = text.includes("\ufeff", 1);
  }

  /** Returns the code of a character ahead; 0 after the end. */
  code(ahead: number = 0): number {
    const at = this.at + ahead;
    return at < this.text.length ? this.text.charCodeAt(at) : CODE.END;
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
    while (this.code() === CODE.SPACE) this.at++;
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
      if (code === CODE.SPACE) this.at++;
      else if (code === CODE.HASH) this.passLine();
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
    return (code === CODE.DASH || code === CODE.DOT) && this.column() === 0 && this.code(1) === code &&
      this.code(2) === code && isBlank(this.code(3));
  }

  /** Checks whether the document ends here: at the end of the text, a document marker or a directive. */
  isDocumentEnd(): boolean {
    const code = this.code();
    return code === CODE.END || (code === CODE.PERCENT && this.column() === 0) || this.isDocumentMark();
  }
}

/** Checks for a line break: LF, CR, NEL, LS or PS. */
export function isBreak(code: number): boolean {
  if (code <= 0x0d) return code === 0x0a || code === 0x0d;
  return code >= 0x85 && (code === 0x85 || code === 0x2028 || code === 0x2029);
}

/** Checks for a space, a line break or the end of the text. */
export function isBreakOrSpace(code: number): boolean {
  return code === CODE.SPACE || code === CODE.END || isBreak(code);
}

/** Checks for a space, a tab, a line break or the end of the text. */
export function isBlank(code: number): boolean {
  return code === CODE.TAB || isBreakOrSpace(code);
}

/** Checks for a character that ends a plain scalar within brackets. */
export function isFlowMark(code: number): boolean {
  return code === CODE.COMMA || code === CODE.OPEN_BRACKET || code === CODE.CLOSE_BRACKET || code === CODE.OPEN_BRACE ||
    code === CODE.CLOSE_BRACE;
}
