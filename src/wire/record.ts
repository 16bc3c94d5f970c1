/**
 * The base of every class that travels in a serialized context.
 *
 * @module
 */
import { checkArgument, OBJECT } from "../arguments.ts";
import { FlyteConfigError } from "../errors.ts";
import { jsonDumps, type JsonDumpsOptions } from "../python/json.ts";
import {
  addKey,
  isObject,
  type JsonObject,
  type JsonValue,
  orderedKeys,
  orderedObject,
  roundIntegers,
  withKeyOrder,
} from "../python/json_value.ts";
import { redactValue } from "../python/redact_value.ts";
import { unknownName } from "../text/expected.ts";
import { inspectable } from "../text/inspect.ts";
import { CHECKED_INIT, FIELD_TYPES, fieldsOf, type Reading, type WireClass, type WireField } from "./field.ts";
import { type FromJsonOptions, jsonText } from "./json_text.ts";
import { readJson } from "./json_reader.ts";
import { inCall, WireProblem } from "./problem.ts";
import { checkedUnknownFields, construct, copiedProperties, fromDict } from "./read.ts";
import { jsonError, wireError } from "./wire_error.ts";

const UNKNOWN_FIELDS = Symbol("unknownFields");

/**
 * Base of the immutable classes that travel as JSON, such as `SerializationSettings`, `ImageConfig` and `Image`. Fields
 * that a newer flytekit may add are kept when an instance is read, changed and written.
 *
 * Each class has a table of its fields (a private static member), from which reading, writing and schemas follow. `Init`
 * is the type that its constructor takes.
 *
 * @example
 * ```ts
 * import { Image, WireRecord } from "@flyte-ts/config";
 *
 * const image = Image.fromDict({ name: "default", fqn: "ghcr.io/acme/app", tag: "v1" });
 * console.log(image instanceof WireRecord, image.toDict().tag); // true v1
 * ```
 */
export abstract class WireRecord<Init extends object> {
  static readonly #inspect: void = inspectable(
    this.prototype,
    (record) => redactValue({ ...record.shown() }) as object,
  );

  /** A function, so that the instance can be frozen while what the function returns need not be. */
  declare private readonly [UNKNOWN_FIELDS]?: () => JsonObject;

  /**
   * Keeps fields that came over the wire and that this version does not know.
   *
   * @param unknownFields – Those fields by their names on the wire.
   */
  protected constructor(unknownFields: JsonObject | undefined) {
    if (unknownFields === undefined || unknownFields === CHECKED_INIT) return;
    const checked = checkedUnknownFields(this.constructor as unknown as WireClass<unknown>, unknownFields);
    Object.defineProperty(this, UNKNOWN_FIELDS, { value: () => checked });
  }

  /** The fields that came over the wire and that this version does not know. */
  protected get unknownFields(): JsonObject | undefined {
    return this[UNKNOWN_FIELDS]?.();
  }

  /**
   * Creates an instance from a wire object: an object with snake_case names, as `toDict` returns it. Unknown fields are
   * kept.
   *
   * Python: `from_dict`.
   *
   * @param value – The wire object.
   * @returns The instance.
   * @throws {FlyteConfigError} `wrong_shape` – when a required field is missing or a value has the wrong type; `path` is
   *   that of the field.
   * @throws {FlyteConfigError} `too_many_values` – when the object has more than `DEFAULT_MAX_VALUES` values.
   * @throws {FlyteConfigError} `too_deep` – when unknown fields are nested too deeply.
   * @throws {FlyteConfigError} `missing_image_config`, `tag_and_digest` – when the settings have no image configuration,
   *   or an image has both a tag and a digest.
   */
  static fromDict<T>(this: new (init: never, unknownFields?: JsonObject) => T, value: unknown): T {
    return fromDict(this, value);
  }

  /**
   * Creates an instance from JSON text as Python reads it: numbers that `JSON.parse` would round are kept, and so is the
   * order of keys.
   *
   * Python: `from_json`.
   *
   * @param text – The JSON text, as a string or as bytes in UTF-8.
   * @param options – Limits, and whether `NaN` is accepted.
   * @returns The instance.
   * @throws {FlyteConfigError} `too_large` – when the text is longer than `maxBytes`.
   * @throws {FlyteConfigError} `too_many_values` – when the text has more than `maxValues` values.
   * @throws {FlyteConfigError} `not_utf8` – when the bytes are not UTF-8.
   * @throws {FlyteConfigError} `not_json` – when the text is not JSON, with line and column.
   * @throws {FlyteConfigError} `too_deep` – when lists and objects are nested too deeply.
   * @throws {FlyteConfigError} `wrong_shape` – when a value has the wrong type, and the other codes of `fromDict`.
   * @throws {FlyteConfigError} `invalid_argument`, `invalid_option` – when `text` or an option has the wrong type.
   */
  static fromJsonString<T>(
    this: new (init: never, unknownFields?: JsonObject) => T,
    text: string | Uint8Array,
    options: FromJsonOptions = {},
  ): T {
    const call = `${this.name}.fromJsonString`;
    try {
      return readJson(this, construct, jsonText(call, text, options), options);
    } catch (error) {
      throw inCall(call, jsonError(this.name, error), jsonAdvice(text));
    }
  }

  /**
   * Returns the wire object: snake_case names, `null` for what is not set, unknown fields last.
   *
   * Python: `to_dict`.
   *
   * @returns A new object.
   */
  toDict(): JsonObject {
    const properties = this as unknown as Readonly<Record<string, unknown>>;
    const fields = fieldsOf(this.constructor as unknown as WireClass<this>);
    const object: Record<string, JsonValue> = {};
    for (const [key, name] of fields) object[name] = toWire(properties[key]);
    const { unknownFields } = this;
    if (unknownFields === undefined) return object;
    const keys = fields.map(([, name]) => name);
    for (const key of orderedKeys(unknownFields)) addKey(object, keys, key, toWire(unknownFields[key]));
    return withKeyOrder(object, keys);
  }

  /**
   * Returns the wire object as JSON text, byte for byte as Python writes it.
   *
   * Python: `to_json`.
   *
   * @param options – The options of Python's `json.dumps`.
   * @returns The JSON text.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
   * @throws {FlyteConfigError} `not_serializable` – when a number is not finite and `allowNan` is `false`.
   * @throws {FlyteConfigError} `too_large` – when the text would be longer than a string can be.
   */
  toJsonString(options?: JsonDumpsOptions): string {
    return jsonDumps(this.toDict(), options);
  }

  /**
   * Returns the wire object for `JSON.stringify`. Integers beyond 2^53 are rounded, as JavaScript does when it reads them.
   *
   * @returns A new object.
   */
  toJSON(): JsonObject {
    return roundIntegers(this.toDict()) as JsonObject;
  }

  /** The properties that `console.log` shows, before secrets in them are masked. */
  protected shown(): object {
    return this;
  }

  /**
   * Returns a copy in which some fields are changed. Unknown fields are kept.
   *
   * @param changes – The new values; `undefined` unsets a field.
   * @returns The changed copy.
   * @throws {FlyteConfigError} `wrong_shape` – when a value has the wrong type.
   * @throws {FlyteConfigError} `invalid_option` – when there is no field of a name.
   * @throws {FlyteConfigError} `invalid_argument` – when `changes` is not an object.
   * @throws {FlyteConfigError} `missing_image_config`, `tag_and_digest` – when the constructor throws them.
   */
  with(changes: Partial<Init>): this {
    const type = this.constructor as unknown as WireClass<this>;
    checkArgument(`${type.name}.with`, "changes", changes, OBJECT);
    let init: object;
    try {
      init = { ...this, ...changes };
    } catch (error) {
      throw wireError(type.name, error);
    }
    return new type(init as never, this.unknownFields);
  }
}

