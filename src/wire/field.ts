/**
 * The fields of wire classes: what they are called, which may be absent, and which types of value there are.
 *
 * @module
 */
import type { ErrorCode } from "../error_codes.ts";
import { isIndexKey, type JsonObject } from "../python/json_value.ts";
import { isFloat, PythonFloat } from "../python/numbers.ts";
import { WireProblem } from "./problem.ts";

/** The types of value that a serialized context has. */
export type FieldTypeName = "string" | "boolean" | "stringMap" | "quantity" | "wholeQuantity" | "record" | "recordList";

/**
 * Whether a field may be absent or null. `required`: neither. `nullable`: it may be null. `defaulted`: it may be absent.
 * `optional`: both.
 */
export type Presence = "required" | "nullable" | "defaulted" | "optional";

/**
 * One field of a wire class: its name in TypeScript, its name on the wire, and its type. Reading, writing and the schemas
 * follow from it. It is a tuple because reading goes through the fields of every image of a context.
 */
export type WireField<Key extends string = string> = readonly [
  key: Key,
  name: string,
  type: FieldTypeName,
  presence: Presence,
  details?: FieldDetails,
];

/** Details that only some fields need. */
export interface FieldDetails {
  /** Type of the record, or of the records in the list. */
  readonly of?: WireType<object>;
  /** Value of a `defaulted` field that is absent. */
  readonly fallback?: string | boolean;
  /** Code of the error when a required field is absent or null. Default: `wrong_shape`. */
  readonly absent?: ErrorCode;
}

/** A type of record that travels as JSON. */
export interface WireType<_T> {
  /** Name of the type, for messages. */
  readonly name: string;
}

/** A class whose instances travel as JSON. */
export interface WireClass<T> extends WireType<T> {
  /** Creates an instance from fields. */
  new (init: never, unknownFields?: JsonObject): T;
}

/** Creates a record from its fields, which a reader has checked. */
export type Construct = <T>(type: WireType<T>, init: object, unknownFields?: JsonObject) => T;

/** Returns the fields of a type in wire order. Those of classes are private, so that they are not part of the public API. */
export function fieldsOf(type: WireType<unknown>): readonly WireField[] {
  return (type as unknown as { readonly fields: readonly WireField[] }).fields;
}

/** In place of unknown fields, tells a constructor that the reader has checked its fields, and that there are no others. */
export const CHECKED_INIT: JsonObject = Object.freeze({});

/** The state of reading one wire object. */
export interface Reading {
  /** Reports something that `JSON.parse` may have changed: a number, or keys that it may have moved. */
  inexact(): void;
  /** Counts values. Throws `too_many_values`. */
  count(values: number): void;
  /** Returns an object with the properties of a value that may become part of the result; `undefined` if it has none. */
  properties(value: unknown): Record<string, unknown> | undefined;
  /** Reads a nested record. Throws a `WireProblem`. */
  record<T>(type: WireType<T>, value: unknown): T;
}

/** A type of value. */
export interface FieldType {
  /** Describes the allowed values, for messages. */
  readonly expected: string;
  /**
   * Returns the property's value for a wire value, or `undefined` if it is not of this type. `of` is the type of records.
   * Throws a `WireProblem` for something inside the value.
   */
  readonly read: (value: unknown, reading: Reading, of: WireType<unknown>) => unknown;
}

/** The types by name. */
export const FIELD_TYPES: Readonly<Record<FieldTypeName, FieldType>> = {
  string: { expected: "a string", read: (value) => typeof value === "string" ? value : undefined },
  boolean: { expected: "true or false", read: (value) => typeof value === "boolean" ? value : undefined },
  stringMap: { expected: "an object of strings", read: readStringMap },
  quantity: { expected: "a string, a number, or a list of two of them", read: readQuantity },
  wholeQuantity: {
    expected: "a string, a whole number, or a list of two of them",
    read: (value, reading) => {
      const quantity = readQuantity(value, reading);
      return [quantity].flat().some(isFloat) ? undefined : quantity;
    },
  },
  record: { expected: "an object", read: (value, reading, of) => reading.record(of, value) },
  recordList: { expected: "a list of objects", read: readRecordList },
};

function readStringMap(value: unknown, reading: Reading): unknown {
  const map = reading.properties(value);
  if (map === undefined) return undefined;
  let first: string | undefined;
  for (const key in map) {
    first ??= key;
    if (typeof map[key] !== "string") {
      throw WireProblem.within(WireProblem.wrongType(FIELD_TYPES.string.expected, map[key]), key);
    }
  }
  // JavaScript moves index keys to the front, so there are none if the first key is not one.
  if (first !== undefined && isIndexKey(first)) reading.inexact();
  return Object.freeze(Object.setPrototypeOf(map, null));
}

function readQuantity(value: unknown, reading: Reading): unknown {
  if (Array.isArray(value)) {
    const pair = value.length === 2 ? [value[0], value[1]] : [];
    return pair.length === 2 && pair.every((part) => isQuantity(part, reading)) ? Object.freeze(pair) : undefined;
  }
  return isQuantity(value, reading) ? value : undefined;
}

function isQuantity(value: unknown, reading: Reading): boolean {
  if (typeof value === "number") reading.inexact();
  return ["string", "number", "bigint"].includes(typeof value) || value instanceof PythonFloat;
}

function readRecordList(value: unknown, reading: Reading, of: WireType<unknown>): unknown {
  if (!Array.isArray(value)) return undefined;
  const { length } = value;
  reading.count(length);
  const records: unknown[] = [];
  try {
    while (records.length < length) records.push(reading.record(of, value[records.length]));
  } catch (error) {
    throw WireProblem.within(error, records.length);
  }
  return Object.freeze(records);
}
