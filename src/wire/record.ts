/**
 * The base of every class that travels in a Flyte context.
 *
 * @module
 */
import { jsonDumps, type JsonDumpsOptions } from "../python/json_dumps.ts";
import { type JsonObject, type JsonValue, orderedKeys, orderedObject } from "../python/json_value.ts";
import { KINDS } from "./kinds.ts";
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
    const entries: [string, JsonValue][] = [];
    for (const row of (this.constructor as unknown as WireClass<this>).rows) {
      const value = (this as unknown as Record<string, unknown>)[row.key];
      entries.push([row.name, value === undefined ? null : KINDS[row.kind].write(value as never)]);
    }
    const extra = this.extra;
    if (extra !== undefined) { for (const key of orderedKeys(extra)) entries.push([key, extra[key]!]); }
    return orderedObject(entries, Object.prototype);
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
