/**
 * The values of YAML documents: their types, equality of keys in Python, and Python's `str`.
 *
 * @module
 */
import { orderedKeys } from "../../python/json_value.ts";
import { floatRepr, isFloat, PythonFloat } from "../../python/numbers.ts";
import { stringRepr } from "../../python/values.ts";
import { YamlTimestamp } from "./timestamp.ts";

/**
 * A value with the type that it has in Python. Numbers are as everywhere in this library: a `number` that is a safe
 * integer is Python's `int`, any other its `float`; larger integers are `bigint`, whole floats `PythonFloat`. A `date`
 * or `datetime` is a {@linkcode YamlTimestamp}, `bytes` is a `Uint8Array`. A mapping whose keys are all strings is an
 * object without a prototype, any other a `Map`. The pairs of `!!omap` and `!!pairs` are lists of two items. An alias
 * is the same object as its anchor.
 */
export type YamlValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | PythonFloat
  | YamlTimestamp
  | Uint8Array
  | readonly YamlValue[]
  | ReadonlyMap<YamlValue, YamlValue>
  | ReadonlySet<YamlValue>
  | { readonly [key: string]: YamlValue };

/** Checks whether a value is a mapping: a `Map`, or an object without a prototype. */
export function isYamlMapping(
  value: unknown,
): value is ReadonlyMap<YamlValue, YamlValue> | { readonly [key: string]: YamlValue } {
  return typeof value === "object" && value !== null && (value instanceof Map || Object.getPrototypeOf(value) === null);
}

/**
 * Returns a string that is the same for values that are one key of a Python dict: `1`, `1.0` and `true`, or the same
 * instant in different time zones. Returns `undefined` for lists, mappings and sets, which cannot be keys.
 */
export function keyIdentity(value: YamlValue): string | undefined {
  switch (typeof value) {
    case "string":
      return `s${value}`;
    case "boolean":
      return value ? "n1" : "n0";
    case "bigint":
      return `n${value}`;
    case "number":
      return numberIdentity(value);
  }
  if (value === null) return "null";
  if (value instanceof PythonFloat) return numberIdentity(value.value);
  if (value instanceof YamlTimestamp) return timestampIdentity(value);
  return value instanceof Uint8Array ? `b${value.join()}` : undefined;
}

/** Floats beyond 2^53 are equal to integers. */
function numberIdentity(value: number): string {
  return Number.isInteger(value) ? `n${BigInt(value)}` : `n${value}`;
}

function timestampIdentity(value: YamlTimestamp): string {
  const { time } = value;
  if (time?.utcOffset === undefined) return `t${value}`;
  return `u${value.toDate().getTime() - Math.trunc(time.microsecond / 1000)}.${time.microsecond}`;
}

/**
 * Formats a value as Python's `str` does. The items of a set are in the order of the file; Python's order is random.
 */
export function pythonStr(value: unknown): string {
  return typeof value === "string" ? value : value instanceof YamlTimestamp ? value.toString() : repr(value);
}

function repr(value: unknown): string {
  if (typeof value === "string") return stringRepr(value);
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (isFloat(value)) return floatRepr(Number(value));
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value)) return `[${value.map(repr).join(", ")}]`;
  if (value instanceof Map) return dict([...value]);
  if (value instanceof Set) return value.size === 0 ? "set()" : `{${[...value].map(repr).join(", ")}}`;
  if (value instanceof Uint8Array) return bytesRepr(value);
  if (value instanceof YamlTimestamp) return dateRepr(value);
  const mapping = value as Readonly<Record<string, unknown>>;
  return dict(orderedKeys(mapping).map((key) => [key, mapping[key]]));
}

function dict(entries: readonly (readonly [unknown, unknown])[]): string {
  return `{${entries.map(([key, value]) => `${repr(key)}: ${repr(value)}`).join(", ")}}`;
}

function bytesRepr(bytes: Uint8Array): string {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return `b${stringRepr(text).replace(/[\x80-\xff]/g, (one) => `\\x${one.charCodeAt(0).toString(16)}`)}`;
}

function dateRepr({ year, month, day, time }: YamlTimestamp): string {
  if (time === undefined) return `datetime.date(${year}, ${month}, ${day})`;
  const { hour, minute, second, microsecond, utcOffset } = time;
  const parts = [year, month, day, hour, minute];
  if (second !== 0 || microsecond !== 0) parts.push(second);
  if (microsecond !== 0) parts.push(microsecond);
  return `datetime.datetime(${parts.join(", ")}${utcOffset === undefined ? "" : `, tzinfo=${zoneRepr(utcOffset)}`})`;
}

function zoneRepr(minutes: number): string {
  if (minutes === 0) return "datetime.timezone.utc";
  const days = minutes < 0 ? "days=-1, " : "";
  const seconds = (minutes < 0 ? minutes + 24 * 60 : minutes) * 60;
  return `datetime.timezone(datetime.timedelta(${days}seconds=${seconds}))`;
}
