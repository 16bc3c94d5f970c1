/**
 * What a wire class is made of: one row per field.
 *
 * @module
 */
import type { ErrorCode } from "../errors.ts";
import type { JsonDumpsOptions } from "../python/json_dumps.ts";
import type { JsonObject, JsonValue } from "../python/json_value.ts";

/** The kinds of value that a Flyte context carries; `kinds.ts` says what each means. */
export type WireKind = "string" | "boolean" | "stringMap" | "quantity" | "record" | "recordList";

/** One field of a wire class. Reading, writing and the JSON Schema all follow from it. */
export interface WireRow<Key extends string = string> {
  /** Name of the property in TypeScript. */
  readonly key: Key;
  /** Name of the field on the wire. */
  readonly name: string;
  /** What the value is. */
  readonly kind: WireKind;
  /** The class of the record, or of the list's records. */
  readonly of?: WireClass<WireObject>;
  /**
   * `required`: present and not null. `nullable`: present, may be null. `optional`: may be absent or null.
   * `defaulted`: may be absent, but not null.
   */
  readonly presence: "required" | "nullable" | "optional" | "defaulted";
  /** The value of a `defaulted` field that is absent. */
  readonly fallback?: string | boolean;
  /** Code of the error when a required field is absent or null. Default: `wrong_shape`. */
  readonly absent?: ErrorCode;
  /** What the field is for, in one line. */
  readonly doc: string;
}

/** What an instance of a wire class can do. */
export interface WireObject {
  /** The wire object: snake_case names, `null` for what is not set, unknown fields last. */
  toDict(): JsonObject;
  /** The text that Python's `to_json` gives. */
  toJsonString(options?: JsonDumpsOptions): string;
}

/** A class whose instances travel: its rows, and a constructor that takes the fields and the unknown rest. */
export interface WireClass<T> {
  /** Name of the class, as in flytekit. */
  readonly name: string;
  /** The fields in the order of the wire. */
  readonly rows: readonly WireRow[];
  /** Makes an instance of checked fields. */
  new (init: never, extra?: Extra): T;
}

/** Fields of a wire object that this version does not know, in their order. */
export type Extra = Readonly<Record<string, JsonValue>>;
