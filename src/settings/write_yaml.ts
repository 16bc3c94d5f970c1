/**
 * Writes settings as a YAML file that PyYAML reads.
 *
 * @module
 */
import * as v from "valibot";
import { Document, Pair, Scalar, YAMLMap, YAMLSeq } from "yaml";
import { orderedKeys } from "../python/json_value.ts";
import { KINDS } from "./kinds.ts";
import type { Setting } from "./registry.ts";
import { type Entries, givenEntries, noName, type NotCarried, noText } from "./written.ts";
import { remarks, type WrittenText } from "./write_ini.ts";

/** What YAML 1.1 takes for a text without quotes, whatever it is: words that are no names of anything else, and URLs. */
const PLAIN = /^(?!(?:y|n|yes|no|on|off|true|false|null)$)[A-Za-z][\w.-]*(?::\/\/[\w.-]+)?(?::\d+)?(?:\/[\w.-]*)*$/i;

/** The YAML file of all settings that are not left at their defaults. */
export function writeYaml(entries: Entries): WrittenText {
  const notCarried: NotCarried[] = [];
  const root = new YAMLMap<Scalar, unknown>();
  for (const [setting, resolved] of givenEntries(entries)) {
    if (setting.yaml === undefined) notCarried.push(noName(setting, "YAML", resolved));
    else if (!isCarried(setting, resolved.value)) notCarried.push(noText(setting, "a YAML text"));
    else put(root, setting.yaml, node(resolved.value));
  }
  const body = root.items.length === 0 ? [] : [escaped(new Document(root).toString({ lineWidth: 0 })).trimEnd()];
  return { text: [...body, ...remarks(notCarried)].map((block) => `${block}\n`).join("\n"), notCarried };
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

/** Whether a value is itself again when it is read: what is empty counts for nothing, and some kinds take parts off. */
function isCarried({ row }: Setting, value: unknown): boolean {
  if (value === "" || (Array.isArray(value) && value.length === 0)) return false;
  const kind = KINDS[row.kind];
  // In mode flytekit, a value may be of another kind.
  if (!v.is(kind.schema(row), value)) return false;
  if (typeof value === "string" && kind.isText && kind.fromText(value) !== value) return false;
  const texts = typeof value === "object" && value !== null ? Object.values(value) : [value];
  return !texts.some((text) => typeof text === "string" && /\p{Cs}/u.test(text));
}

/** Characters that PyYAML refuses, or takes for the end of a line. They are in double quotes, where they may be escaped. */
function escaped(text: string): string {
  return text.replace(
    /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
