/**
 * Turns wire objects and JSON text into instances of wire classes.
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
import { wireError, WireProblem } from "./problem.ts";
import {
  CHECKED_INIT,
  type Construct,
  FIELD_TYPES,
  fieldsOf,
  type Reading,
  type WireClass,
  type WireField,
  type WireType,
} from "./field.ts";
import { checkValues, DEFAULT_MAX_VALUES, type FromJsonOptions, tooManyValues } from "./json_text.ts";

/** Maximum nesting of unknown fields: the objects that contain them add a few levels. */
const MAX_UNKNOWN_DEPTH = MAX_JSON_DEPTH - 10;

/** Marks unknown fields that were read here, so that they are not checked again. */
const CHECKED = Symbol("checked");

/** Thrown where `JSON.parse` may have changed something, so that the text must be read by `jsonLoads`. */
const INEXACT = Symbol("inexact");

/**
 * Source of a wire object: a caller, who may change it later; `JSON.parse`, which loses some of what
 * Python distinguishes; or `jsonLoads`, which does not.
 */
type WireSource = "caller" | "JSON.parse" | "jsonLoads";

/** Reads a wire object. Throws `wrong_shape`, `too_many_values` and the codes of the fields. */
export function fromDict<T>(type: WireClass<T>, value: unknown): T {
  return new Reader("caller", construct).read(type, value);
}

/** Creates an instance of a class. */
export const construct: Construct = <T>(type: WireType<T>, init: object, unknownFields?: JsonObject) =>
  new (type as WireClass<T>)(init as never, unknownFields);

/** Reads JSON text. Throws `not_json` and what {@linkcode fromDict} throws. */
export function readJson<T>(
  type: WireType<T>,
  construct: Construct,
  text: string,
  { maxValues = DEFAULT_MAX_VALUES, allowNan }: FromJsonOptions,
): T {
  checkValues(text, maxValues);
  try {
    return new Reader("JSON.parse", construct, maxValues).read(type, JSON.parse(text));
  } catch (error) {
    // Text that JSON.parse refuses may contain NaN, which Python reads, or an error, whose position jsonLoads reports.
    if (error instanceof FlyteConfigError) throw error;
  }
  return new Reader("jsonLoads", construct, maxValues).read(type, jsonLoads(text, allowNan));
}

/** Returns unknown fields that a caller passes to a constructor: a checked copy, unless they were read here. */
export function checkedUnknownFields(type: WireClass<unknown>, unknownFields: JsonObject): JsonObject {
  if (typeof unknownFields === "object" && unknownFields !== null && CHECKED in unknownFields) return unknownFields;
  try {
    return new Reader("caller", construct).unknownFields(fieldsOf(type), unknownFields);
  } catch (error) {
    throw wireError(type.name, error);
  }
}

/** Reads one wire object. */
export class Reader implements Reading {
  readonly owned: boolean;
  readonly #source: WireSource;
  readonly #construct: Construct;
  readonly #maxValues: number;
  #values = 0;

  /** Creates a reader for one wire object of at most `maxValues` values. */
  constructor(source: WireSource, construct: Construct, maxValues: number = DEFAULT_MAX_VALUES) {
    this.owned = source !== "caller";
    this.#source = source;
    this.#construct = construct;
    this.#maxValues = maxValues;
  }

  /** Reads the wire object. Throws a `FlyteConfigError`. */
  read<T>(type: WireType<T>, value: unknown): T {
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

  /** Reads the wire object or a record in it. Throws a `WireProblem`, or what the constructor throws. */
  record<T>(type: WireType<T>, wire: unknown): T {
    if (!isObject(wire)) throw WireProblem.wrongType(FIELD_TYPES.record.expected, wire);
    const fields = fieldsOf(type);
    if (isInit(fields, wire)) return this.#construct(type, wire, this.owned ? CHECKED_INIT : undefined);
    if (!this.owned && wire instanceof (type as WireClass<T>)) return wire as T;
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

  /** Returns the fields that the class does not know: the object itself, without the others, if nothing else holds it. */
  unknownFields(fields: readonly WireField[], wire: unknown): JsonObject {
    if (!isObject(wire)) throw WireProblem.wrongType(FIELD_TYPES.record.expected, wire);
    const known = new Set(fields.map(([, name]) => name));
    let rest = wire;
    if (this.owned) {
      for (const name of known) delete rest[name];
    } else {
      const keys = orderedKeys(wire).filter((key) => !known.has(key) && wire[key] !== undefined);
      rest = orderedObject(keys.map((key) => [key, wire[key]]), null);
    }
    return Object.defineProperty(this.#object(rest, 1), CHECKED, {});
  }

  /** Checks a value of an unknown field, and copies it if the caller holds it. */
  #json(value: unknown, key: string | number, depth: number): JsonValue {
    this.count(1);
    if (typeof value === "number" || typeof key === "string" && isIndexKey(key)) this.inexact();
    if (["string", "boolean", "number", "bigint"].includes(typeof value)) return value as JsonValue;
    if (value === null || value instanceof PythonFloat) return value;
    try {
      if (depth > MAX_UNKNOWN_DEPTH) throw WireProblem.tooDeep(MAX_UNKNOWN_DEPTH);
      if (Array.isArray(value)) return this.#list(value, depth + 1);
      if (!isObject(value)) throw WireProblem.wrongType("a value that JSON can hold", value);
      return this.#object(value, depth + 1);
    } catch (error) {
      throw WireProblem.within(error, key);
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
 * Whether a wire object can be passed to the constructor as it is: strings and allowed nulls under the same names, in
 * order, and nothing else. This holds for the images that flytekit writes, of which there may be thousands.
 */
function isInit(fields: readonly WireField[], wire: Readonly<Record<string, unknown>>): boolean {
  let index = 0;
  for (const name in wire) {
    const field = fields[index++];
    if (field === undefined || field[0] !== name || field[1] !== name) return false;
    const value = wire[name];
    if (typeof value === "string" ? field[2] !== "string" : value !== null || field[3] !== "optional") return false;
  }
  return index === fields.length;
}
