/**
 * Writes values as YAML that PyYAML reads: blocks of mappings and lists, and strings in double quotes where they need
 * them.
 *
 * @module
 */
import { orderedKeys } from "../../python/json_value.ts";

/** What can be written. */
export type YamlTree = string | number | bigint | boolean | null | readonly YamlTree[] | {
  readonly [key: string]: YamlTree;
};

/** Strings without quotes that YAML takes for strings: words that are no names of other values, and URLs. */
const PLAIN = /^(?!(?:y|n|yes|no|on|off|true|false|null)$)[A-Za-z][\w.-]*(?::\/\/[\w.-]+)?(?::\d+)?(?:\/[\w.-]*)*$/i;

/** The most characters of a key without a question mark, less its escapes. */
const MAX_KEY_LENGTH = 1000;

/** The text of a value, which ends with a line break. */
export function yamlText(value: YamlTree): string {
  const lines = linesOf(value);
  return `${(lines ?? [scalar(value)]).join("\n")}\n`;
}

/** The lines of a list or mapping; none for a value that stands on the line of its key. */
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
  if (typeof value === "string") return PLAIN.test(value) ? value : quoted(value);
  if (Array.isArray(value)) return "[]";
  return typeof value === "object" && value !== null ? "{}" : String(value);
}

/** The escapes of JSON are also YAML's. Characters that PyYAML refuses, or takes for line breaks, need one, too. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
