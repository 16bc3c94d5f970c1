/**
 * The kinds of wire value: what each must be, and how it is read.
 *
 * @module
 */
import { isFloat, PythonFloat } from "../python/float.ts";
import { isIndexKey, isObject, orderedCopy } from "../python/json_value.ts";
import { Fault } from "./fault.ts";
import type { WireClass, WireKind } from "./row.ts";

/** One reading of a wire object: what it found out on its way, and how it reads what is nested. */
export interface Reading {
  /** Set where the value holds something that `JSON.parse` may have changed: a number, or keys it may have moved. */
  inexact: boolean;
  /** Whether nobody else holds the wire object, so that its parts may become parts of the result. */
  readonly owned: boolean;
  /** Reads a nested record. Throws a `Fault`. */
  record<T>(type: WireClass<T>, value: unknown): T;
}

/** What is common to the values of a kind. */
export interface Kind {
  /** What a value must be, for messages. */
  readonly expected: string;
  /**
   * The property's value for a wire value (and the class of a record); `undefined` for what is not of this kind. Throws a
   * `Fault` from inside it.
   */
  readonly read: (value: unknown, reading: Reading, of: WireClass<unknown>) => unknown;
}

/** The kinds by name. */
export const KINDS: Readonly<Record<WireKind, Kind>> = {
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
  if (!isObject(value)) return undefined;
  let first: string | undefined;
  for (const key in value) {
    first ??= key;
    if (typeof value[key] !== "string") throw Fault.within(Fault.expected(KINDS.string.expected, value[key]), key);
  }
  // JavaScript moves such keys to the front, so the first one tells of all.
  if (first !== undefined && isIndexKey(first)) reading.inexact = true;
  return Object.freeze(reading.owned ? Object.setPrototypeOf(value, null) : orderedCopy(value, null));
}

function readQuantity(value: unknown, reading: Reading): unknown {
  if (Array.isArray(value)) {
    return value.length === 2 && [...value].every((part) => isQuantity(part, reading))
      ? Object.freeze([...value])
      : undefined;
  }
  return isQuantity(value, reading) ? value : undefined;
}

function isQuantity(value: unknown, reading: Reading): boolean {
  reading.inexact ||= typeof value === "number";
  return ["string", "number", "bigint"].includes(typeof value) || value instanceof PythonFloat;
}

function readRecordList(value: unknown, reading: Reading, of: WireClass<unknown>): unknown {
  if (!Array.isArray(value)) return undefined;
  const records: unknown[] = [];
  try {
    for (const item of value) records.push(reading.record(of, item));
  } catch (error) {
    throw Fault.within(error, records.length);
  }
  return Object.freeze(records);
}
