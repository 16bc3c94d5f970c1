/**
 * Scans scalars: plain, quoted, and literal (`|`) or folded (`>`) block scalars.
 *
 * @module
 */
import { syntaxError } from "./errors.ts";
import * as CODE from "./characters.ts";
import { isBlank, isBreak, isFlowMark, type Scanner } from "./scanner.ts";

/** Characters that a plain scalar cannot start with. */
const INDICATORS = ",[]{}#&*!|>'\"%@`";

/** Checks whether a plain scalar starts here. */
export function startsPlain(scanner: Scanner, isFlow: boolean): boolean {
  const code = scanner.code();
  if (code === CODE.DASH) return !isBlank(scanner.code(1));
  if (code === CODE.QUESTION || code === CODE.COLON) return !isFlow && !isBlank(scanner.code(1));
  return !isBlank(code) && !INDICATORS.includes(String.fromCharCode(code));
}

/**
 * Scans a plain scalar and stops after its last character. Its further lines must be indented by `indent` spaces,
 * except within brackets. Returns its text; `undefined` if that is exactly the text of the file.
 */
export function readPlain(scanner: Scanner, indent: number, isFlow: boolean): string | undefined {
  const { text } = scanner;
  let builder: StringBuilder | undefined;
  let [lineFrom, end] = [scanner.at, wordEnd(text, scanner.at, isFlow)];
  for (;;) {
    scanner.at = end;
    scanner.passSpaces();
    const isOver = scanner.at === end;
    const code = scanner.code();
    if (isBreak(code)) {
      const { lineStart } = scanner;
      const fold = foldBreaks(scanner);
      const next = fold === undefined || scanner.code() === CODE.HASH || (!isFlow && scanner.column() < indent)
        ? scanner.at
        : wordEnd(text, scanner.at, isFlow);
      if (next === scanner.at) {
        scanner.lineStart = lineStart;
        break;
      }
      builder ??= new StringBuilder();
      builder.add(text.slice(lineFrom, end));
      builder.add(fold!);
      [lineFrom, end] = [scanner.at, next];
    } else {
      const next = isOver || code === CODE.HASH ? scanner.at : wordEnd(text, scanner.at, isFlow);
      if (next === scanner.at) break;
      end = next;
    }
  }
  scanner.at = end;
  builder?.add(text.slice(lineFrom, end));
  return builder?.toString();
}

/**
 * Returns the text that line breaks within a scalar become; `undefined` if a document marker follows. Moves past the
 * following spaces.
 */
function foldBreaks(scanner: Scanner): string | undefined {
  const first = normalBreak(scanner.code());
  scanner.passBreak();
  let others: StringBuilder | undefined;
  while (!scanner.isDocumentMark()) {
    scanner.passSpaces();
    const code = scanner.code();
    if (!isBreak(code)) {
      const more = others?.toString() ?? "";
      return first !== "\n" ? first + more : more || " ";
    }
    others ??= new StringBuilder();
    others.add(normalBreak(code));
    scanner.passBreak();
  }
  return undefined;
}

/** Returns the offset where the characters of a plain scalar end, up to a space. */
function wordEnd(text: string, start: number, isFlow: boolean): number {
  let at = start;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code <= CODE.SPACE || isBreak(code)) break;
    if (code === CODE.COLON) {
      const next = at + 1 < text.length ? text.charCodeAt(at + 1) : CODE.END;
      if (isBlank(next) || (isFlow && isFlowMark(next))) break;
    } else if (isFlow && (code === CODE.QUESTION || isFlowMark(code))) break;
  }
  return at;
}

const ESCAPES: Readonly<Record<string, string>> = {
  "0": "\0",
  a: "\x07",
  b: "\b",
  t: "\t",
  "\t": "\t",
  n: "\n",
  v: "\v",
  f: "\f",
  r: "\r",
  e: "\x1b",
  " ": " ",
  '"': '"',
  "/": "/",
  "\\": "\\",
  N: "\x85",
  _: "\xa0",
  L: "\u2028",
  P: "\u2029",
};

