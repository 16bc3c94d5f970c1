/**
 * The kinds of wire value: what each must be, and how it is read.
 *
 * @module
 */
import { OBJECT } from "../arguments.ts";
import { isFloat, PythonFloat } from "../python/numbers.ts";
import { isIndexKey, isObject, orderedCopy } from "../python/json_value.ts";
import { Fault } from "./fault.ts";
import type { WireClass, WireKind } from "./row.ts";

/** One reading of a wire object: what it found out on its way, and how it reads what is nested. */
export interface Reading {
  /** Notes something that `JSON.parse` may have changed: a number, or keys that it may have moved. */
  inexact(): void;
  /** Counts values. Throws `too_many_values`. */
  count(values: number): void;
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
  if (!isObject(value) || !(reading.owned || OBJECT.accepts(value))) return undefined;
  const isOurs = reading.owned || Object.isFrozen(value) && Object.getPrototypeOf(value) === null;
  const map = isOurs ? value : orderedCopy(value, null);
  let first: string | undefined;
  for (const key in map) {
    first ??= key;
    if (typeof map[key] !== "string") throw Fault.within(Fault.expected(KINDS.string.expected, map[key]), key);
  }
  // JavaScript moves such keys to the front, so the first one tells of all.
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

function readRecordList(value: unknown, reading: Reading, of: WireClass<unknown>): unknown {
  if (!Array.isArray(value)) return undefined;
  const { length } = value;
  reading.count(length);
  const records: unknown[] = [];
  try {
    while (records.length < length) records.push(reading.record(of, value[records.length]));
  } catch (error) {
    throw Fault.within(error, records.length);
  }
  return Object.freeze(records);
}
