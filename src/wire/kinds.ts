/**
 * The kinds of wire value: for each, what is expected, how it is read and how it is written.
 *
 * @module
 */
import { PythonFloat } from "../python/float.ts";
import { isIndexKey, type JsonValue, orderedKeys, orderedObject } from "../python/json_value.ts";
import { Fault } from "./fault.ts";
import type { WireClass, WireKind, WireObject, WireRow } from "./row.ts";

/** One reading of a wire object: what it found out on its way, and how it reads what is nested. */
export interface Reading {
  /** Set where the value holds something that `JSON.parse` may have changed: a number, or keys it may have moved. */
  inexact: boolean;
  /** Whether nobody else holds the wire object, so that its parts may become parts of the result. */
  readonly owned: boolean;
  /** Reads a nested record. Throws a `Fault`. */
  record<T>(type: WireClass<T>, value: unknown): T;
}

/** Both directions of a kind, and its JSON Schema. */
export interface Kind {
  /** What a value must be, for messages. */
  readonly expected: string;
  /** Checks a wire value, which is not null, and gives the property's value. Throws a `Fault`. */
  read(value: unknown, row: WireRow, reading: Reading): unknown;
  /** The wire value of a property's value. */
  write(value: never): JsonValue;
  /** JSON Schema of the wire value, when not null. */
  schema(row: WireRow, nested: (type: WireClass<WireObject>) => object): object;
}

/** The kinds by name. */
export const KINDS: Readonly<Record<WireKind, Kind>> = {
  string: {
    expected: "a string",
    read: (value) => typeof value === "string" ? value : refuse("a string", value),
    write: (value: string) => value,
    schema: () => ({ type: "string" }),
  },
  boolean: {
    expected: "true or false",
    read: (value) => typeof value === "boolean" ? value : refuse("true or false", value),
    write: (value: boolean) => value,
    schema: () => ({ type: "boolean" }),
  },
  stringMap: {
    expected: "an object of strings",
    read: readStringMap,
    write: (value: Readonly<Record<string, string>>) =>
      orderedObject(orderedKeys(value).map((key) => [key, value[key]!] as const), Object.prototype),
    schema: () => ({ type: "object", additionalProperties: { type: "string" } }),
  },
  quantity: {
    expected: "a string, a number, or a list of two",
    read: readQuantity,
    write: (value: JsonValue) => Array.isArray(value) ? [...value] : value,
    schema: () => {
      const single = { type: ["string", "number"] };
      return { anyOf: [single, { type: "array", items: single, minItems: 2, maxItems: 2 }] };
    },
  },
  record: {
    expected: "an object",
    read: (value, row, reading) => reading.record(row.of!, value),
    write: (value: WireObject) => value.toDict(),
    schema: (row, nested) => nested(row.of!),
  },
  recordList: {
    expected: "a list of objects",
    read: readRecordList,
    write: (value: readonly WireObject[]) => value.map((item) => item.toDict()),
    schema: (row, nested) => ({ type: "array", items: nested(row.of!) }),
  },
};

function refuse(expected: string, value: unknown): never {
  throw Fault.expected(expected, value);
}

function readStringMap(value: unknown, row: WireRow, reading: Reading): Readonly<Record<string, string>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw Fault.expected(KINDS[row.kind].expected, value);
  }
  const map = value as Record<string, string>;
  let first: string | undefined;
  for (const key in map) {
    first ??= key;
    if (typeof map[key] !== "string") throw Fault.expected("a string", map[key]).at(`.${key}`);
  }
  // JavaScript moves such keys to the front, so the first one tells of all.
  if (first !== undefined && isIndexKey(first)) reading.inexact = true;
  if (reading.owned) return Object.freeze(Object.setPrototypeOf(map, null));
  return Object.freeze(orderedObject(orderedKeys(map).map((key) => [key, map[key]!] as const), null));
}

function readQuantity(value: unknown, row: WireRow, reading: Reading): unknown {
  const parts = Array.isArray(value) ? value : [value];
  for (const part of parts) {
    if (typeof part === "number") reading.inexact = true;
    else if (typeof part !== "string" && typeof part !== "bigint" && !(part instanceof PythonFloat)) {
      throw Fault.expected(KINDS[row.kind].expected, part);
    }
  }
  if (!Array.isArray(value)) return value;
  if (value.length !== 2) throw Fault.expected("a list of two: the request and the limit", value);
  return Object.freeze([...value]);
}

function readRecordList(value: unknown, row: WireRow, reading: Reading): readonly unknown[] {
  if (!Array.isArray(value)) throw Fault.expected(KINDS[row.kind].expected, value);
  const type = row.of!;
  const records: unknown[] = new Array(value.length);
  let index = 0;
  try {
    for (; index < value.length; index++) records[index] = reading.record(type, value[index]);
  } catch (error) {
    throw Fault.within(error, `[${index}]`);
  }
  return Object.freeze(records);
}