/** Number of hexadecimal digits that follow. */
const ESCAPE_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** Scans a quoted scalar. Returns its text; `undefined` if that is exactly the text between the quotes. */
export function readQuoted(scanner: Scanner): string | undefined {
  const { text, at: start } = scanner;
  const quote = text.charCodeAt(start);
  const isDouble = quote === CODE.QUOTE;
  let builder: StringBuilder | undefined;
  let from = ++scanner.at;
  for (;;) {
    scanner.at = runEnd(text, scanner.at, quote);
    const code = scanner.code();
    if (code === quote && (isDouble || scanner.code(1) !== quote)) {
      const last = text.slice(from, scanner.at++);
      if (builder === undefined) return undefined;
      builder.add(last);
      return builder.toString();
    }
    if (code === CODE.END) throw unclosed(start, scanner.at);
    builder ??= new StringBuilder();
    if (code === quote) {
      builder.add(text.slice(from, scanner.at + 1));
      scanner.at += 2;
    } else if (code === CODE.BACKSLASH) {
      builder.add(text.slice(from, scanner.at));
      builder.add(readEscape(scanner, start));
    } else {
      let end = scanner.at;
      while (end > from && isSpaceOrTab(text.charCodeAt(end - 1))) end--;
      builder.add(text.slice(from, end));
      const first = normalBreak(code);
      scanner.passBreak();
      const others = readBreaks(scanner, start);
      builder.add(first !== "\n" ? first + others : others || " ");
    }
    from = scanner.at;
  }
}

/**
 * Returns the offset of the next special character: a quotation mark, a backslash in double quotes, or a line break.
 */
function runEnd(text: string, start: number, quote: number): number {
  let at = start;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote || (code === CODE.BACKSLASH && quote === CODE.QUOTE) || isBreak(code)) break;
  }
  return at;
}

/** Moves past empty lines and the indentation of the next line; returns the line breaks. */
function readBreaks(scanner: Scanner, start: number): string {
  const breaks = new StringBuilder();
  for (;;) {
    if (scanner.isDocumentMark()) {
      const message =
        "a document marker (--- or ...) is inside a quoted scalar; a closing quotation mark may be missing";
      throw syntaxError(message, scanner.at, { from: start, end: scanner.at + 3, isLast: true });
    }
    while (isSpaceOrTab(scanner.code())) scanner.at++;
    if (!isBreak(scanner.code())) return breaks.toString();
    breaks.add(normalBreak(scanner.code()));
    scanner.passBreak();
  }
}

function readEscape(scanner: Scanner, start: number): string {
  const { text, at } = scanner;
  const letter = text.charAt(at + 1);
  const count = ESCAPE_DIGITS[letter];
  if (count !== undefined) return readNumber(scanner, count);
  const meaning = ESCAPES[letter];
  if (meaning !== undefined) {
    scanner.at += 2;
    return meaning;
  }
  if (letter === "") throw unclosed(start, at);
  scanner.at++;
  if (!isBreak(scanner.code())) throw unknownEscape(at, at + 2);
  scanner.passBreak();
  return readBreaks(scanner, start);
}

function readNumber(scanner: Scanner, count: number): string {
  const { text, at } = scanner;
  const end = at + 2 + count;
  const digits = text.slice(at + 2, end);
  if (digits.length < count || !/^[0-9a-fA-F]+$/.test(digits)) throw unknownEscape(at, Math.min(end, text.length));
  const code = Number.parseInt(digits, 16);
  if (code > 0x10ffff) {
    const python = code > 0x7fffffff ? "OverflowError" : "ValueError";
    throw syntaxError("this escape sequence is not a Unicode character", at, { python, end });
  }
  scanner.at = end;
  return String.fromCodePoint(code);
}

function unknownEscape(offset: number, end: number) {
  const message = "invalid escape sequence; write \\\\ for a backslash in double quotes";
  return syntaxError(message, offset, { end });
}

function unclosed(start: number, end: number) {
  return syntaxError("this quotation mark is not closed", start, { end: Math.min(start + 1, end), isLast: true });
}

function isSpaceOrTab(code: number): boolean {
  return code === CODE.SPACE || code === CODE.TAB;
}

