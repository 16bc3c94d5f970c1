/**
 * Turns wire objects and JSON text into instances of wire classes, by their rows.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { MAX_JSON_DEPTH, PythonFloat } from "../python/numbers.ts";
import { jsonLoads } from "../python/json.ts";
import {
  isIndexKey,
  isObject,
  type JsonObject,
  type JsonValue,
  orderedKeys,
  orderedObject,
} from "../python/json_value.ts";
import { Fault, wireError } from "./fault.ts";
import { KINDS, type Reading } from "./kinds.ts";
import { checkValues, DEFAULT_MAX_VALUES, type FromJsonOptions, tooManyValues } from "./json_text.ts";
import { CHECKED_INIT, type Extra, type WireClass, type WireRow } from "./row.ts";

/** Nesting of unknown fields: what they are in adds a few levels more. */
const MAX_EXTRA_DEPTH = MAX_JSON_DEPTH - 10;

/** Marks the unknown fields that this library has read itself. */
const CHECKED = Symbol("checked");

/** Thrown where `JSON.parse` may have changed something, so that the text has to be read exactly. */
const INEXACT = Symbol("inexact");

/**
 * Where a wire object comes from: from a caller, who may change it later; from `JSON.parse`, which loses some of what
 * Python distinguishes; or from our own reader of JSON, which does not.
 */
type WireSource = "caller" | "JSON.parse" | "jsonLoads";

/** The instance that a wire object stands for. Throws `wrong_shape`, `too_many_values` and the codes of the rows. */
export function fromDict<T>(type: WireClass<T>, value: unknown): T {
  return new Reader("caller").read(type, value);
}

/** The instance that a JSON text stands for. Throws `not_json` and what {@linkcode fromDict} throws. */
export function readJson<T>(
  type: WireClass<T>,
  text: string,
  { maxValues = DEFAULT_MAX_VALUES, allowNan }: FromJsonOptions,
): T {
  checkValues(text, maxValues);
  try {
    return new Reader("JSON.parse", maxValues).read(type, JSON.parse(text));
  } catch (error) {
    // A text that JSON.parse refuses may hold NaN, which Python reads, or have an error, which our own reader can place.
    if (error instanceof FlyteConfigError) throw error;
  }
  return new Reader("jsonLoads", maxValues).read(type, jsonLoads(text, allowNan));
}

/** Unknown fields that a caller passes to a constructor: a checked copy of those that this library has not made. */
export function checkedExtra(type: WireClass<unknown>, extra: Extra): Extra {
  if (typeof extra === "object" && extra !== null && CHECKED in extra) return extra;
  try {
    return new Reader("caller").extra(type.rows, extra);
  } catch (error) {
    throw wireError(type.name, error);
  }
}

/** Reads one wire object. */
export class Reader implements Reading {
  readonly owned: boolean;
  readonly #source: WireSource;
  readonly #maxValues: number;
  #values = 0;

  /** A reader of what comes from there, and holds at most that many values. */
  constructor(source: WireSource, maxValues: number = DEFAULT_MAX_VALUES) {
    this.owned = source !== "caller";
    this.#source = source;
    this.#maxValues = maxValues;
  }

  /** The instance. Throws a `FlyteConfigError`. */
  read<T>(type: WireClass<T>, value: unknown): T {
    try {
      return this.record(type, value);
    } catch (error) {
      throw error === INEXACT ? error : wireError(type.name, error);
    }
  }

  inexact(): void {
    if (this.#source === "JSON.parse") throw INEXACT;
  }

  count(values: number): void {
    this.#values += values;
    if (this.#values > this.#maxValues) throw tooManyValues(this.#maxValues);
  }

  /** The instance. Throws a `Fault`, or what the constructor throws. */
  record<T>(type: WireClass<T>, wire: unknown): T {
    if (!isObject(wire)) throw Fault.expected(KINDS.record.expected, wire);
    const rows = type.rows;
    if (isInit(rows, wire)) return new type(wire as never, this.owned ? CHECKED_INIT : undefined);
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
    return new type(init as never, count === known ? CHECKED_INIT : this.extra(rows, wire));
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

  /** The fields that no row names. They are only ever copied, so the object itself will do where nobody else holds it. */
  extra(rows: readonly WireRow[], wire: unknown): Extra {
    if (!isObject(wire)) throw Fault.expected(KINDS.record.expected, wire);
    const known = new Set(rows.map(([, name]) => name));
    let rest = wire;
    if (this.owned) {
      for (const name of known) delete rest[name];
    } else {
      const keys = orderedKeys(wire).filter((key) => !known.has(key) && wire[key] !== undefined);
      rest = orderedObject(keys.map((key) => [key, wire[key]]), null);
    }
    return Object.defineProperty(this.#object(rest, 1), CHECKED, {});
  }

  /** A value of an unknown field, checked; a copy where the caller holds it. */
  #json(value: unknown, key: string | number, depth: number): JsonValue {
    this.count(1);
    if (typeof value === "number" || typeof key === "string" && isIndexKey(key)) this.inexact();
    if (["string", "boolean", "number", "bigint"].includes(typeof value)) return value as JsonValue;
    if (value === null || value instanceof PythonFloat) return value;
    try {
      if (depth > MAX_EXTRA_DEPTH) throw Fault.expected(`at most ${MAX_EXTRA_DEPTH} levels`, value, "too_deep");
      if (Array.isArray(value)) return this.#list(value, depth + 1);
      if (!isObject(value)) throw Fault.expected("a value that JSON can hold", value);
      return this.#object(value, depth + 1);
    } catch (error) {
      throw Fault.within(error, key);
    }
  }

  #object(object: Record<string, unknown>, depth: number): JsonObject {
    if (this.owned) {
      for (const key in object) this.#json(object[key], key, depth);
      return object as JsonObject;
    }
    return orderedObject(orderedKeys(object).map((key) => [key, this.#json(object[key], key, depth)]), null);
  }

  #list(list: readonly unknown[], depth: number): readonly JsonValue[] {
    const { length } = list;
    const copy: JsonValue[] = [];
    for (let index = 0; index < length; index++) {
      const item = this.#json(list[index], index, depth);
      if (!this.owned) copy.push(item);
    }
    return this.owned ? list as readonly JsonValue[] : copy;
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
