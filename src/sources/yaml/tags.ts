/**
 * Tags such as `!!str`.
 *
 * @module
 */
import type { Directives } from "./directives.ts";

const PREFIX = "tag:yaml.org,2002:";

/** Types of YAML that PyYAML makes values of. */
const KNOWN: ReadonlySet<string> = new Set([
  ...["str", "int", "float", "bool", "null", "timestamp", "binary"],
  ...["map", "seq", "set", "omap", "pairs"],
  // Only as keys.
  ...["merge", "value"],
]);

const SHORTHAND = /^(!(?:[A-Za-z0-9_-]*!)?)([^!]+)$/;

/**
 * What a tag in a text stands for: a type such as `int`; `!` for no type in particular; `undefined` for all that
 * `yaml.safe_load` does not know, or whose handle no directive defines.
 */
export function typeOf(source: string, directives: Directives): string | undefined {
  if (source === "!") return source;
  const full = source.startsWith("!<") ? source.slice(2, -1) : shorthand(source, directives);
  if (full === undefined) return undefined;
  const decoded = full.includes("%") ? decode(full) : full;
  if (decoded === undefined || !decoded.startsWith(PREFIX)) return undefined;
  const type = decoded.slice(PREFIX.length);
  return KNOWN.has(type) ? type : undefined;
}

function shorthand(source: string, directives: Directives): string | undefined {
  const [, handle, suffix] = SHORTHAND.exec(source) ?? [];
  const prefix = handle && directives.prefixOf(handle);
  return prefix === undefined || suffix === undefined ? undefined : prefix + suffix;
}

function decode(tag: string): string | undefined {
  try {
    return decodeURIComponent(tag);
  } catch {
    return undefined;
  }
}
