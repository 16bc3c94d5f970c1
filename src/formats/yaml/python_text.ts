/**
 * The text of Python's `str` of values that a YAML file holds.
 *
 * @module
 */
import { floatRepr, isFloat } from "../../python/float.ts";
import { orderedKeys } from "../../python/json_value.ts";
import { stringRepr } from "../../python/repr.ts";
import { YamlTimestamp } from "./timestamp.ts";

/** `str(value)`. The items of a set are in the order of the file, which in Python they are only by chance. */
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
