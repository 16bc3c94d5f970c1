/**
 * JSON values with all that Python distinguishes, and objects that keep the order of their keys.
 *
 * @module
 */
import { PythonFloat } from "./numbers.ts";

/** A JSON value with all that Python distinguishes; see {@linkcode PythonFloat} for numbers. */
export type JsonValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | PythonFloat
  | readonly JsonValue[]
  | JsonObject;

/** A JSON object. */
export interface JsonObject {
  /** Values by key. */
  readonly [key: string]: JsonValue;
}

const KEY_ORDER = Symbol("keyOrder");

interface Ordered {
  readonly [KEY_ORDER]?: readonly string[];
}

/** Whether a key is one that JavaScript moves to the front of its object: an array index. */
export function isIndexKey(key: string): boolean {
  // Most keys start with a letter, which is found out faster without the pattern.
  return key < ":" && /^(?:0|[1-9]\d{0,9})$/.test(key) && Number(key) < 2 ** 32 - 1;
}

/** Returns the keys of an object in the order in which Python's dict would list them. */
export function orderedKeys(object: object): readonly string[] {
  const order = (object as Ordered)[KEY_ORDER];
  if (order === undefined || Object.isFrozen(object)) return order ?? Object.keys(object);
  // Keys may have been removed and added since.
  const keys = new Set(order.filter((key) => Object.hasOwn(object, key)));
  for (const key of Object.keys(object)) keys.add(key);
  return [...keys];
}

/**
 * Creates an object from entries that remembers their order where JavaScript would not. A later entry of the same key
 * replaces the value but not the position, as in a Python dict.
 */
export function orderedObject<T>(entries: Iterable<readonly [string, T]>, prototype: object | null): Record<string, T> {
  const object: Record<string, T> = Object.create(prototype);
  const keys: string[] = [];
  for (const [key, value] of entries) addKey(object, keys, key, value);
  return withKeyOrder(object, keys);
}

/** Assigns a key of an object, and appends it to its keys unless it is one of them. */
export function addKey(object: object, keys: string[], key: string, value: unknown): void {
  if (!Object.hasOwn(object, key)) keys.push(key);
  setOwn(object, key, value);
}

/** Adds the order of keys to an object where JavaScript would not keep it, and returns the object. */
export function withKeyOrder<T extends object>(object: T, keys: readonly string[]): T {
  const isMoved = keys.some((key, index) => index > 0 && isIndexKey(key)) &&
    Object.keys(object).some((key, index) => key !== keys[index]);
  if (isMoved) Object.defineProperty(object, KEY_ORDER, { value: keys });
  return object;
}

/** Returns a copy of an object whose keys have the same order. */
export function orderedCopy<T>(object: Readonly<Record<string, T>>, prototype: object | null): Record<string, T> {
  return orderedObject(orderedKeys(object).map((key) => [key, object[key] as T] as const), prototype);
}

/** Returns a copy of a value for `JSON.stringify`, in which large integers are rounded as JavaScript reads them. */
export function roundIntegers(value: JsonValue): JsonValue {
  if (typeof value === "bigint") return Number(value);
  if (Array.isArray(value)) return value.map(roundIntegers);
  if (!isObject(value)) return value;
  const entries = orderedKeys(value).map((key) => [key, roundIntegers(value[key] as JsonValue)] as const);
  return orderedObject(entries, Object.prototype);
}

/** Whether a value is an object with keys: not a list, null or {@linkcode PythonFloat}. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof PythonFloat);
}

/** Whether a value is a plain object, as object literals and YAML mappings are; a list, a `Map` and an instance are not. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

/** Assigns a key as data, even if it is `__proto__`. */
export function setOwn(object: object, key: string, value: unknown): void {
  if (key === "__proto__") {
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    (object as Record<string, unknown>)[key] = value;
  }
}
