/**
 * The base of every class that travels in a Flyte context.
 *
 * @module
 */
import { PythonFloat } from "../python/float.ts";
import { jsonDumps, type JsonDumpsOptions } from "../python/json_dumps.ts";
import {
  isObject,
  type JsonObject,
  type JsonValue,
  orderedCopy,
  orderedKeys,
  orderedObject,
} from "../python/json_value.ts";
import { fromDict, fromJsonString } from "./read.ts";
import type { Extra, WireClass, WireObject } from "./row.ts";

const EXTRA = Symbol("extra");

/**
 * Base of the immutable classes that Flyte sends about: each has a table of rows, from which reading, writing and its
 * schema follow. `Init` is what its constructor takes.
 */
export abstract class WireRecord<Init extends object> implements WireObject {
  declare private readonly [EXTRA]?: Extra;

  /** Keeps the fields that came over the wire and that this version does not know. */
  protected constructor(extra: Extra | undefined) {
    if (extra !== undefined) Object.defineProperty(this, EXTRA, { value: extra });
  }

  /** The fields that came over the wire and that this version does not know. */
  protected get extra(): Extra | undefined {
    return this[EXTRA];
  }

  /**
   * Reads a wire object: snake_case names, as `toDict` gives them and flytekit's `from_dict` takes them. Unknown fields
   * are kept. Throws `FlyteConfigError`: `wrong_shape` with the path of the field.
   */
  static fromDict<T>(this: WireClass<T>, value: unknown): T {
    return fromDict(this, value);
  }

  /**
   * Reads JSON text as flytekit's `from_json` does, and keeps what `JSON.parse` would lose. Throws `FlyteConfigError`:
   * `not_json` with line and column, else as `fromDict`.
   */
  static fromJsonString<T>(this: WireClass<T>, text: string): T {
    return fromJsonString(this, text);
  }

  /** The wire object, as flytekit's `to_dict` gives it: snake_case names, `null` for what is not set. */
  toDict(): JsonObject {
    const properties = this as unknown as Readonly<Record<string, unknown>>;
    const { rows } = this.constructor as unknown as WireClass<this>;
    const entries = rows.map(([key, name]) => [name, toWire(properties[key])] as const);
    const extra = this.extra ?? {};
    const unknown = orderedKeys(extra).map((key) => [key, extra[key]!] as const);
    return orderedObject([...entries, ...unknown], Object.prototype);
  }

  /** The very text of flytekit's `to_json`, with the options of Python's `json.dumps`. */
  toJsonString(options?: JsonDumpsOptions): string {
    return jsonDumps(this.toDict(), options);
  }

  /** The wire object, for `JSON.stringify`. */
  toJSON(): JsonObject {
    return this.toDict();
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
    (record as Record<string, unknown>)[key] = (init as Record<string, unknown>)[key] ?? row[4]?.fallback;
  }
}

function toWire(value: unknown): JsonValue {
  if (value === undefined) return null;
  if (value instanceof WireRecord) return value.toDict();
  if (Array.isArray(value)) return value.map(toWire);
  return isObject(value) && !(value instanceof PythonFloat)
    ? orderedCopy(value as Record<string, string>, Object.prototype)
    : value as JsonValue;
}
