/**
 * Faults of what stands where it cannot.
 *
 * @module
 */
import { CODE } from "./characters.ts";
import { syntaxFault, type YamlFault } from "./fault.ts";
import type { Reader } from "./reader.ts";

const UNEXPECTED: Readonly<Record<string, string>> = {
  "\t": "a tab is not allowed here; use spaces",
  "-": "a list cannot start here; put it on a line of its own, or the dash in quotes",
  "?": "a key cannot start here",
  ":": "this colon has no key before it",
  ",": "this comma is not within brackets",
  "]": "this bracket closes nothing",
  "}": "this bracket closes nothing",
  "|": "a literal text cannot be within brackets",
  ">": "a folded text cannot be within brackets",
  "@": "a value cannot start with @; put it in quotes",
  "`": "a value cannot start with `; put it in quotes",
  "%": "a value cannot start with %; put it in quotes",
};

/** The fault of what cannot be here. */
export function unexpected(reader: Reader): YamlFault {
  const code = reader.code();
  if (code === CODE.end) return syntaxFault("the text ends where a value must be", reader.at, { isLast: true });
  if (reader.isDocumentMark()) {
    return syntaxFault("a document starts or ends within a value", reader.at, { end: reader.at + 3, isLast: true });
  }
  return syntaxFault(UNEXPECTED[String.fromCharCode(code)] ?? "unexpected content", reader.at);
}

/** The fault of an alias after an anchor or a tag. */
export function aliasWithProperties(reader: Reader) {
  return syntaxFault("an alias cannot have an anchor or a tag", reader.at);
}

/** The fault of a key whose colon is not where it must be. */
export function notOneLine(reader: Reader, start: number, lineStart: number, end: number = reader.at) {
  const message = reader.lineStart !== lineStart
    ? "a key and its colon must be on one line; a colon may be missing"
    : reader.isMark(CODE.colon)
    ? "a key is longer than 1024 characters; write ? before it and its colon on the next line"
    : "a key has no colon and space after it";
  return syntaxFault(message, start, { end });
}

/** The fault of something after a value on its line. */
export function afterValue(reader: Reader) {
  const message = reader.isMark(CODE.colon)
    ? "a second key cannot be on the line of a key; a value with a colon and a space needs quotes"
    : reader.code() === 0x09
    ? "a tab is not allowed here; use spaces"
    : "unexpected content after a value; a value may need quotes around all of it";
  return syntaxFault(message, reader.at);
}

/** The fault of what follows an item in brackets and is no comma. */
export function missingComma(reader: Reader, open: number) {
  if (reader.code() === CODE.end) {
    return syntaxFault("this bracket is not closed", open, { isLast: true });
  }
  const { at } = reader;
  if (reader.isDocumentEnd()) return syntaxFault("this bracket is not closed before the document ends", open);
  const message = reader.code() === CODE.colon
    ? "a comma is missing before this key, or a bracket is not closed"
    : "a comma is missing here, or a bracket is not closed";
  return syntaxFault(message, at, { from: open });
}
