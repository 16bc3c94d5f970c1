/**
 * Parses tags such as `!!str`, and the directives `%YAML` and `%TAG`.
 *
 * @module
 */
import * as CODE from "./characters.ts";
import { ParseError, syntaxError } from "./errors.ts";
import * as TAG from "./types.ts";
import { isBreakOrSpace, type Scanner } from "./scanner.ts";

const PREFIX = "tag:yaml.org,2002:";

/** The tag `!`: the type is that of the same scalar without quotes. */
export const NON_SPECIFIC = -1;

/** Prefixes of handles without a directive. */
const HANDLES: readonly (readonly [string, string])[] = [["!", "!"], ["!!", PREFIX]];

/** Characters of tags and prefixes. */
const URI = "(?:[-A-Za-z0-9;/?:@&=+$,_.!~*'()[\\]]|%[0-9A-Fa-f]{2})+";
const VERBATIM = new RegExp(`!<(${URI})>`, "y");
const SHORTHAND = new RegExp(`(!(?:[A-Za-z0-9_-]*!)?)(${URI})`, "y");

/** Parses the tag at this position, moves past it, and returns its type. */
export function readTag(scanner: Scanner, handles: ReadonlyMap<string, string>): number {
  const { text, at } = scanner;
  const isShort = scanner.code(1) !== CODE.LESS && !isBreakOrSpace(scanner.code(1));
  let full = "!";
  if (isShort || !isBreakOrSpace(scanner.code(1))) {
    const pattern = isShort ? SHORTHAND : VERBATIM;
    pattern.lastIndex = at;
    const [whole, first, suffix = ""] = pattern.exec(text) ?? [];
    if (whole === undefined || (first === "!" && suffix.includes("!"))) {
      throw syntaxError("malformed tag; write it like !!str, !name or !<tag:yaml.org,2002:str>", at);
    }
    scanner.at += whole.length;
    full = isShort
      ? prefixOf(first!, handles, scanner, at) + decode(suffix, at, scanner.at)
      : decode(first!, at, scanner.at);
  } else {
    scanner.at++;
  }
  if (!isBreakOrSpace(scanner.code())) {
    throw syntaxError("a tag must be followed by a space", at, { end: scanner.at });
  }
  if (full === "!") return NON_SPECIFIC;
  const type = full.startsWith(PREFIX) ? TAG.NAMES.indexOf(full.slice(PREFIX.length)) : -1;
  return type < 0 ? TAG.UNKNOWN : type;
}

function prefixOf(handle: string, handles: ReadonlyMap<string, string>, { at: end }: Scanner, offset: number): string {
  const prefix = handles.get(handle);
  if (prefix !== undefined) return prefix;
  throw new ParseError("yaml_unknown_tag", "the handle of this tag is not defined by a %TAG directive", offset, {
    end,
  });
}

/** Decodes escapes such as `%41`, several of which may be the UTF-8 of one character. */
export function decode(uri: string, offset: number, end: number): string {
  if (!uri.includes("%")) return uri;
  try {
    return decodeURIComponent(uri);
  } catch {
    throw syntaxError("the % escapes of this tag are not valid UTF-8", offset, { end });
  }
}

const END = "(?: *| +#.*)$";
const VERSION = new RegExp(`^%YAML +([0-9]+)\\.([0-9]+)${END}`, "s");
const HANDLE = new RegExp(`^%TAG +(!(?:[A-Za-z0-9_-]*!)?) +(${URI})${END}`, "s");
/** PyYAML ignores unknown directives. */
const OTHER = /^%(?!(?:YAML|TAG)(?: |$))[A-Za-z0-9_-]+(?: .*)?$/s;

/** Maximum number of digits that Python converts to an integer. */
const MAX_DIGITS = 4300;

/** Parses the directives before a document; returns the prefixes of tag handles. */
export function readDirectives(scanner: Scanner): ReadonlyMap<string, string> {
  const handles = new Map(HANDLES);
  const defined = new Set<string>();
  const first = scanner.at;
  let hasAny = false;
  for (; scanner.code() === CODE.PERCENT && scanner.column() === 0; scanner.skip()) {
    hasAny = true;
    const start = scanner.at;
    scanner.passLine();
    readDirective(scanner.text.slice(start, scanner.at), start, handles, defined);
  }
  if (hasAny && !(scanner.isDocumentMark() && scanner.code() === CODE.DASH)) {
    throw syntaxError("directives must be followed by a line ---", scanner.at, {
      from: first,
      isLast: true,
    });
  }
  return handles;
}

function readDirective(line: string, offset: number, handles: Map<string, string>, defined: Set<string>): void {
  const details = { end: offset + line.length };
  const define = (name: string): void => {
    if (defined.has(name)) throw syntaxError("duplicate directive", offset, details);
    defined.add(name);
  };
  const [, major, minor] = VERSION.exec(line) ?? [];
  if (major !== undefined && minor !== undefined) {
    if (Math.max(major.length, minor.length) > MAX_DIGITS) {
      throw syntaxError("the YAML version is too long", offset, { python: "ValueError", ...details });
    }
    define("%YAML");
    if (Number(major) !== 1) throw syntaxError("only YAML versions 1.x are supported", offset, details);
    return;
  }
  const [, handle, prefix] = HANDLE.exec(line) ?? [];
  if (handle !== undefined && prefix !== undefined) {
    const decoded = decode(prefix, offset, details.end);
    define(handle);
    handles.set(handle, decoded);
  } else if (!OTHER.test(line)) {
    throw syntaxError("invalid directive; write it like %YAML 1.1 or %TAG ! tag:example.com,2000:", offset, details);
  }
}
