/**
 * Turns wire objects and JSON text into instances of wire classes, by their rows.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { PythonFloat } from "../python/float.ts";
import { jsonLoads } from "../python/json_loads.ts";
import { isIndexKey, isObject, type JsonValue, orderedKeys, orderedObject } from "../python/json_value.ts";
import { MAX_JSON_DEPTH } from "../python/limits.ts";
import { Fault } from "./fault.ts";
import { KINDS, type Reading } from "./kinds.ts";
import type { Extra, WireClass, WireRow } from "./row.ts";

/** Nesting of unknown fields: what they are in adds a few levels more. */
const MAX_EXTRA_DEPTH = MAX_JSON_DEPTH - 10;

/** The instance that a wire object stands for. Throws `wrong_shape` and the codes of the rows. */
export function fromDict<T>(type: WireClass<T>, value: unknown): T {
  return new Reader(false).read(type, value);
}

/** The instance that a JSON text stands for. Throws `not_json` and what {@linkcode fromDict} throws. */
export function fromJsonString<T>(type: WireClass<T>, text: string): T {
  const reader = new Reader(true);
  try {
    const record = reader.read(type, JSON.parse(text));
    if (!reader.inexact) return record;
  } catch (error) {
    // What is wrong with a number may be what became of it. And a text that JSON.parse refuses may hold NaN, which Python
    // reads, or have an error, which our own reader can place.
    if (!reader.inexact && error instanceof FlyteConfigError) throw error;
  }
  return reader.read(type, jsonLoads(text));
}

/** Reads one wire object. */
export class Reader implements Reading {
  inexact = false;
  readonly owned: boolean;

  /** `owned`: whether nobody else holds the wire object. */
  constructor(owned: boolean) {
    this.owned = owned;
  }

  /** The instance. Throws a `FlyteConfigError`. */
  read<T>(type: WireClass<T>, value: unknown): T {
    try {
      return this.record(type, value);
    } catch (error) {
      throw error instanceof Fault ? error.toError(type.name) : error;
    }
  }

  /** The instance. Throws a `Fault`, or what the constructor throws. */
  record<T>(type: WireClass<T>, wire: unknown): T {
    if (!isObject(wire)) throw Fault.expected(KINDS.record.expected, wire);
    const rows = type.rows;
    if (isInit(rows, wire)) return new type(wire as never);
    if (wire instanceof type) return wire;
    const init: Record<string, unknown> = {};
    let known = 0;
    for (const row of rows) {
      const field = wire[row[1]];
      if (field !== undefined) known++;
      init[row[0]] = typeof field === "string" && row[2] === "string" ? field : this.#property(row, field);
    }
    let count = 0;
    for (const _ in wire) count++;
    return new type(init as never, count === known ? undefined : this.#extra(rows, wire));
  }

  #property([, name, kindName, presence, details]: WireRow, field: unknown): unknown {
    const kind = KINDS[kindName];
    const absent = field === null ? "nullable" : field === undefined ? "defaulted" : undefined;
    if (absent !== undefined && (presence === "optional" || presence === absent)) return field;
    try {
      const property = absent === undefined ? kind.read(field, this, details?.of!) : undefined;
      if (property === undefined) throw Fault.expected(kind.expected, field, absent && details?.absent);
      return property;
    } catch (error) {
      throw Fault.within(error, name);
    }
  }

  #extra(rows: readonly WireRow[], wire: Readonly<Record<string, unknown>>): Extra {
    const known = new Set(rows.map(([, name]) => name));
    return this.#copy(orderedKeys(wire).filter((key) => !known.has(key) && wire[key] !== undefined), wire, 1);
  }

  #copy(keys: readonly string[], wire: Readonly<Record<string, unknown>>, depth: number): Extra {
    if (keys.some(isIndexKey)) this.inexact = true;
    return Object.freeze(orderedObject(keys.map((key) => [key, this.#json(wire[key], key, depth)] as const), null));
  }

  #json(value: unknown, key: string | number, depth: number): JsonValue {
    if (typeof value === "number") this.inexact = true;
    if (["string", "boolean", "number", "bigint"].includes(typeof value)) return value as JsonValue;
    if (value === null || value instanceof PythonFloat) return value;
    try {
      if (depth > MAX_EXTRA_DEPTH) throw Fault.expected(`at most ${MAX_EXTRA_DEPTH} levels`, value, "too_deep");
      if (Array.isArray(value)) {
        return Object.freeze(Array.from(value, (item, index) => this.#json(item, index, depth + 1)));
      }
      if (isObject(value)) return this.#copy(orderedKeys(value), value, depth + 1);
      throw Fault.expected("a value that JSON can hold", value);
    } catch (error) {
      throw Fault.within(error, key);
    }
  }
}

/**
 * Whether a wire object can be the init as it is: strings and allowed nulls under the same names, in order, and nothing
 * else. So it is with the images that flytekit writes, of which there may be thousands.
 */
function isInit(rows: readonly WireRow[], wire: Readonly<Record<string, unknown>>): boolean {
  let index = 0;
  for (const name in wire) {
    const row = rows[index++];
    if (row === undefined || row[0] !== name || row[1] !== name) return false;
    const value = wire[name];
    if (typeof value === "string" ? row[2] !== "string" : value !== null || row[3] !== "optional") return false;
  }
  return index === rows.length;
}
