/**
 * Fields of text that a file gives a number, a boolean, a date or nothing. flytekit takes them as they are: they count
 * in the hash as such, and stand in the image as Python writes them.
 *
 * @module
 */
import type { Issue } from "../../errors.ts";
import { floatRepr, isFloat, PythonFloat } from "../../python/numbers.ts";
import { isObject, orderedKeys, orderedObject } from "../../python/json_value.ts";
import { isTruthy, PythonLiteral, pythonRepr } from "../../python/values.ts";
import { YamlTimestamp } from "../../formats/yaml/timestamp.ts";
import { quoted } from "../../text/quote.ts";
import { type Field, FIELDS } from "./fields.ts";
import type { ImageSpecInit } from "./image_spec_init.ts";

/** A value that is no string in a field of text. */
export type Scalar = null | boolean | number | bigint | PythonFloat | PythonLiteral;

/** What a field, or an environment variable, was given, and the text that it has in place of that. */
export interface ReadScalar {
  /** As Python has it. */
  readonly value: Scalar;
  /** The text of the field. */
  readonly text: string;
}

/** Key of a specification's {@linkcode ReadScalar}s by path, such as `python_version` and `env.DEBUG`. */
export const SCALARS: unique symbol = Symbol("scalars");

/** The scalars of a specification by path. */
export type Scalars = ReadonlyMap<string, ReadScalar>;

/** The values of a specification's fields, and what they were read from. */
export type SpecValues = Readonly<Partial<Record<keyof ImageSpecInit, unknown>>> & { readonly [SCALARS]?: Scalars };

/** Fields that flytekit fails on unless the value is one that counts as false, which stands for none there. */
const NEEDS_TEXT: readonly string[] = ["registry", "source_root", "requirements", "tag_format"];

/** The scalar of a field of text, or `undefined` for what is none or what flytekit fails on. */
export function scalarOf(field: Field, given: unknown): ReadScalar | undefined {
  if (given === null || field.wire === "name" || !["text", "baseImage"].includes(field.kind)) return undefined;
  const value = pythonScalar(given);
  if (value === undefined || NEEDS_TEXT.includes(field.wire) && isTruthy(value)) return undefined;
  // What counts as false stands for none, as it does where flytekit asks for it.
  return { value, text: isTruthy(value) ? pythonText(value) : "" };
}

/** The scalar of an environment variable, which is also the text of what counts as false. */
export function variableScalar(given: unknown): ReadScalar | undefined {
  const value = pythonScalar(given);
  return value === undefined ? undefined : { value, text: pythonText(value) };
}

function pythonScalar(given: unknown): Scalar | undefined {
  if (given === null || ["boolean", "number", "bigint"].includes(typeof given)) return given as Scalar;
  if (given instanceof YamlTimestamp) return new PythonLiteral(timestampRepr(given), String(given));
  return given instanceof PythonFloat || given instanceof PythonLiteral ? given : undefined;
}

/** Python's `str` of a scalar. */
export function pythonText(value: Scalar): string {
  if (value instanceof PythonLiteral) return value.text;
  return isFloat(value) ? floatRepr(Number(value)) : pythonRepr(value);
}

/** The scalars of a specification that still are what its fields were made of. */
export function currentScalars(init: SpecValues, values: SpecValues): Scalars | undefined {
  const kept = [...init[SCALARS] ?? []].filter(([path, { text }]) => {
    const [wire, ...name] = path.split(".");
    const value = values[FIELDS.find((field) => field.wire === wire)!.key];
    return text === (name.length === 0 ? value : isObject(value) && value[name.join(".")]);
  });
  return kept.length === 0 ? undefined : new Map(kept);
}

/** The scalars of a specification but for those of fields that are changed; variables stay as long as their text does. */
export function withoutScalars(values: SpecValues, changes: object): { readonly [SCALARS]?: Scalars } {
  const isChanged = (path: string) => FIELDS.some(({ key, wire }) => wire === path && key in changes);
  const kept = [...values[SCALARS] ?? []].filter(([path]) => !isChanged(path));
  return values[SCALARS] === undefined ? {} : { [SCALARS]: new Map(kept) };
}

/** The value of a field as it counts in the hash. */
export function hashedValue({ key, wire, kind }: Field, values: SpecValues): unknown {
  const [value, scalars] = [values[key], values[SCALARS]];
  if (kind === "options") return withLiterals(value);
  if (scalars === undefined) return value;
  if (kind !== "textMap" || !isObject(value)) return scalars.has(wire) ? scalars.get(wire)!.value : value;
  const entries = orderedKeys(value).map((key) => {
    const scalar = scalars.get(`${wire}.${key}`);
    return [key, scalar === undefined ? value[key] : scalar.value] as const;
  });
  return orderedObject(entries, null);
}

/** An issue for each scalar. */
export function scalarIssues(values: SpecValues): readonly Issue[] {
  return [...values[SCALARS] ?? []].map(([path, { value }]) => {
    const message =
      `ImageSpec: ${path} is ${kindOf(value)} and counts as such in the hash, as in flytekit; in quotes it ` +
      `would be a string, and the image would have another name`;
    const text = path.startsWith("env.") ? `. In the image it is ${quoted(pythonText(value))}` : "";
    return { code: "scalar_for_string", message: message + text, path };
  });
}

/** Options of builders with dates as Python writes them. */
function withLiterals(value: unknown): unknown {
  if (value instanceof YamlTimestamp) return pythonScalar(value);
  if (Array.isArray(value)) return value.map(withLiterals);
  if (!isObject(value)) return value;
  return orderedObject(orderedKeys(value).map((key) => [key, withLiterals(value[key])] as const), null);
}

function kindOf(value: Scalar): string {
  if (value === null) return "empty";
  if (typeof value === "boolean") return "a boolean";
  return value instanceof PythonLiteral ? "a date" : "a number";
}

function timestampRepr({ year, month, day, time }: YamlTimestamp): string {
  if (time === undefined) return `datetime.date(${year}, ${month}, ${day})`;
  const { hour, minute, second, microsecond, utcOffset } = time;
  const parts = [year, month, day, hour, minute];
  if (second !== 0 || microsecond !== 0) parts.push(second);
  if (microsecond !== 0) parts.push(microsecond);
  const zone = utcOffset === undefined ? "" : `, tzinfo=${zoneRepr(utcOffset)}`;
  return `datetime.datetime(${parts.join(", ")}${zone})`;
}

function zoneRepr(minutes: number): string {
  if (minutes === 0) return "datetime.timezone.utc";
  const [days, seconds] = minutes < 0 ? ["days=-1, ", minutes * 60 + 86400] : ["", minutes * 60];
  return `datetime.timezone(datetime.timedelta(${days}seconds=${seconds}))`;
}
