/**
 * Writes settings as a YAML file that PyYAML reads.
 *
 * @module
 */
import { Document, Pair, Scalar, YAMLMap, YAMLSeq } from "yaml";
import { orderedKeys } from "../python/json_value.ts";
import {
  type Entries,
  givenEntries,
  type NotCarried,
  notCarriedBy,
  obstacle,
  remarks,
  type WriterRules,
} from "./written.ts";

/** What YAML 1.1 takes for a text without quotes, whatever it is: words that are no names of anything else, and URLs. */
const PLAIN = /^(?!(?:y|n|yes|no|on|off|true|false|null)$)[A-Za-z][\w.-]*(?::\/\/[\w.-]+)?(?::\d+)?(?:\/[\w.-]*)*$/i;

/**
 * The YAML file of all settings that are not left at their defaults; comments name those that it cannot carry, and
 * `others`.
 */
export function writeYaml(entries: Entries, rules: WriterRules, others: readonly NotCarried[] = []): string {
  const root = new YAMLMap<Scalar, unknown>();
  for (const [setting, resolved] of givenEntries(entries)) {
    if (obstacle("yaml", setting, resolved, rules) === undefined) put(root, setting.yaml!, node(resolved.value));
  }
  const body = root.items.length === 0 ? [] : [escaped(new Document(root).toString({ lineWidth: 0 })).trimEnd()];
  const missing = [...notCarriedBy("yaml", entries, rules), ...others];
  return [...body, ...remarks(missing)].map((block) => `${block}\n`).join("\n");
}

function put(map: YAMLMap<Scalar, unknown>, [first, ...rest]: readonly string[], value: unknown): void {
  const pair = map.items.find(({ key }) => key.value === first);
  if (rest.length === 0) map.items.push(new Pair(node(first) as Scalar, value));
  else if (pair?.value instanceof YAMLMap) put(pair.value, rest, value);
  else {
    const below = new YAMLMap<Scalar, unknown>();
    put(below, rest, value);
    map.items.push(new Pair(node(first) as Scalar, below));
  }
}

function node(value: unknown): unknown {
  if (Array.isArray(value)) {
    const list = new YAMLSeq();
    list.items = value.map(node);
    return list;
  }
  if (typeof value === "object" && value !== null) {
    const map = new YAMLMap<Scalar, unknown>();
    for (const key of orderedKeys(value)) {
      map.items.push(new Pair(node(key) as Scalar, node((value as Readonly<Record<string, unknown>>)[key])));
    }
    return map;
  }
  const scalar = new Scalar(value);
  if (typeof value === "string") scalar.type = PLAIN.test(value) ? Scalar.PLAIN : Scalar.QUOTE_DOUBLE;
  return scalar;
}

/** Characters that PyYAML refuses, or takes for the end of a line. They are in double quotes, where they may be escaped. */
function escaped(text: string): string {
  return text.replace(
    /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
