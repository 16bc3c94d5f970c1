/**
 * Parses block lists and mappings, which are structured by indentation.
 *
 * @module
 */
import type { Composer, Pending, Properties } from "./composer.ts";
import { afterValue, aliasWithProperties, notOneLine, syntaxError, unexpected } from "./errors.ts";
import { readContent } from "./flow.ts";
import * as KIND from "./kinds.ts";
import { joined, readProperty, startsProperty } from "./properties.ts";
import { readBlockScalar } from "./scalar.ts";
import * as CODE from "./characters.ts";

/**
 * Parses the value at this position or on one of the next lines, in a block at a column (-1 outside of all blocks). A
 * list below a key may start at the same column. A missing value is null.
 */
export function readBlockValue(composer: Composer, blockColumn: number, mayBeListBelow: boolean): void {
  /** Properties on lines of their own, or on the line of an indicator: they belong to the whole value. */
  let outer: Properties | undefined;
  let { at } = composer;
  for (;;) {
    composer.skip();
    const column = composer.column();
    const isBelow = column === blockColumn;
    if (composer.isDocumentEnd() || column < blockColumn) return composer.place(composer.empty(at), outer);
    if (isTextMark(composer)) return readBlockText(composer, blockColumn, outer);
    if (isBelow && !(mayBeListBelow && composer.isMark(CODE.DASH))) return composer.place(composer.empty(at), outer);
    if (composer.isMark(CODE.DASH)) return readList(composer, column, outer, isBelow);
    if (composer.isMark(CODE.QUESTION)) return readMapping(composer, column, outer);

    const { at: start, lineStart, isFresh } = composer;
    let inner: Properties | undefined;
    while (startsProperty(composer) && composer.lineStart === lineStart) {
      inner = readProperty(composer, inner);
      at = composer.at;
      composer.skip();
    }
    if (composer.lineStart !== lineStart || composer.code() === CODE.END) {
      outer = joined(outer, inner);
      continue;
    }
    if (isTextMark(composer)) return readBlockText(composer, blockColumn, joined(outer, inner));
    const value = readBeforeColon(composer, inner, at, blockColumn + 1);
    if (isFresh && isColonHere(composer, start, lineStart)) {
      return readMapping(composer, column, outer, { value, start, properties: inner });
    }
    if (isFresh && composer.isMark(CODE.COLON)) throw notOneLine(composer, start, lineStart);
    if (value.kind === KIND.ALIAS && outer !== undefined) throw aliasWithProperties(composer);
    return composer.place(value, joined(outer, inner));
  }
}

interface Key {
  readonly value: Pending;
  readonly start: number;
  readonly properties: Properties | undefined;
}

/** Parses a mapping, whose first key follows a question mark here or was already parsed. */
function readMapping(composer: Composer, column: number, properties: Properties | undefined, first?: Key): void {
  requireFresh(composer, first);
  const node = first === undefined
    ? composer.open(KIND.MAPPING, composer.at, properties)
    : composer.openAtKey(first.value, first.start, properties, first.properties);
  const { depth } = composer;
  let isKeyRead = first !== undefined;
  do {
    try {
      if (!isKeyRead) requireColumn(composer, column);
      if (!isKeyRead && composer.isMark(CODE.QUESTION)) readExplicitEntry(composer, column);
      else {
        if (!isKeyRead) readKey(composer, column);
        isKeyRead = false;
        composer.at++;
        composer.isFresh = false;
        readBlockValue(composer, column, true);
      }
    } catch (error) {
      composer.recover(error, column, depth);
    }
  } while (goesOn(composer, column));
  composer.close(node, composer.lastEnd, properties);
}

/** Parses a key after a question mark, and its value after a colon below. */
function readExplicitEntry(composer: Composer, column: number): void {
  composer.at++;
  composer.isFresh = true;
  readBlockValue(composer, column, true);
  const { at } = composer;
  if (goesOn(composer, column) && composer.column() === column && composer.isFresh && composer.isMark(CODE.COLON)) {
    composer.at++;
    readBlockValue(composer, column, true);
  } else composer.place(composer.empty(at), undefined);
}

/** Parses a key whose colon must be on the same line. */
function readKey(composer: Composer, column: number): void {
  const { at: start, lineStart } = composer;
  let { at } = composer;
  let properties: Properties | undefined;
  while (startsProperty(composer)) {
    properties = readProperty(composer, properties);
    at = composer.at;
    composer.passSpaces();
  }
  const value = readBeforeColon(composer, properties, at, column + 1);
  if (!isColonHere(composer, start, lineStart)) throw notOneLine(composer, start, lineStart, value.end);
  composer.place(value, properties);
}

/** Parses a value, or a key before its colon, which may consist of only an anchor or tag. */
function readBeforeColon(composer: Composer, properties: Properties | undefined, at: number, indent: number): Pending {
  if (properties !== undefined) {
    if (composer.isMark(CODE.COLON)) return composer.empty(at);
    if (composer.code() === CODE.ASTERISK) throw aliasWithProperties(composer);
  }
  const value = readContent(composer, indent, false);
  composer.passSpaces();
  return value;
}

/** Checks for the colon of a key that started on the same line. */
function isColonHere(composer: Composer, start: number, lineStart: number): boolean {
  return composer.isMark(CODE.COLON) && composer.lineStart === lineStart && composer.isKeyLength(start);
}

/** Parses a list, whose first dash is at this position. */
function readList(composer: Composer, column: number, properties: Properties | undefined, isBelowKey: boolean): void {
  requireFresh(composer);
  const node = composer.open(KIND.LIST, composer.at, properties);
  const { depth } = composer;
  do {
    try {
      requireColumn(composer, column);
      if (!composer.isMark(CODE.DASH)) {
        throw syntaxError("a dash is missing; all items of a list start with a dash at the same column", composer.at);
      }
      composer.at++;
      composer.isFresh = true;
      readBlockValue(composer, column, false);
    } catch (error) {
      composer.recover(error, column, depth);
    }
  } while (goesOn(composer, column) && !(isBelowKey && isNextKey(composer, column)));
  composer.close(node, composer.lastEnd, properties);
}

/** Checks whether a block at a column continues. */
function goesOn(composer: Composer, column: number): boolean {
  composer.skip();
  return composer.column() >= column && !composer.isDocumentEnd();
}

function isNextKey(composer: Composer, column: number): boolean {
  return composer.column() === column && composer.isFresh && !composer.isMark(CODE.DASH);
}

/** Throws unless an entry of a block may start here. */
function requireColumn(composer: Composer, column: number): void {
  if (!composer.isFresh) throw afterValue(composer);
  if (composer.column() === column) return;
  if (composer.code() === CODE.TAB) throw unexpected(composer);
  const message = "the indentation matches neither the previous lines nor an outer level";
  throw syntaxError(message, composer.at);
}

function requireFresh(composer: Composer, key?: Key): void {
  if (!composer.isFresh && key === undefined) throw unexpected(composer);
}

function isTextMark(composer: Composer): boolean {
  const code = composer.code();
  return code === CODE.BAR || code === CODE.GREATER;
}

function readBlockText(composer: Composer, blockColumn: number, properties: Properties | undefined): void {
  const start = composer.at;
  const { text, end } = readBlockScalar(composer, blockColumn);
  composer.place(composer.scalar(start, text, true, end), properties);
}
