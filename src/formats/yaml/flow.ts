/**
 * Parses what blocks and brackets have in common: flow lists `[a]` and mappings `{a: b}`, scalars and aliases.
 *
 * @module
 */
import type { Composer, Pending, Properties } from "./composer.ts";
import { aliasWithProperties, missingComma, syntaxError, unexpected } from "./errors.ts";
import * as KIND from "./kinds.ts";
import * as TAG from "./types.ts";
import { readName, readProperty, startsProperty } from "./properties.ts";
import { readPlain, readQuoted, startsPlain } from "./scalar.ts";
import * as CODE from "./characters.ts";

/**
 * Parses a scalar, an alias, or a list or mapping in brackets. The lines of a plain scalar are indented by `indent`.
 */
export function readContent(composer: Composer, indent: number, isFlow: boolean): Pending {
  const start = composer.at;
  const code = composer.code();
  if (code === CODE.OPEN_BRACKET || code === CODE.OPEN_BRACE) return readFlow(composer);
  composer.isFresh = false;
  if (code === CODE.QUOTE || code === CODE.APOSTROPHE) return composer.scalar(start, readQuoted(composer), true);
  if (code === CODE.ASTERISK) return composer.alias(readName(composer), start);
  if (!startsPlain(composer, isFlow)) throw unexpected(composer);
  return composer.scalar(start, readPlain(composer, indent, isFlow), false);
}

/** Parses a list or mapping in brackets. */
function readFlow(composer: Composer): Pending {
  const valueStart = composer.at;
  const isList = composer.code() === CODE.OPEN_BRACKET;
  const close = isList ? CODE.CLOSE_BRACKET : CODE.CLOSE_BRACE;
  const [kind, tag] = isList ? [KIND.LIST, TAG.SEQ] : [KIND.MAPPING, TAG.MAP];
  const node = composer.open(kind, valueStart);
  composer.brackets++;
  composer.at++;
  for (composer.skip(); composer.code() !== close; composer.skip()) {
    if (composer.code() === CODE.QUESTION) readExplicitPair(composer, isList);
    else readItem(composer, isList);
    composer.skip();
    if (composer.code() === CODE.COMMA) composer.at++;
    else if (composer.code() !== close) throw missingComma(composer, valueStart);
  }
  composer.at++;
  composer.brackets--;
  composer.isFresh = false;
  composer.close(node, composer.at);
  return { kind, tag, reference: 0, valueStart, end: composer.at, node };
}

/** Parses a key after a question mark, and its value. */
function readExplicitPair(composer: Composer, isInList: boolean): void {
  const start = composer.at++;
  const node = isInList ? composer.open(KIND.MAPPING, start) : undefined;
  const at = composer.at;
  composer.skip();
  if (composer.code() === CODE.COLON || isEnd(composer, isInList)) composer.place(composer.empty(at), undefined);
  else readNode(composer);
  composer.skip();
  readValue(composer, isInList);
  if (node !== undefined) composer.close(node, composer.lastEnd);
}

/** Parses an item of a list, which may be a key and its value; or a key of a mapping, which may have a value. */
function readItem(composer: Composer, isInList: boolean): void {
  const { at: start, lineStart } = composer;
  const [value, properties] = readPending(composer);
  const { at } = composer;
  composer.skip();
  if (composer.code() !== CODE.COLON) {
    composer.place(value, properties);
    if (!isInList) composer.place(composer.empty(at), undefined);
    return;
  }
  if (composer.lineStart !== lineStart) {
    const message = "a key and its colon must be on the same line; a comma or closing bracket may be missing before it";
    throw syntaxError(message, Math.max(composer.lineStart, start), { end: composer.at + 1, from: start });
  }
  if (!composer.isKeyLength(start)) throw syntaxError("this key is longer than 1024 characters", start, { end: at });
  const node = isInList ? composer.openAtKey(value, start, undefined, properties) : undefined;
  if (node === undefined) composer.place(value, properties);
  readValue(composer, isInList);
  if (node !== undefined) composer.close(node, composer.lastEnd);
}

/** Parses the value after a colon, if there is one. */
function readValue(composer: Composer, isInList: boolean): void {
  let { at } = composer;
  if (composer.code() === CODE.COLON) {
    at = ++composer.at;
    composer.skip();
    if (!isEnd(composer, isInList)) return readNode(composer);
  }
  composer.place(composer.empty(at), undefined);
}

/** Checks whether a missing key or value ends here. */
function isEnd(composer: Composer, isInList: boolean): boolean {
  const code = composer.code();
  return code === CODE.COMMA || code === (isInList ? CODE.CLOSE_BRACKET : CODE.CLOSE_BRACE);
}

function readNode(composer: Composer): void {
  composer.place(...readPending(composer));
}

/** Parses a value with its anchor and tag, before it is known whether it is a key. */
function readPending(composer: Composer): readonly [value: Pending, properties: Properties | undefined] {
  let properties: Properties | undefined;
  let { at } = composer;
  for (; startsProperty(composer); composer.skip()) {
    properties = readProperty(composer, properties);
    at = composer.at;
  }
  if (composer.column() === 0 && composer.isDocumentEnd()) throw unexpected(composer);
  if (properties === undefined) return [readContent(composer, 0, true), undefined];
  const code = composer.code();
  const isEmpty = code === CODE.COLON || code === CODE.COMMA || code === CODE.CLOSE_BRACKET ||
    code === CODE.CLOSE_BRACE;
  if (isEmpty) return [{ ...composer.empty(at), tag: TAG.NULL }, properties];
  if (code === CODE.ASTERISK) throw aliasWithProperties(composer);
  return [readContent(composer, 0, true), properties];
}
