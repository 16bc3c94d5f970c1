/**
 * The base of every class that travels in a Flyte context.
 *
 * @module
 */
import { checkArgument, OBJECT } from "../arguments.ts";
import { FlyteConfigError } from "../errors.ts";
import { closest, didYouMean } from "../text/closest.ts";
import { quoted } from "../text/quote.ts";
import { jsonDumps, type JsonDumpsOptions } from "../python/json.ts";
import { isObject, type JsonObject, type JsonValue, orderedKeys, orderedObject } from "../python/json_value.ts";
import { redactValue } from "../python/redact_value.ts";
import { inspectable } from "../text/inspect.ts";
import { type FromJsonOptions, jsonText } from "./json_text.ts";
import { Fault, wireError } from "./fault.ts";
import { KINDS, type Reading } from "./kinds.ts";
import { checkedExtra, fromDict, readJson } from "./read.ts";
import { CHECKED_INIT, type Extra, type WireClass, type WireObject, type WireRow } from "./row.ts";

const EXTRA = Symbol("extra");

/**
 * Base of the immutable classes that Flyte sends about: each has a table of rows, from which reading, writing and its
 * schema follow. `Init` is what its constructor takes.
 */
export abstract class WireRecord<Init extends object> implements WireObject {
  static {
    inspectable(this.prototype, (record) => redactValue({ ...record.shown() }) as object);
  }

  /** A function, so that it can be frozen with the instance, and what it gives need not be. */
  declare private readonly [EXTRA]?: () => Extra;

  /** Keeps the fields that came over the wire and that this version does not know. */
  protected constructor(extra: Extra | undefined) {
    if (extra === undefined || extra === CHECKED_INIT) return;
    const checked = checkedExtra(this.constructor as unknown as WireClass<unknown>, extra);
    Object.defineProperty(this, EXTRA, { value: () => checked });
  }

  /** The fields that came over the wire and that this version does not know. */
  protected get extra(): Extra | undefined {
    return this[EXTRA]?.();
  }

  /**
   * Reads a wire object: snake_case names, as `toDict` gives them and flytekit's `from_dict` takes them. Unknown fields
   * are kept. Throws `FlyteConfigError`: `wrong_shape` with the path of the field.
   */
  static fromDict<T>(this: WireClass<T>, value: unknown): T {
    return fromDict(this, value);
  }

  /**
   * Reads JSON as flytekit's `from_json` does, from a string or from bytes in UTF-8, and keeps what `JSON.parse` would
   * lose. Throws `FlyteConfigError`: `too_large`, `too_many_values`, `not_utf8`, `not_json` with line and column,
   * `too_deep`, else as `fromDict`.
   */
  static fromJsonString<T>(this: WireClass<T>, text: string | Uint8Array, options: FromJsonOptions = {}): T {
    return readJson(this, jsonText(`${this.name}.fromJsonString`, text, options), options);
  }

  /** The wire object, as flytekit's `to_dict` gives it: snake_case names, `null` for what is not set. A fresh copy. */
  toDict(): JsonObject {
    const properties = this as unknown as Readonly<Record<string, unknown>>;
    const { rows } = this.constructor as unknown as WireClass<this>;
    const extra = this.extra ?? {};
    return orderedObject([
      ...rows.map(([key, name]) => [name, toWire(properties[key])] as const),
      ...orderedKeys(extra).map((key) => [key, toWire(extra[key])] as const),
    ], Object.prototype);
  }

  /** The very text of flytekit's `to_json`, with the options of Python's `json.dumps`. */
  toJsonString(options?: JsonDumpsOptions): string {
    return jsonDumps(this.toDict(), options);
  }

  /** The wire object, for `JSON.stringify`: integers beyond 2^53 are rounded, as JavaScript does when it reads them. */
  toJSON(): JsonObject {
    return roundIntegers(this.toDict()) as JsonObject;
  }

  /** The properties that printing shows, with secrets masked. */
  protected shown(): object {
    return this;
  }

  /**
   * A copy with some fields changed (an explicit `undefined` unsets); unknown fields stay. Throws what the constructor
   * throws.
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
    return new type(init as never, this.extra);
  }
}

/**
 * Assigns the fields of an instance by its rows, each checked and read once: `null` as `undefined`, absent ones as their
 * fallback. Throws `wrong_shape` and the codes of the rows, and `invalid_option` for a field that there is not.
 */
export function fill(record: object, init: unknown, extra: Extra | undefined): void {
  const { name, rows } = record.constructor as unknown as WireClass<unknown>;
  const properties = record as Record<string, unknown>;
  try {
    if (!isObject(init) || (extra !== CHECKED_INIT && !OBJECT.accepts(init))) {
      throw Fault.expected("an object with its fields", init);
    }
    for (const row of rows) {
      const value = init[row[0]] ?? row[4]?.fallback;
      properties[row[0]] = extra === CHECKED_INIT || value === undefined ? value : field(row, value);
      if (value === undefined && row[3] === "required") throw absent(row);
    }
    if (extra === CHECKED_INIT) return;
    for (const key in init) if (!rows.some((row) => row[0] === key)) throw unknownField(name, key, rows);
  } catch (error) {
    throw wireError(name, error);
  }
}

/** How constructors read: what is nested must be an instance already. */
const INSTANCES: Reading = {
  owned: false,
  inexact: () => {},
  count: () => {},
  record: (of, value) => {
    if (!(value instanceof of)) throw Fault.expected(`an instance of ${of.name}`, value);
    return value;
  },
};

function field(row: WireRow, value: unknown): unknown {
  if (typeof value === "string" && row[2] === "string") return value;
  const [, name, kindName, , details] = row;
  const kind = KINDS[kindName];
  try {
    const property = kind.read(value, INSTANCES, details?.of!);
    if (property === undefined) throw Fault.expected(kind.expected, value);
    return property;
  } catch (error) {
    throw Fault.within(error, name);
  }
}

function absent([, name, kindName, , details]: WireRow): unknown {
  return Fault.within(Fault.expected(KINDS[kindName].expected, undefined, details?.absent), name);
}

function unknownField(type: string, key: string, rows: readonly WireRow[]): FlyteConfigError {
  const meant = didYouMean(closest(key, rows.map((row) => row[0])));
  return new FlyteConfigError("invalid_option", `${type}: unknown field ${quoted(key)}${meant}`, { path: key });
}

function toWire(value: unknown): JsonValue {
  return value instanceof WireRecord ? value.toDict() : mapJson(value ?? null, toWire);
}

function roundIntegers(value: JsonValue): JsonValue {
  return typeof value === "bigint" ? Number(value) : mapJson(value, roundIntegers);
}

/** A copy of a value with its parts replaced by what a function makes of them. */
function mapJson(value: unknown, part: (value: JsonValue) => JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(part);
  if (!isObject(value)) return value as JsonValue;
  const entries = orderedKeys(value).map((key) => [key, part(value[key] as JsonValue)] as const);
  return orderedObject(entries, Object.prototype);
}
