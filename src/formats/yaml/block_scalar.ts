/**
 * Literal and folded scalars: the lines below `|` or `>`.
 *
 * @module
 */
import { CODE, isBreak } from "./characters.ts";
import type { Cursor } from "./cursor.ts";
import { syntaxFault } from "./fault.ts";
import { normalBreak, TextBuilder } from "./text_builder.ts";

const HEADER =
  /[|>](?:([+-])([1-9]?)|([1-9])([+-]?))?(?: +(?:#[^\n\r\x85\u2028\u2029]*)?)?(?=[\n\r\x85\u2028\u2029]|$)/y;

/**
 * Reads a literal or folded scalar, whose header must be here, in a block of a column (-1 outside of all). Stops at the
 * next line that is not part of it, after its indentation.
 */
export function readBlockScalar(cursor: Cursor, blockColumn: number): { readonly text: string; readonly end: number } {
  HEADER.lastIndex = cursor.at;
  const header = HEADER.exec(cursor.text);
  if (header === null) throw badHeader(cursor);
  const chomping = header[1] ?? header[4] ?? "";
  const digit = header[2] || header[3];
  const isFolded = cursor.code() === CODE.greater;
  cursor.at += header[0].length;
  let end = cursor.at;
  if (cursor.code() !== CODE.end) cursor.passBreak();
  const least = Math.max(blockColumn + 1, 1);
  const start = cursor.at;
  const column = digit ? least + Number(digit) - 1 : Math.max(least, firstColumn(cursor));
  if (!digit) [cursor.at, cursor.lineStart] = [start, start];

  const text = new TextBuilder();
  let lineBreak = "";
  let blanks = readBlanks(cursor, column);
  for (
    let isFirst = true, wasIndented = false;
    cursor.column() === column && cursor.code() !== CODE.end;
    isFirst = false
  ) {
    const isIndented = cursor.code() === CODE.space || cursor.code() === 0x09;
    if (!isFirst) {
      const isJoined = isFolded && lineBreak === "\n" && !wasIndented && !isIndented;
      text.add(!isJoined ? lineBreak : blanks === "" ? " " : "");
    }
    text.add(blanks);
    const from = cursor.at;
    cursor.passLine();
    text.add(cursor.text.slice(from, cursor.at));
    end = cursor.at;
    wasIndented = isIndented;
    lineBreak = "";
    if (cursor.code() !== CODE.end) {
      lineBreak = normalBreak(cursor.code());
      cursor.passBreak();
    }
    blanks = readBlanks(cursor, column);
  }
  if (chomping !== "-") text.add(lineBreak);
  if (chomping === "+") text.add(blanks);
  cursor.isFresh = true;
  return { text: text.toString(), end };
}

/** The indentation of the first line that is not blank, or of a longer blank one before it. */
function firstColumn(cursor: Cursor): number {
  let most = 0;
  for (;;) {
    cursor.passSpaces();
    most = Math.max(most, cursor.column());
    if (!isBreak(cursor.code())) return most;
    cursor.passBreak();
  }
}

/** Moves past empty lines, and past the indentation of the next one up to a column; returns the line breaks. */
function readBlanks(cursor: Cursor, column: number): string {
  let blanks: TextBuilder | undefined;
  for (;;) {
    const limit = cursor.lineStart + column;
    while (cursor.at < limit && cursor.code() === CODE.space) cursor.at++;
    if (!isBreak(cursor.code())) return blanks?.toString() ?? "";
    blanks ??= new TextBuilder();
    blanks.add(normalBreak(cursor.code()));
    cursor.passBreak();
  }
}

function badHeader({ at }: Cursor) {
  const message = "after | or > only + or -, a digit from 1 to 9 and a comment may stand on the line";
  return syntaxFault(message, at);
}
