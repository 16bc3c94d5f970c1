/**
 * Turns wire objects that callers hold, and may change later, into instances of wire classes.
 *
 * @module
 */
import { OBJECT } from "../arguments.ts";
import {
  isObject,
  type JsonObject,
  type JsonValue,
  orderedCopy,
  orderedKeys,
  orderedObject,
} from "../python/json_value.ts";
import { type Construct, FIELD_TYPES, fieldsOf, type WireClass, type WireField, type WireType } from "./field.ts";
import { CHECKED, isInit, JsonReader } from "./json_reader.ts";
import { DEFAULT_MAX_VALUES } from "./json_text.ts";
import { WireProblem } from "./problem.ts";
import { wireError } from "./wire_error.ts";

/** Reads a wire object. Throws `wrong_shape`, `too_many_values` and the codes of the fields. */
export function fromDict<T>(type: WireClass<T>, value: unknown): T {
  try {
    return new CallerReader().record(type, value);
  } catch (error) {
    throw wireError(type.name, error);
  }
}

/** Creates an instance of a class. */
export const construct: Construct = <T>(type: WireType<T>, init: object, unknownFields?: JsonObject) =>
  new (type as WireClass<T>)(init as never, unknownFields);

/** Returns unknown fields that a caller passes to a constructor: a checked copy, unless they were read here. */
export function checkedUnknownFields(type: WireClass<unknown>, unknownFields: JsonObject): JsonObject {
  if (typeof unknownFields === "object" && unknownFields !== null && CHECKED in unknownFields) return unknownFields;
  try {
    if (!isObject(unknownFields)) throw WireProblem.wrongType(FIELD_TYPES.record.expected, unknownFields);
    return new CallerReader().unknownFields(fieldsOf(type), unknownFields);
  } catch (error) {
    throw wireError(type.name, error);
  }
}

/** Returns a map whose properties cannot be changed by a caller that holds the value; `undefined` if it is not an object. */
export function copiedProperties(value: unknown): Record<string, unknown> | undefined {
  if (!isObject(value) || !OBJECT.accepts(value)) return undefined;
  const isOurs = Object.isFrozen(value) && Object.getPrototypeOf(value) === null;
  return isOurs ? value : orderedCopy(value, null);
}

/** Reads one wire object that a caller holds: its parts are copied. */
export class CallerReader extends JsonReader {
  /** Creates a reader for one wire object. */
  constructor() {
    super(construct, DEFAULT_MAX_VALUES);
  }

  override properties(value: unknown): Record<string, unknown> | undefined {
    return copiedProperties(value);
  }

  override record<T>(type: WireType<T>, wire: unknown): T {
    if (!isObject(wire)) throw WireProblem.wrongType(FIELD_TYPES.record.expected, wire);
    // The constructor checks the fields, since a getter may return something else now.
    if (isInit(fieldsOf(type), wire)) return construct(type, wire);
    return wire instanceof (type as WireClass<T>) ? wire as T : this.recordOf(type, wire);
  }

  override unknownFields(fields: readonly WireField[], wire: Record<string, unknown>): JsonObject {
    const known = new Set(fields.map(([, name]) => name));
    const keys = orderedKeys(wire).filter((key) => !known.has(key) && wire[key] !== undefined);
    return this.markedObject(orderedObject(keys.map((key) => [key, wire[key]]), null));
  }

  protected override object(object: Record<string, unknown>, depth: number): JsonObject {
    return orderedObject(orderedKeys(object).map((key) => [key, this.json(object[key], key, depth)]), null);
  }

  protected override list(list: readonly unknown[], depth: number): readonly JsonValue[] {
    const { length } = list;
    const copy: JsonValue[] = [];
    for (let index = 0; index < length; index++) copy.push(this.json(list[index], index, depth));
    return copy;
  }
}
