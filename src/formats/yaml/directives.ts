/**
 * Lines that start with a percent sign.
 *
 * @module
 */
import type { Cursor } from "./cursor.ts";
import { syntaxFault } from "./fault.ts";
import { decode, HANDLES, URI_PATTERN } from "./tags.ts";

const END = "(?: *| +#.*)$";
const VERSION = new RegExp(`^%YAML +([0-9]+)\\.([0-9]+)${END}`, "s");
const HANDLE = new RegExp(`^%TAG +(!(?:[A-Za-z0-9_-]*!)?) +(${URI_PATTERN})${END}`, "s");
/** PyYAML ignores directives that it does not know. */
const OTHER = /^%(?!(?:YAML|TAG)(?: |$))[A-Za-z0-9_-]+(?: .*)?$/s;

/** Digits that Python converts to an integer. */
const MAX_DIGITS = 4300;

/** Reads the directives before a document, if there are any; returns what the handles of tags stand for. */
export function readDirectives(cursor: Cursor): ReadonlyMap<string, string> {
  const handles = new Map(HANDLES);
  const defined = new Set<string>();
  const first = cursor.at;
  let hasAny = false;
  for (; cursor.code() === 0x25 && cursor.column() === 0; cursor.skip()) {
    hasAny = true;
    const start = cursor.at;
    cursor.passLine();
    readDirective(cursor.text.slice(start, cursor.at), start, handles, defined);
  }
  if (hasAny && !(cursor.isDocumentMark() && cursor.code() === 0x2d)) {
    throw syntaxFault("after lines that start with % a line --- must follow", cursor.at, { from: first, isLast: true });
  }
  return handles;
}

function readDirective(line: string, offset: number, handles: Map<string, string>, defined: Set<string>): void {
  const details = { end: offset + line.length };
  const define = (name: string): void => {
    if (defined.has(name)) throw syntaxFault("this directive is there twice", offset, details);
    defined.add(name);
  };
  const [, major, minor] = VERSION.exec(line) ?? [];
  if (major !== undefined && minor !== undefined) {
    if (Math.max(major.length, minor.length) > MAX_DIGITS) {
      throw syntaxFault("the version of YAML is too long", offset, { python: "ValueError", ...details });
    }
    define("%YAML");
    if (Number(major) !== 1) throw syntaxFault("only versions 1.x of YAML can be read", offset, details);
    return;
  }
  const [, handle, prefix] = HANDLE.exec(line) ?? [];
  if (handle !== undefined && prefix !== undefined) {
    const decoded = decode(prefix, offset, details.end);
    define(handle);
    handles.set(handle, decoded);
  } else if (!OTHER.test(line)) {
    throw syntaxFault("this is not a directive such as %YAML 1.1 or %TAG ! tag:example.com,2000:", offset, details);
  }
}
