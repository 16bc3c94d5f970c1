/**
 * The base of every class that travels in a Flyte context.
 *
 * @module
 */
import { jsonDumps, type JsonDumpsOptions } from "../python/json_dumps.ts";
import { isObject, type JsonObject, type JsonValue, orderedKeys, orderedObject } from "../python/json_value.ts";
import { redactValue } from "../python/redact_value.ts";
import { inspectable } from "../text/inspect.ts";
import { type FromJsonOptions, jsonText } from "./json_text.ts";
import { fromDict, readJson } from "./read.ts";
import type { Extra, WireClass, WireObject } from "./row.ts";

/**
 * Base of the immutable classes that Flyte sends about: each has a table of rows, from which reading, writing and its
 * schema follow. `Init` is what its constructor takes.
 */
export abstract class WireRecord<Init extends object> implements WireObject {
  static {
    inspectable(this.prototype, (record) => redactValue({ ...record.shown() }) as object);
  }

  readonly #extra: Extra | undefined;

  /** Keeps the fields that came over the wire and that this version does not know. */
  protected constructor(extra: Extra | undefined) {
    this.#extra = extra;
  }

  /** The fields that came over the wire and that this version does not know. */
  protected get extra(): Extra | undefined {
    return this.#extra;
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

  /** A copy with some fields changed (an explicit `undefined` unsets); unknown fields stay. */
  with(changes: Partial<Init>): this {
    const type = this.constructor as unknown as WireClass<this>;
    return new type({ ...this, ...changes } as never, this.extra);
  }
}

/**
 * Assigns the fields of an instance by its rows: `null` as `undefined`, absent ones as their fallback. The classes that
 * every context has do so by hand, which is faster.
 */
export function fill(record: object, init: object): void {
  for (const row of (record.constructor as unknown as WireClass<unknown>).rows) {
    const key = row[0];
    const value = (init as Record<string, unknown>)[key] ?? row[4]?.fallback;
    (record as Record<string, unknown>)[key] = Array.isArray(value) ? Object.freeze([...value]) : value;
  }
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
