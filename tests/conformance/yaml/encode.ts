/**
 * Writes a value with its Python types, as `pyyaml_peer.py` does.
 *
 * @module
 */
import { floatRepr, isFloat, PythonFloat } from "../../../src/python/numbers.ts";
import { orderedKeys } from "../../../src/python/json_value.ts";
import { YamlTimestamp, type YamlValue } from "../../../src/formats/yaml/mod.ts";

/** A value with its types: `["int", "1f"]`, `["dict", [[key, value], …]]` and so on. */
export type Encoded = readonly unknown[];

/** The value with its types. */
export function encode(value: YamlValue): Encoded {
  if (value === null) return ["null"];
  if (typeof value === "boolean") return ["bool", value];
  if (typeof value === "string") return ["str", value];
  if (isFloat(value)) return ["float", floatRepr(value instanceof PythonFloat ? value.value : value)];
  if (typeof value === "number" || typeof value === "bigint") return ["int", value.toString(16)];
  if (value instanceof YamlTimestamp) return [value.time ? "datetime" : "date", String(value)];
  if (value instanceof Uint8Array) {
    return ["bytes", Array.from(value, (byte) => byte.toString(16).padStart(2, "0")).join("")];
  }
  if (Array.isArray(value)) return ["list", value.map(encode)];
  if (value instanceof Set) return ["set", [...value].map(encode).toSorted(byJson)];
  const entries: [YamlValue, YamlValue][] = value instanceof Map
    ? [...value]
    : orderedKeys(value).map((key) => [key, (value as Record<string, YamlValue>)[key]!]);
  return ["dict", entries.map(([key, item]) => [encode(key), encode(item)])];
}

/** By the text that Python's `json.dumps` gives; it sorts by code point, and all is ASCII there. */
function byJson(left: Encoded, right: Encoded): number {
  const [a, b] = [ascii(left), ascii(right)];
  return a < b ? -1 : a > b ? 1 : 0;
}

function ascii(value: Encoded): string {
  const text = JSON.stringify(value).replaceAll(",", ", ");
  return text.replace(/[\x7f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
