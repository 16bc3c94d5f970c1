/**
 * Writes values as YAML for PyYAML: block mappings and lists, and strings in double quotes where they need them.
 *
 * @module
 */
import { orderedKeys } from "../../python/json_value.ts";

/** A value that can be written. */
export type YamlTree = string | number | bigint | boolean | null | readonly YamlTree[] | {
  readonly [key: string]: YamlTree;
};

/** Strings that need no quotes: URLs, and words that are not the name of another value. */
const PLAIN = /^(?!(?:y|n|yes|no|on|off|true|false|null)$)[A-Za-z][\w.-]*(?::\/\/[\w.-]+)?(?::\d+)?(?:\/[\w.-]*)*$/i;

/** Maximum length of a key without a question mark. PyYAML allows 1024 characters. */
const MAX_KEY_LENGTH = 1000;

/** Returns the YAML of a value, with a line break at its end. */
export function yamlText(value: YamlTree): string {
  const lines = linesOf(value);
  return `${(lines ?? [scalar(value)]).join("\n")}\n`;
}

/** Returns the lines of a list or mapping; `undefined` for a value that stands on the line of its key. */
function linesOf(value: YamlTree): string[] | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (Array.isArray(value)) {
    if (value.length === 0) return undefined;
    return value.flatMap((item) => {
      const [first, ...rest] = linesOf(item) ?? [scalar(item)];
      return [`- ${first}`, ...rest.map((line) => `  ${line}`)];
    });
  }
  const mapping = value as { readonly [key: string]: YamlTree };
  const keys = orderedKeys(mapping);
  if (keys.length === 0) return undefined;
  return keys.flatMap((key) => {
    const text = scalar(key);
    const start = text.length > MAX_KEY_LENGTH ? [`? ${text}`, ":"] : [`${text}:`];
    const lines = linesOf(mapping[key]!);
    if (lines !== undefined) return [...start, ...lines.map((line) => `  ${line}`)];
    return [...start.slice(0, -1), `${start.at(-1)} ${scalar(mapping[key]!)}`];
  });
}

function scalar(value: YamlTree): string {
  if (typeof value === "string") return PLAIN.test(value) ? value : quotedText(value);
  if (Array.isArray(value)) return "[]";
  return typeof value === "object" && value !== null ? "{}" : String(value);
}

/**
 * Returns a string in double quotes. YAML has the escapes of JSON; characters that PyYAML refuses or reads as line breaks
 * need one, too, as do those that change the direction of the text around them.
 */
export function quotedText(text: string): string {
  return JSON.stringify(text).replace(
    /[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