/**
 * Assigns the fields of an instance, each checked and read once: `null` as `undefined`, absent ones as their fallback.
 * Throws `wrong_shape` and the codes of the fields, and `invalid_option` for an unknown field.
 */
export function assignFields(record: object, init: unknown, unknownFields: JsonObject | undefined): void {
  const type = record.constructor as unknown as WireClass<unknown>;
  const fields = fieldsOf(type);
  const isChecked = unknownFields === CHECKED_INIT;
  const properties = record as Record<string, unknown>;
  try {
    if (!isObject(init) || (!isChecked && !OBJECT.accepts(init))) {
      throw WireProblem.wrongType("an object with its fields", init ?? null);
    }
    for (const field of fields) {
      const value = init[field[0]] ?? field[4]?.fallback;
      properties[field[0]] = isChecked || value === undefined ? value : property(field, value);
      if (value === undefined && field[3] === "required") throw absent(field);
    }
    if (isChecked) return;
    for (const key in init) if (!fields.some((field) => field[0] === key)) throw unknownField(type.name, key, fields);
  } catch (error) {
    throw wireError(type.name, error);
  }
}

/** The reading of constructors: nested records must be instances already. */
const INSTANCES: Reading = {
  inexact: () => {},
  count: () => {},
  properties: copiedProperties,
  record: (of, value) => {
    if (!(value instanceof (of as WireClass<unknown>))) throw WireProblem.wrongType(`an instance of ${of.name}`, value);
    return value as never;
  },
};

function property(field: WireField, value: unknown): unknown {
  if (typeof value === "string" && field[2] === "string") return value;
  const [key, , typeName, , details] = field;
  const type = FIELD_TYPES[typeName];
  try {
    const read = type.read(value, INSTANCES, details?.of!);
    if (read === undefined) throw WireProblem.wrongType(type.expected, value);
    return read;
  } catch (error) {
    throw WireProblem.within(error, key);
  }
}

function absent([key, , type, , details]: WireField): unknown {
  return WireProblem.within(WireProblem.wrongType(FIELD_TYPES[type].expected, undefined, details?.absent), key);
}

/** Advice for callers of `fromJsonString` that passed text that is not JSON. */
function jsonAdvice(text: string | Uint8Array): string {
  return typeof text === "string" && text.startsWith("H4sI")
    ? "this is a serialized context: use SerializationSettings.fromTransport"
    : "pass JSON text as toJsonString returns it";
}

function unknownField(type: string, key: string, fields: readonly WireField[]): FlyteConfigError {
  const what = unknownName("field", key, fields.map((field) => field[0]));
  return new FlyteConfigError("invalid_option", `${type}: ${what}`, { path: key });
}

function toWire(value: unknown): JsonValue {
  if (typeof value === "string") return value;
  return value instanceof WireRecord ? value.toDict() : mapJson(value ?? null, toWire);
}

/** Returns a copy of a list or object in which each item is replaced by the result of a function. */
function mapJson(value: unknown, map: (value: JsonValue) => JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(map);
  if (!isObject(value)) return value as JsonValue;
  const entries = orderedKeys(value).map((key) => [key, map(value[key] as JsonValue)] as const);
  return orderedObject(entries, Object.prototype);
}
