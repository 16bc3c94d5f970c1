/**
 * Tags such as `!!str`.
 *
 * @module
 */
import { isBreakOrSpace } from "./characters.ts";
import type { Cursor } from "./cursor.ts";
import { syntaxFault, YamlFault } from "./fault.ts";
import { TAG } from "./nodes.ts";

const PREFIX = "tag:yaml.org,2002:";

/** The tag `!`: the type is that of the same scalar without quotes. */
export const NON_SPECIFIC = -1;

/** What handles stand for unless a directive says otherwise. */
export const HANDLES: readonly (readonly [string, string])[] = [["!", "!"], ["!!", PREFIX]];

/** The types that have a tag; `yaml` has none that PyYAML makes a value of. */
const TYPES: ReadonlyMap<string, number> = new Map(
  Object.entries(TAG).filter(([name]) => name !== "unknown" && name !== "yaml"),
);

/** Characters of tags and of what handles stand for. */
const URI = "(?:[-A-Za-z0-9;/?:@&=+$,_.!~*'()[\\]]|%[0-9A-Fa-f]{2})+";
const VERBATIM = new RegExp(`!<(${URI})>`, "y");
const SHORTHAND = new RegExp(`(!(?:[A-Za-z0-9_-]*!)?)(${URI})`, "y");

/** The type that the tag here stands for; moves past it. The space after it stays. */
export function readTag(cursor: Cursor, handles: ReadonlyMap<string, string>): number {
  const { text, at } = cursor;
  const isShort = cursor.code(1) !== 0x3c && !isBreakOrSpace(cursor.code(1));
  let full = "!";
  if (isShort || !isBreakOrSpace(cursor.code(1))) {
    const pattern = isShort ? SHORTHAND : VERBATIM;
    pattern.lastIndex = at;
    const [whole, first, suffix = ""] = pattern.exec(text) ?? [];
    if (whole === undefined || (first === "!" && suffix.includes("!"))) {
      throw syntaxFault("a tag has a form like !!str, !name or !<tag:yaml.org,2002:str>", at);
    }
    cursor.at += whole.length;
    full = isShort
      ? prefixOf(first!, handles, cursor, at) + decode(suffix, at, cursor.at)
      : decode(first!, at, cursor.at);
  } else {
    cursor.at++;
  }
  if (!isBreakOrSpace(cursor.code())) {
    throw syntaxFault("there must be a space after a tag", at, { end: cursor.at });
  }
  if (full === "!") return NON_SPECIFIC;
  return (full.startsWith(PREFIX) ? TYPES.get(full.slice(PREFIX.length)) : undefined) ?? TAG.unknown;
}

function prefixOf(handle: string, handles: ReadonlyMap<string, string>, { at: end }: Cursor, offset: number): string {
  const prefix = handles.get(handle);
  if (prefix !== undefined) return prefix;
  throw new YamlFault("yaml_unknown_tag", "no %TAG line defines the handle of this tag", offset, { end });
}

/** Replaces escapes such as `%41`, of which several may be the UTF-8 of one character. */
export function decode(uri: string, offset: number, end: number): string {
  if (!uri.includes("%")) return uri;
  try {
    return decodeURIComponent(uri);
  } catch {
    throw syntaxFault("the escapes with % in a tag are not UTF-8", offset, { end });
  }
}

/** What the characters of a prefix in a directive are. */
export const URI_PATTERN = URI;
