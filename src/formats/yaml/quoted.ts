/**
 * Scalars in quotes.
 *
 * @module
 */
import { CODE, isBreak } from "./characters.ts";
import type { Cursor } from "./cursor.ts";
import { syntaxFault } from "./fault.ts";
import { normalBreak, TextBuilder } from "./text_builder.ts";

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

/** How many hexadecimal digits follow. */
const DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/**
 * Reads a scalar in quotes, which must start here. Returns its text, or nothing if that is what is written between the
 * quotes.
 */
export function readQuoted(cursor: Cursor): string | undefined {
  const { text, at: start } = cursor;
  const quote = text.charCodeAt(start);
  const isDouble = quote === CODE.quote;
  let builder: TextBuilder | undefined;
  let from = ++cursor.at;
  for (;;) {
    cursor.at = runEnd(text, cursor.at, quote);
    const code = cursor.code();
    if (code === quote && (isDouble || cursor.code(1) !== quote)) {
      const last = text.slice(from, cursor.at++);
      if (builder === undefined) return undefined;
      builder.add(last);
      return builder.toString();
    }
    if (code === CODE.end) throw unclosed(start, cursor.at);
    builder ??= new TextBuilder();
    if (code === quote) {
      builder.add(text.slice(from, cursor.at + 1));
      cursor.at += 2;
    } else if (code === CODE.backslash) {
      builder.add(text.slice(from, cursor.at));
      builder.add(readEscape(cursor, start));
    } else {
      let end = cursor.at;
      while (end > from && isSpaceOrTab(text.charCodeAt(end - 1))) end--;
      builder.add(text.slice(from, end));
      const first = normalBreak(code);
      cursor.passBreak();
      const others = readBreaks(cursor, start);
      builder.add(first !== "\n" ? first + others : others || " ");
    }
    from = cursor.at;
  }
}

/** The next character that is not just part of the text: a quotation mark, a backslash in double quotes, a line break. */
function runEnd(text: string, start: number, quote: number): number {
  let at = start;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote || (code === CODE.backslash && quote === CODE.quote) || isBreak(code)) break;
  }
  return at;
}

/** Moves past empty lines, and past the indentation of the next one; returns the line breaks. */
function readBreaks(cursor: Cursor, start: number): string {
  const breaks = new TextBuilder();
  for (;;) {
    if (cursor.isDocumentMark()) {
      const message = "a line --- or ... is in a quoted text, or its quotation mark is not closed";
      throw syntaxFault(message, cursor.at, { from: start, end: cursor.at + 3, isLast: true });
    }
    while (isSpaceOrTab(cursor.code())) cursor.at++;
    if (!isBreak(cursor.code())) return breaks.toString();
    breaks.add(normalBreak(cursor.code()));
    cursor.passBreak();
  }
}

function readEscape(cursor: Cursor, start: number): string {
  const { text, at } = cursor;
  const letter = text.charAt(at + 1);
  const count = DIGITS[letter];
  if (count !== undefined) return readNumber(cursor, count);
  const meaning = ESCAPES[letter];
  if (meaning !== undefined) {
    cursor.at += 2;
    return meaning;
  }
  if (letter === "") throw unclosed(start, at);
  cursor.at++;
  if (!isBreak(cursor.code())) throw unknownEscape(at, at + 2);
  cursor.passBreak();
  return readBreaks(cursor, start);
}

function readNumber(cursor: Cursor, count: number): string {
  const { text, at } = cursor;
  const end = at + 2 + count;
  const digits = text.slice(at + 2, end);
  if (digits.length < count || !/^[0-9a-fA-F]+$/.test(digits)) throw unknownEscape(at, Math.min(end, text.length));
  const code = Number.parseInt(digits, 16);
  if (code > 0x10ffff) {
    const python = code > 0x7fffffff ? "OverflowError" : "ValueError";
    throw syntaxFault("this escape is of a character that Unicode does not have", at, { python, end });
  }
  cursor.at = end;
  return String.fromCodePoint(code);
}

function unknownEscape(offset: number, end: number) {
  const message = "this is not an escape sequence; in double quotes, write a backslash as two";
  return syntaxFault(message, offset, { end });
}

function unclosed(start: number, end: number) {
  return syntaxFault("this quotation mark is not closed", start, { end: Math.min(start + 1, end), isLast: true });
}

function isSpaceOrTab(code: number): boolean {
  return code === CODE.space || code === 0x09;
}
