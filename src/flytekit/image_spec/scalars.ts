/**
 * Numbers, booleans, dates and nulls that a file has in string fields. flytekit does not convert them: they count as such
 * in the hash, and the image has them as Python writes them.
 *
 * @module
 */
import type { Issue } from "../../errors.ts";
import { YamlTimestamp } from "../../formats/yaml/timestamp.ts";
import { floatRepr, isFloat, PythonFloat } from "../../python/numbers.ts";
import { isObject, orderedKeys, orderedObject } from "../../python/json_value.ts";
import { isTruthy, PythonLiteral, pythonRepr } from "../../python/values.ts";
import { quoted } from "../../text/quote.ts";
import { type Field, FIELDS } from "./fields.ts";

/** A value of a string field that is not a string. */
export type Scalar = null | boolean | number | bigint | PythonFloat | PythonLiteral;

/** A scalar and the string that the field has instead. */
export interface ReadScalar {
  /** The scalar as Python has it. */
  readonly value: Scalar;
  /** The string of the field. */
  readonly text: string;
}

/** The scalars of a specification by path, such as `python_version` and `env.DEBUG`. */
export type Scalars = ReadonlyMap<string, ReadScalar>;

/** Key of a specification's {@linkcode Scalars}. */
export const SCALARS: unique symbol = Symbol("scalars");

/** The fields of a specification, and the scalars that they were read from. */
export type SpecValues = Readonly<Partial<Record<Field["key"], unknown>>> & { readonly [SCALARS]?: Scalars };

/** Fields for which flytekit fails on scalars that are true in Python; others are ignored there like no value. */
const NEEDS_STRING: readonly string[] = ["registry", "source_root", "requirements", "tag_format"];

/** Returns the scalar of a string field, or `undefined` if the value is not a scalar or flytekit fails on it. */
export function scalarOf(field: Field, value: unknown): ReadScalar | undefined {
  if (value === null || field.wire === "name" || !["string", "baseImage"].includes(field.kind)) return undefined;
  const scalar = pythonScalar(value);
  if (scalar === undefined || NEEDS_STRING.includes(field.wire) && isTruthy(scalar)) return undefined;
  // flytekit treats what is false in Python like no value.
  return { value: scalar, text: isTruthy(scalar) ? pythonText(scalar) : "" };
}

/** Returns the scalar of an environment variable, which has a string also if it is false in Python. */
export function variableScalar(value: unknown): ReadScalar | undefined {
  const scalar = pythonScalar(value);
  return scalar === undefined ? undefined : { value: scalar, text: pythonText(scalar) };
}

function pythonScalar(value: unknown): Scalar | undefined {
  if (value === null || ["boolean", "number", "bigint"].includes(typeof value)) return value as Scalar;
  if (value instanceof YamlTimestamp) return new PythonLiteral(timestampRepr(value), String(value));
  return value instanceof PythonFloat || value instanceof PythonLiteral ? value : undefined;
}

/** Returns Python's `str` of a scalar. */
export function pythonText(value: Scalar): string {
  if (value instanceof PythonLiteral) return value.text;
  return isFloat(value) ? floatRepr(Number(value)) : pythonRepr(value);
}

/** Returns the scalars of `init` whose fields still have the strings that were made of them. */
export function currentScalars(init: SpecValues, values: SpecValues): Scalars | undefined {
  const kept = [...init[SCALARS] ?? []].filter(([path, { text }]) => {
    const [wire, ...name] = path.split(".");
    const value: unknown = values[FIELDS.find((field) => field.wire === wire)!.key];
    return text === (name.length === 0 ? value : isObject(value) && value[name.join(".")]);
  });
  return kept.length === 0 ? undefined : new Map(kept);
}

/** Returns the scalars without those of changed fields; variables are compared later, by {@linkcode currentScalars}. */
export function withoutScalars(values: SpecValues, changes: object): { readonly [SCALARS]?: Scalars } {
  const isChanged = (path: string) => FIELDS.some(({ key, wire }) => wire === path && key in changes);
  const kept = [...values[SCALARS] ?? []].filter(([path]) => !isChanged(path));
  return values[SCALARS] === undefined ? {} : { [SCALARS]: new Map(kept) };
}

/** Returns the value of a field as it counts in the hash. */
export function hashedValue({ key, wire, kind }: Field, values: SpecValues): unknown {
  const value: unknown = values[key];
  const scalars = values[SCALARS];
  if (kind === "options") return hasTimestamp(value) ? withLiterals(value) : value;
  if (scalars === undefined) return value;
  if (kind !== "stringMap" || !isObject(value)) return scalars.has(wire) ? scalars.get(wire)!.value : value;
  const entries = orderedKeys(value).map((key) => {
    const scalar = scalars.get(`${wire}.${key}`);
    return [key, scalar === undefined ? value[key] : scalar.value] as const;
  });
  return orderedObject(entries, null);
}

/** Returns an issue for each scalar. */
export function scalarIssues(values: SpecValues): readonly Issue[] {
  return [...values[SCALARS] ?? []].map(([path, { value, text }]) => {
    const inImage = path.startsWith("env.") ? `, and the image has ${quoted(text)}` : "";
    const message = `ImageSpec: ${path} is ${kindOf(value)} and is hashed as such, as in flytekit${inImage}; ` +
      "write it in quotes to hash a string, which changes the name of the image";
    return { code: "scalar_for_string", message, path };
  });
}

function hasTimestamp(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasTimestamp);
  return value instanceof YamlTimestamp || isObject(value) && Object.values(value).some(hasTimestamp);
}

/** Replaces the dates in the options of a builder with Python's. */
function withLiterals(value: unknown): unknown {
  if (value instanceof YamlTimestamp) return pythonScalar(value);
  if (Array.isArray(value)) return value.map(withLiterals);
  if (!isObject(value)) return value;
  return orderedObject(orderedKeys(value).map((key) => [key, withLiterals(value[key])] as const), null);
}

function kindOf(value: Scalar): string {
  if (value === null) return "null";
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
