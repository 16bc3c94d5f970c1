/**
 * What a wire class is made of: one row per field.
 *
 * @module
 */
import type { ErrorCode } from "../errors.ts";
import type { JsonDumpsOptions } from "../python/json.ts";
import type { JsonObject, JsonValue } from "../python/json_value.ts";

/** The kinds of value that a Flyte context carries; `kinds.ts` says what each means. */
export type WireKind = "string" | "boolean" | "stringMap" | "quantity" | "wholeQuantity" | "record" | "recordList";

/**
 * Whether a field may be absent or null. `required`: neither. `nullable`: it may be null. `defaulted`: it may be absent.
 * `optional`: both.
 */
export type WirePresence = "required" | "nullable" | "defaulted" | "optional";

/**
 * One field of a wire class: its name in TypeScript and on the wire, and what it is. Reading, writing and the JSON Schema
 * follow from it. It is a tuple because the rows of an image are gone through for each image of a context.
 */
export type WireRow<Key extends string = string> = readonly [
  key: Key,
  name: string,
  kind: WireKind,
  presence: WirePresence,
  details?: WireDetails,
];

/** What only some rows need. */
export interface WireDetails {
  /** The class of the record, or of the list's records. */
  readonly of?: WireClass<WireObject>;
  /** The value of a `defaulted` field that is absent. */
  readonly fallback?: string | boolean;
  /** Code of the error when a required field is absent or null. Default: `wrong_shape`. */
  readonly absent?: ErrorCode;
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

/** In place of unknown fields, tells a constructor that the reader has checked its fields, and that nothing else is there. */
export const CHECKED_INIT: Extra = Object.freeze({});