const HEADER =
  /[|>](?:([+-])([1-9]?)|([1-9])([+-]?))?(?: +(?:#[^\n\r\x85\u2028\u2029]*)?)?(?=[\n\r\x85\u2028\u2029]|$)/y;

/**
 * Scans a literal or folded scalar from its header, in a block at a column (-1 outside of all blocks). Stops at the
 * next line that is not part of it, after its indentation.
 */
export function readBlockScalar(
  scanner: Scanner,
  blockColumn: number,
): { readonly text: string; readonly end: number } {
  HEADER.lastIndex = scanner.at;
  const header = HEADER.exec(scanner.text);
  if (header === null) throw badHeader(scanner);
  const chomping = header[1] ?? header[4] ?? "";
  const digit = header[2] || header[3];
  const isFolded = scanner.code() === CODE.GREATER;
  scanner.at += header[0].length;
  let end = scanner.at;
  if (scanner.code() !== CODE.END) scanner.passBreak();
  const least = Math.max(blockColumn + 1, 1);
  const start = scanner.at;
  const column = digit ? least + Number(digit) - 1 : Math.max(least, firstColumn(scanner));
  if (!digit) [scanner.at, scanner.lineStart] = [start, start];

  const text = new StringBuilder();
  let lineBreak = "";
  let blanks = readBlanks(scanner, column);
  for (
    let isFirst = true, wasIndented = false;
    scanner.column() === column && scanner.code() !== CODE.END;
    isFirst = false
  ) {
    const isIndented = scanner.code() === CODE.SPACE || scanner.code() === CODE.TAB;
    if (!isFirst) {
      const isJoined = isFolded && lineBreak === "\n" && !wasIndented && !isIndented;
      text.add(!isJoined ? lineBreak : blanks === "" ? " " : "");
    }
    text.add(blanks);
    const from = scanner.at;
    scanner.passLine();
    text.add(scanner.text.slice(from, scanner.at));
    end = scanner.at;
    wasIndented = isIndented;
    lineBreak = "";
    if (scanner.code() !== CODE.END) {
      lineBreak = normalBreak(scanner.code());
      scanner.passBreak();
    }
    blanks = readBlanks(scanner, column);
  }
  if (chomping !== "-") text.add(lineBreak);
  if (chomping === "+") text.add(blanks);
  scanner.isFresh = true;
  return { text: text.toString(), end };
}

/** Returns the indentation of the first line that is not blank, or of a longer blank line before it. */
function firstColumn(scanner: Scanner): number {
  let most = 0;
  for (;;) {
    scanner.passSpaces();
    most = Math.max(most, scanner.column());
    if (!isBreak(scanner.code())) return most;
    scanner.passBreak();
  }
}

/** Moves past empty lines, and past the indentation of the next line up to a column; returns the line breaks. */
function readBlanks(scanner: Scanner, column: number): string {
  let blanks: StringBuilder | undefined;
  for (;;) {
    const limit = scanner.lineStart + column;
    while (scanner.at < limit && scanner.code() === CODE.SPACE) scanner.at++;
    if (!isBreak(scanner.code())) return blanks?.toString() ?? "";
    blanks ??= new StringBuilder();
    blanks.add(normalBreak(scanner.code()));
    scanner.passBreak();
  }
}

function badHeader({ at }: Scanner) {
  const message = "only + or -, a digit from 1 to 9 and a comment may follow | or > on the same line";
  return syntaxError(message, at);
}

/** Maximum number of pieces before they are joined; each takes more memory than its characters. */
const MAX_PIECES = 4096;

/** Joins many short strings. */
class StringBuilder {
  readonly #parts: string[] = [];
  #pieces: string[] = [];

  /** Appends a string. */
  add(piece: string): void {
    if (this.#pieces.push(piece) < MAX_PIECES) return;
    this.#parts.push(this.#pieces.join(""));
    this.#pieces = [];
  }

  /** Returns the joined string. */
  toString(): string {
    return this.#parts.join("") + this.#pieces.join("");
  }
}

/** Returns a line break as in a value: LS and PS are kept, all others become LF. */
function normalBreak(code: number): string {
  return code === 0x2028 ? "\u2028" : code === 0x2029 ? "\u2029" : "\n";
}
