/**
 * Turns wire objects and JSON text into instances of wire classes, by their rows.
 *
 * @module
 */
import { PythonFloat } from "../python/float.ts";
import { jsonLoads } from "../python/json_loads.ts";
import {
  isIndexKey,
  isObject,
  type JsonValue,
  MAX_JSON_DEPTH,
  orderedKeys,
  orderedObject,
} from "../python/json_value.ts";
import { Fault } from "./fault.ts";
import { KINDS, type Reading } from "./kinds.ts";
import type { Extra, WireClass, WireRow } from "./row.ts";

/** The instance that a wire object stands for. Throws `wrong_shape` and the codes of the rows. */
export function fromDict<T>(type: WireClass<T>, value: unknown): T {
  return new Reader(false).read(type, value);
}

/** The instance that a JSON text stands for. Throws `not_json` and what {@linkcode fromDict} throws. */
export function fromJsonString<T>(type: WireClass<T>, text: string): T {
  const reader = new Reader(true);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Either NaN, which Python reads, or an error, which our own reader can place.
    return reader.read(type, jsonLoads(text));
  }
  const record = reader.read(type, value);
  return reader.inexact ? reader.read(type, jsonLoads(text)) : record;
}

class Reader implements Reading {
  inexact = false;
  readonly owned: boolean;

  constructor(owned: boolean) {
    this.owned = owned;
  }

  read<T>(type: WireClass<T>, value: unknown): T {
    try {
      return this.record(type, value);
    } catch (error) {
      throw error instanceof Fault ? error.toError(type.name) : error;
    }
  }

  record<T>(type: WireClass<T>, wire: unknown): T {
    if (!isObject(wire)) throw Fault.expected(KINDS.record.expected, wire);
    const rows = type.rows;
    if (isInit(rows, wire)) return new type(wire as never);
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
      throw Fault.within(error, `.${name}`);
    }
  }

  #extra(rows: readonly WireRow[], wire: Readonly<Record<string, unknown>>): Extra {
    const known = new Set(rows.map(([, name]) => name));
    const unknown = orderedKeys(wire).filter((key) => !known.has(key) && wire[key] !== undefined);
    return this.#copy(unknown, wire, "", 1);
  }

  #copy(keys: readonly string[], wire: Readonly<Record<string, unknown>>, path: string, depth: number): Extra {
    if (keys.some(isIndexKey)) this.inexact = true;
    const entries = keys.map((key) => [key, this.#json(wire[key], `${path}.${key}`, depth)] as const);
    return Object.freeze(orderedObject(entries, null));
  }

  #json(value: unknown, path: string, depth: number): JsonValue {
    if (typeof value === "number") this.inexact = true;
    if (["string", "boolean", "number", "bigint"].includes(typeof value)) return value as JsonValue;
    if (value === null || value instanceof PythonFloat) return value;
    if (depth > MAX_JSON_DEPTH) {
      throw Fault.expected(`at most ${MAX_JSON_DEPTH} levels of nesting`, value, "too_deep").at(path);
    }
    if (Array.isArray(value)) return Object.freeze(value.map((item) => this.#json(item, path, depth + 1)));
    if (isObject(value)) return this.#copy(orderedKeys(value), value, path, depth + 1);
    throw Fault.expected("a value that JSON can hold", value).at(path);
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
