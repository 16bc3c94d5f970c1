/**
 * What a value may be in a block and within brackets alike: scalars, aliases, and lists and mappings in brackets.
 *
 * @module
 */
import { CODE } from "./characters.ts";
import { syntaxFault } from "./fault.ts";
import { KIND, TAG } from "./nodes.ts";
import { readPlain, startsPlain } from "./plain.ts";
import { type Properties, readName, readProperty, startsProperty } from "./properties.ts";
import { readQuoted } from "./quoted.ts";
import type { Pending, Reader } from "./reader.ts";
import { aliasWithProperties, missingComma, unexpected } from "./unexpected.ts";

/** Reads a scalar, an alias, or a list or mapping in brackets; the lines of a plain scalar are indented by `indent`. */
export function readContent(reader: Reader, indent: number, isFlow: boolean): Pending {
  const start = reader.at;
  const code = reader.code();
  if (code === CODE.openBracket || code === CODE.openBrace) return readFlow(reader);
  reader.isFresh = false;
  if (code === CODE.quote || code === CODE.apostrophe) return reader.scalar(start, readQuoted(reader), true);
  if (code === CODE.asterisk) return reader.alias(readName(reader), start);
  if (!startsPlain(reader, isFlow)) throw unexpected(reader);
  return reader.scalar(start, readPlain(reader, indent, isFlow), false);
}

/** Reads a list or mapping in brackets, which must start here. */
function readFlow(reader: Reader): Pending {
  const valueStart = reader.at;
  const isList = reader.code() === CODE.openBracket;
  const close = isList ? CODE.closeBracket : CODE.closeBrace;
  const [kind, tag] = isList ? [KIND.list, TAG.seq] : [KIND.mapping, TAG.map];
  const node = reader.open(kind, valueStart);
  reader.brackets++;
  reader.at++;
  for (reader.skip(); reader.code() !== close; reader.skip()) {
    if (reader.code() === CODE.question) readExplicitPair(reader, isList);
    else readItem(reader, isList);
    reader.skip();
    if (reader.code() === CODE.comma) reader.at++;
    else if (reader.code() !== close) throw missingComma(reader, valueStart);
  }
  reader.at++;
  reader.brackets--;
  reader.isFresh = false;
  reader.close(node, reader.at);
  return { kind, tag, reference: 0, valueStart, end: reader.at, node };
}

/** A key after a question mark, and its value. */
function readExplicitPair(reader: Reader, isInList: boolean): void {
  const start = reader.at++;
  const node = isInList ? reader.open(KIND.mapping, start) : undefined;
  const at = reader.at;
  reader.skip();
  if (reader.code() === CODE.colon || isEnd(reader, isInList)) reader.place(reader.empty(at), undefined);
  else readNode(reader);
  reader.skip();
  readValue(reader, isInList);
  if (node !== undefined) reader.close(node, reader.lastEnd);
}

/** An item of a list, which may be a key and its value, or a key of a mapping, which may have a value. */
function readItem(reader: Reader, isInList: boolean): void {
  const { at: start, lineStart } = reader;
  const [value, properties] = readPending(reader);
  const { at } = reader;
  reader.skip();
  if (reader.code() !== CODE.colon) {
    reader.place(value, properties);
    if (!isInList) reader.place(reader.empty(at), undefined);
    return;
  }
  if (reader.lineStart !== lineStart) {
    const message = "a key and its colon must be on one line; a comma or a closing bracket may be missing before it";
    throw syntaxFault(message, Math.max(reader.lineStart, start), { end: reader.at + 1, from: start });
  }
  if (!reader.isKeyLength(start)) throw syntaxFault("a key is longer than 1024 characters", start, { end: at });
  const node = isInList ? reader.openAtKey(value, start, undefined, properties) : undefined;
  if (node === undefined) reader.place(value, properties);
  readValue(reader, isInList);
  if (node !== undefined) reader.close(node, reader.lastEnd);
}

/** The value after a colon, if one is here. */
function readValue(reader: Reader, isInList: boolean): void {
  let { at } = reader;
  if (reader.code() === CODE.colon) {
    at = ++reader.at;
    reader.skip();
    if (!isEnd(reader, isInList)) return readNode(reader);
  }
  reader.place(reader.empty(at), undefined);
}

/** Whether a key or value ends here that is not there. */
function isEnd(reader: Reader, isInList: boolean): boolean {
  const code = reader.code();
  return code === CODE.comma || code === (isInList ? CODE.closeBracket : CODE.closeBrace);
}

function readNode(reader: Reader): void {
  reader.place(...readPending(reader));
}

/** A value with its anchor and tag, before it is known whether it is a key. */
function readPending(reader: Reader): readonly [value: Pending, properties: Properties | undefined] {
  let properties: Properties | undefined;
  let { at } = reader;
  for (; startsProperty(reader); reader.skip()) {
    properties = readProperty(reader, properties);
    at = reader.at;
  }
  if (reader.column() === 0 && reader.isDocumentEnd()) throw unexpected(reader);
  if (properties === undefined) return [readContent(reader, 0, true), undefined];
  const code = reader.code();
  const isEmpty = code === CODE.colon || code === CODE.comma || code === CODE.closeBracket || code === CODE.closeBrace;
  if (isEmpty) return [{ ...reader.empty(at), tag: TAG.null }, properties];
  if (code === CODE.asterisk) throw aliasWithProperties(reader);
  return [readContent(reader, 0, true), properties];
}
