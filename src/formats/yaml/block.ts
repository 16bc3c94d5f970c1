/**
 * Lists and mappings whose indentation shows what is in them.
 *
 * @module
 */
import { readBlockScalar } from "./block_scalar.ts";
import { CODE } from "./characters.ts";
import { readContent } from "./content.ts";
import { syntaxFault } from "./fault.ts";
import { KIND } from "./nodes.ts";
import { joined, type Properties, readProperty, startsProperty } from "./properties.ts";
import type { Pending, Reader } from "./reader.ts";
import { afterValue, aliasWithProperties, notOneLine, unexpected } from "./unexpected.ts";

/**
 * Reads the value that is here or on one of the next lines, in a block of a column (-1 outside of all); below a key, a
 * list may start in the same column. A value that is not there is null.
 */
export function readBlockValue(reader: Reader, blockColumn: number, mayBeListBelow: boolean): void {
  /** What stands on lines of its own, or on the line of a mark: it is of the whole value. */
  let outer: Properties | undefined;
  let { at } = reader;
  for (;;) {
    reader.skip();
    const column = reader.column();
    const isBelow = column === blockColumn;
    if (reader.isDocumentEnd() || column < blockColumn) return reader.place(reader.empty(at), outer);
    if (isTextMark(reader)) return readText(reader, blockColumn, outer);
    if (isBelow && !(mayBeListBelow && reader.isMark(CODE.dash))) return reader.place(reader.empty(at), outer);
    if (reader.isMark(CODE.dash)) return readList(reader, column, outer, isBelow);
    if (reader.isMark(CODE.question)) return readMapping(reader, column, outer);

    const { at: start, lineStart, isFresh } = reader;
    let inner: Properties | undefined;
    while (startsProperty(reader) && reader.lineStart === lineStart) {
      inner = readProperty(reader, inner);
      at = reader.at;
      reader.skip();
    }
    if (reader.lineStart !== lineStart || reader.code() === CODE.end) {
      outer = joined(outer, inner);
      continue;
    }
    if (isTextMark(reader)) return readText(reader, blockColumn, joined(outer, inner));
    const value = readBeforeColon(reader, inner, at, blockColumn + 1);
    if (isFresh && isColonHere(reader, start, lineStart)) {
      return readMapping(reader, column, outer, { value, start, properties: inner });
    }
    if (isFresh && reader.isMark(CODE.colon)) throw notOneLine(reader, start, lineStart);
    if (value.kind === KIND.alias && outer !== undefined) throw aliasWithProperties(reader);
    return reader.place(value, joined(outer, inner));
  }
}

interface Key {
  readonly value: Pending;
  readonly start: number;
  readonly properties: Properties | undefined;
}

/** Reads a mapping, whose first key is here after a question mark or was read already. */
function readMapping(reader: Reader, column: number, properties: Properties | undefined, first?: Key): void {
  requireFresh(reader, first);
  const node = first === undefined
    ? reader.open(KIND.mapping, reader.at, properties)
    : reader.openAtKey(first.value, first.start, properties, first.properties);
  const { depth } = reader;
  let isKeyRead = first !== undefined;
  do {
    try {
      if (!isKeyRead) requireColumn(reader, column);
      if (!isKeyRead && reader.isMark(CODE.question)) readExplicitEntry(reader, column);
      else {
        if (!isKeyRead) readKey(reader, column);
        isKeyRead = false;
        reader.at++;
        reader.isFresh = false;
        readBlockValue(reader, column, true);
      }
    } catch (fault) {
      reader.recover(fault, column, depth);
    }
  } while (goesOn(reader, column));
  reader.close(node, reader.lastEnd, properties);
}

/** A key after a question mark, and its value after a colon below that. */
function readExplicitEntry(reader: Reader, column: number): void {
  reader.at++;
  reader.isFresh = true;
  readBlockValue(reader, column, true);
  const { at } = reader;
  if (goesOn(reader, column) && reader.column() === column && reader.isFresh && reader.isMark(CODE.colon)) {
    reader.at++;
    readBlockValue(reader, column, true);
  } else reader.place(reader.empty(at), undefined);
}

/** A key whose colon must be on the same line. */
function readKey(reader: Reader, column: number): void {
  const { at: start, lineStart } = reader;
  let { at } = reader;
  let properties: Properties | undefined;
  while (startsProperty(reader)) {
    properties = readProperty(reader, properties);
    at = reader.at;
    reader.passSpaces();
  }
  const value = readBeforeColon(reader, properties, at, column + 1);
  if (!isColonHere(reader, start, lineStart)) throw notOneLine(reader, start, lineStart, value.end);
  reader.place(value, properties);
}

/** Reads what is a value, or a key before its colon, which may be no more than an anchor or a tag. */
function readBeforeColon(reader: Reader, properties: Properties | undefined, at: number, indent: number): Pending {
  if (properties !== undefined) {
    if (reader.isMark(CODE.colon)) return reader.empty(at);
    if (reader.code() === CODE.asterisk) throw aliasWithProperties(reader);
  }
  const value = readContent(reader, indent, false);
  reader.passSpaces();
  return value;
}

/** Whether the colon of a key that started on a line is here. */
function isColonHere(reader: Reader, start: number, lineStart: number): boolean {
  return reader.isMark(CODE.colon) && reader.lineStart === lineStart && reader.isKeyLength(start);
}

/** Reads a list, whose first dash is here. */
function readList(reader: Reader, column: number, properties: Properties | undefined, isBelowKey: boolean): void {
  requireFresh(reader);
  const node = reader.open(KIND.list, reader.at, properties);
  const { depth } = reader;
  do {
    try {
      requireColumn(reader, column);
      if (!reader.isMark(CODE.dash)) {
        throw syntaxFault("a dash is missing: all items of a list start in one column with a dash", reader.at);
      }
      reader.at++;
      reader.isFresh = true;
      readBlockValue(reader, column, false);
    } catch (fault) {
      reader.recover(fault, column, depth);
    }
  } while (goesOn(reader, column) && !(isBelowKey && isNextKey(reader, column)));
  reader.close(node, reader.lastEnd, properties);
}

/** Whether there is more in a block of a column. */
function goesOn(reader: Reader, column: number): boolean {
  reader.skip();
  return reader.column() >= column && !reader.isDocumentEnd();
}

function isNextKey(reader: Reader, column: number): boolean {
  return reader.column() === column && reader.isFresh && !reader.isMark(CODE.dash);
}

/** Throws unless an entry of a block may start here. */
function requireColumn(reader: Reader, column: number): void {
  if (!reader.isFresh) throw afterValue(reader);
  if (reader.column() === column) return;
  if (reader.code() === 0x09) throw unexpected(reader);
  const message = "this is indented neither like the lines before it nor like one of the levels above";
  throw syntaxFault(message, reader.at);
}

function requireFresh(reader: Reader, key?: Key): void {
  if (!reader.isFresh && key === undefined) throw unexpected(reader);
}

function isTextMark(reader: Reader): boolean {
  const code = reader.code();
  return code === CODE.bar || code === CODE.greater;
}

function readText(reader: Reader, blockColumn: number, properties: Properties | undefined): void {
  const start = reader.at;
  const { text, end } = readBlockScalar(reader, blockColumn);
  reader.place(reader.scalar(start, text, true, end), properties);
}
