/**
 * Turns wire objects and JSON text into instances of wire classes, by their rows.
 *
 * @module
 */
import { jsonLoads } from "../python/json_loads.ts";
import { isIndexKey, type JsonValue, MAX_JSON_DEPTH, orderedKeys, orderedObject } from "../python/json_value.ts";
import { PythonFloat } from "../python/float.ts";
import { Fault } from "./fault.ts";
import { KINDS, type Reading } from "./kinds.ts";
import type { Extra, WireClass, WireRow } from "./row.ts";

class Reader implements Reading {
  inexact = false;
  readonly owned: boolean;

  constructor(owned: boolean) {
    this.owned = owned;
  }

  record<T>(type: WireClass<T>, value: unknown): T {
    return readRecord(type, value, this);
  }
}

/** The instance that a wire object stands for. Throws `wrong_shape` and the codes of the rows. */
export function fromDict<T>(type: WireClass<T>, value: unknown): T {
  return read(type, value, new Reader(false));
}

/** The instance that a JSON text stands for. Throws `not_json` and what {@linkcode fromDict} throws. */
export function fromJsonString<T>(type: WireClass<T>, text: string): T {
  const reading = new Reader(true);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Either NaN, which Python reads, or an error, which our own reader can place.
    return read(type, jsonLoads(text), reading);
  }
  const record = read(type, value, reading);
  return reading.inexact ? read(type, jsonLoads(text), reading) : record;
}

function read<T>(type: WireClass<T>, value: unknown, reading: Reading): T {
  try {
    return readRecord(type, value, reading);
  } catch (error) {
    throw error instanceof Fault ? error.toError(type.name) : error;
  }
}

function readRecord<T>(type: WireClass<T>, value: unknown, reading: Reading): T {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw Fault.expected("an object", value);
  const wire = value as Record<string, unknown>;
  const rows = type.rows;
  // Where every property is its wire value under the same name, as in an image, the wire object is the init.
  let init = wire;
  let known = 0;
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index]!;
    const field = wire[row.name];
    if (field !== undefined) known++;
    let property: unknown = field;
    if (field === undefined || field === null) {
      const other = field === null ? "nullable" : "defaulted";
      if (row.presence !== "optional" && row.presence !== other) {
        throw Fault.expected(KINDS[row.kind].expected, field, row.absent).at(`.${row.name}`);
      }
    } else if (row.kind !== "string") {
      try {
        property = KINDS[row.kind].read(field, row, reading);
      } catch (error) {
        throw Fault.within(error, `.${row.name}`);
      }
    } else if (typeof field !== "string") {
      throw Fault.expected(KINDS.string.expected, field).at(`.${row.name}`);
    }
    if (init === wire && (row.key !== row.name || property !== field)) init = pick(wire, rows, index);
    if (init !== wire) init[row.key] = property;
  }
  let count = 0;
  for (const _ in wire) count++;
  return new type(init as never, count === known ? undefined : readExtra(type, wire, reading));
}

/** An init with the first `count` properties, which are as on the wire. */
function pick(wire: Record<string, unknown>, rows: readonly WireRow[], count: number): Record<string, unknown> {
  const init: Record<string, unknown> = {};
  for (const row of rows.slice(0, count)) init[row.key] = wire[row.name];
  return init;
}

function readExtra<T>(type: WireClass<T>, wire: Record<string, unknown>, reading: Reading): Extra | undefined {
  const known = new Set(type.rows.map((row) => row.name));
  const entries: [string, JsonValue][] = [];
  for (const key of orderedKeys(wire)) {
    if (known.has(key) || wire[key] === undefined) continue;
    if (isIndexKey(key)) reading.inexact = true;
    entries.push([key, copyJson(wire[key], `.${key}`, 1, reading)]);
  }
  return entries.length === 0 ? undefined : Object.freeze(orderedObject(entries, null));
}

function copyJson(value: unknown, path: string, depth: number, reading: Reading): JsonValue {
  switch (typeof value) {
    case "number":
      reading.inexact = true;
      return value;
    case "string":
    case "boolean":
    case "bigint":
      return value;
    case "object":
      if (value === null || value instanceof PythonFloat) return value;
      if (depth > MAX_JSON_DEPTH) {
        throw Fault.expected(`at most ${MAX_JSON_DEPTH} levels of nesting`, value, "too_deep").at(path);
      }
      if (Array.isArray(value)) return Object.freeze(value.map((item) => copyJson(item, path, depth + 1, reading)));
      return Object.freeze(
        orderedObject(
          orderedKeys(value).map((key) => {
            if (isIndexKey(key)) reading.inexact = true;
            return [key, copyJson((value as Record<string, unknown>)[key], path, depth + 1, reading)] as const;
          }),
          null,
        ),
      );
    default:
      throw Fault.expected("a value that JSON can hold", value).at(path);
  }
}
