/**
 * Turns JSON text into records.
 *
 * @module
 */
import { FlyteConfigError } from "../plain_error.ts";
import { MAX_JSON_DEPTH, PythonFloat } from "../python/numbers.ts";
import { jsonLoads } from "../python/json.ts";
import { isIndexKey, isObject, type JsonObject, type JsonValue } from "../python/json_value.ts";
import {
  CHECKED_INIT,
  type Construct,
  FIELD_TYPES,
  fieldsOf,
  type Reading,
  type WireField,
  type WireType,
} from "./field.ts";
import { checkValues, DEFAULT_MAX_VALUES, type FromJsonOptions, tooManyValues } from "./json_text.ts";
import { WireProblem } from "./problem.ts";

/** Maximum nesting of unknown fields: the objects that contain them add a few levels. */
const MAX_UNKNOWN_DEPTH = MAX_JSON_DEPTH - 10;

/** Marks unknown fields that were read here, so that they are not checked again. */
export const CHECKED: unique symbol = /* @__PURE__ */ Symbol("checked");

/** Thrown where `JSON.parse` may have changed something, so that the text must be read by `jsonLoads`. */
const INEXACT: unique symbol = /* @__PURE__ */ Symbol("inexact");

/** Reads JSON text. Throws a `WireProblem`, and `not_json`, `too_many_values`, and what `construct` throws. */
export function readJson<T>(
  type: WireType<T>,
  construct: Construct,
  text: string,
  { maxValues = DEFAULT_MAX_VALUES, allowNan }: FromJsonOptions,
): T {
  checkValues(text, maxValues);
  try {
    return new JsonReader(construct, maxValues, false).record(type, JSON.parse(text));
  } catch (error) {
    // Text that JSON.parse refuses may contain NaN, which Python reads, or an error, whose position jsonLoads reports.
    if (error instanceof WireProblem || error instanceof FlyteConfigError) throw error;
  }
  return new JsonReader(construct, maxValues).record(type, jsonLoads(text, allowNan));
}

/**
 * Reads one wire object that nothing else holds, so that its parts may become parts of the result. Methods throw a
 * `WireProblem`.
 */
export class JsonReader implements Reading {
  readonly #construct: Construct;
  readonly #maxValues: number;
  readonly #isExact: boolean;
  #values = 0;

  /**
   * Creates a reader for one wire object of at most `maxValues` values. `isExact`: whether it has all that Python
   * distinguishes, unlike that of `JSON.parse`.
   */
  constructor(construct: Construct, maxValues: number, isExact = true) {
    this.#construct = construct;
    this.#maxValues = maxValues;
    this.#isExact = isExact;
  }

  inexact(): void {
    if (!this.#isExact) throw INEXACT;
  }

  count(values: number): void {
    this.#values += values;
    if (this.#values > this.#maxValues) throw tooManyValues(this.#maxValues);
  }

  properties(value: unknown): Record<string, unknown> | undefined {
    return isObject(value) ? value : undefined;
  }

  record<T>(type: WireType<T>, wire: unknown): T {
    if (!isObject(wire)) throw WireProblem.wrongType(FIELD_TYPES.record.expected, wire);
    return isInit(fieldsOf(type), wire) ? this.#construct(type, wire, CHECKED_INIT) : this.recordOf(type, wire);
  }

  /** Reads a record from an object. */
  protected recordOf<T>(type: WireType<T>, wire: Readonly<Record<string, unknown>>): T {
    const fields = fieldsOf(type);
    const init: Record<string, unknown> = {};
    let known = 0;
    for (const field of fields) {
      const value = wire[field[1]];
      if (value !== undefined) known++;
      init[field[0]] = typeof value === "string" && field[2] === "string" ? value : this.#property(field, value);
    }
    let count = 0;
    for (const _ in wire) count++;
    return this.#construct(type, init, count === known ? CHECKED_INIT : this.unknownFields(fields, wire));
  }

  #property([, name, typeName, presence, details]: WireField, value: unknown): unknown {
    const type = FIELD_TYPES[typeName];
    const absent = value === null ? "nullable" : value === undefined ? "defaulted" : undefined;
    if (absent !== undefined && (presence === "optional" || presence === absent)) return value;
    try {
      const property = absent === undefined ? type.read(value, this, details?.of!) : undefined;
      if (property === undefined) throw WireProblem.wrongType(type.expected, value, absent && details?.absent);
      return property;
    } catch (error) {
      throw WireProblem.within(error, name);
    }
  }

  /** Returns the fields that the type does not know. */
  unknownFields(fields: readonly WireField[], wire: Record<string, unknown>): JsonObject {
    for (const [, name] of fields) delete wire[name];
    return this.markedObject(wire);
  }

  /** Reads the object of unknown fields, and marks it as checked. */
  protected markedObject(object: Record<string, unknown>): JsonObject {
    return Object.defineProperty(this.object(object, 1), CHECKED, {});
  }

  /** Checks a value of an unknown field. */
  protected json(value: unknown, key: string | number, depth: number): JsonValue {
    this.count(1);
    if (typeof value === "number" || typeof key === "string" && isIndexKey(key)) this.inexact();
    if (["string", "boolean", "number", "bigint"].includes(typeof value)) return value as JsonValue;
    if (value === null || value instanceof PythonFloat) return value;
    try {
      if (depth > MAX_UNKNOWN_DEPTH) throw WireProblem.tooDeep(MAX_UNKNOWN_DEPTH);
      if (Array.isArray(value)) return this.list(value, depth + 1);
      if (!isObject(value)) throw WireProblem.wrongType("a value that JSON can hold", value);
      return this.object(value, depth + 1);
    } catch (error) {
      throw WireProblem.within(error, key);
    }
  }

  /** Checks the values of an object. */
  protected object(object: Record<string, unknown>, depth: number): JsonObject {
    for (const key in object) this.json(object[key], key, depth);
    return object as JsonObject;
  }

  /** Checks the items of a list. */
  protected list(list: readonly unknown[], depth: number): readonly JsonValue[] {
    for (let index = 0; index < list.length; index++) this.json(list[index], index, depth);
    return list as readonly JsonValue[];
  }
}

/**
 * Whether a wire object can be passed to the constructor as it is: strings and allowed nulls under the same names, in
 * order, and nothing else. This holds for the images that flytekit writes, of which there may be thousands.
 */
export function isInit(fields: readonly WireField[], wire: Readonly<Record<string, unknown>>): boolean {
  let index = 0;
  for (const name in wire) {
    const field = fields[index++];
    if (field === undefined || field[0] !== name || field[1] !== name) return false;
    const value = wire[name];
    if (typeof value === "string" ? field[2] !== "string" : value !== null || field[3] !== "optional") return false;
  }
  return index === fields.length;
}
