/**
 * The cases of reading a configuration, and settings in the words of `scripts/record/readers/config_cases.py`.
 *
 * @module
 */
import { floatRepr, isFloat } from "../../../src/python/numbers.ts";
import { orderedKeys } from "../../../src/python/json_value.ts";
import { YamlTimestamp } from "../../../src/formats/yaml/mod.ts";

/** What a file holds: a string, or bytes. */
export type Content = string | { readonly base64: string };

/** The file that is named; without a string or bytes it does not exist. */
export interface NamedFile {
  readonly name: string;
  readonly text?: string;
  readonly base64?: string;
}

/**
 * Everything that decides what is read. `@ROOT@`, `@HOME@` and `@CWD@` in values, strings and paths stand for the directory
 * of the named file, the home and the current directory.
 */
export interface ConfigCase {
  /** All environment variables, besides `HOME`. */
  readonly env: Readonly<Record<string, string>>;
  /** The file to read; `null` to look for one. It is in `@ROOT@`. */
  readonly file: NamedFile | null;
  /** Other files by path; a path that ends with a slash is a directory. */
  readonly files: Readonly<Record<string, Content>>;
  /** Whether `@CWD@` is the directory of a git repository, and the current one is below it. Default: `false`. */
  readonly repository?: boolean;
}

/** Settings, or the class of what flytekit raised. */
export type ReadOutcome = { readonly ok: unknown } | { readonly error: string; readonly message: string };

/** The result of each of flytekit's readers for a case. */
export interface ConfigResult {
  readonly config: ReadOutcome;
  readonly image_config: ReadOutcome;
  readonly local_config: ReadOutcome;
  readonly task_config: ReadOutcome;
}

/**
 * Settings of this library in the encoding of the Python side. Settings are plain objects; what a file holds has no
 * prototype or is a `Map`.
 */
export function encode(value: unknown): unknown {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (isFloat(value)) return { $float: floatRepr(value.valueOf()) };
  if (typeof value === "number") return value;
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : { $int: String(value) };
  if (Array.isArray(value)) return value.map(encode);
  if (typeof value === "object") return encodeObject(value);
  throw new TypeError(`a value of the type ${typeof value} cannot be encoded`);
}

function encodeObject(value: object): unknown {
  if (value instanceof YamlTimestamp) return { $timestamp: value.toString().replace(" ", "T") };
  if (value instanceof Uint8Array) return { $bytes: Array.from(value, hex).join("") };
  if (value instanceof Set) return { $set: [...value].map(encode).sort(byText) };
  if (value instanceof Map) return { $dict: [...value].map((pair) => pair.map(encode)) };
  const object = value as Readonly<Record<string, unknown>>;
  switch (Object.getPrototypeOf(object)) {
    case null:
      return { $dict: orderedKeys(object).map((key) => [key, encode(object[key])]) };
    case Object.prototype:
      return Object.fromEntries(Object.entries(object).map(([key, item]) => [key, encode(item)]));
    default:
      throw new TypeError(`a ${object.constructor?.name} cannot be encoded`);
  }
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, "0");
}

function byText(left: unknown, right: unknown): number {
  const [first, second] = [JSON.stringify(left), JSON.stringify(right)];
  return first < second ? -1 : Number(first > second);
}
