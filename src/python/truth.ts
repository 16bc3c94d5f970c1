/**
 * Which values Python takes for true.
 *
 * @module
 */
import { PythonFloat } from "./float.ts";

/** `bool(value)`, of values as JSON and YAML have them; `undefined` is `None`. */
export function isTruthy(value: unknown): boolean {
  if (value instanceof PythonFloat) return value.value !== 0;
  if (typeof value === "number") return value !== 0;
  if (value === null || typeof value !== "object") return Boolean(value);
  if (Array.isArray(value) || value instanceof Uint8Array) return value.length > 0;
  if (value instanceof Map || value instanceof Set) return value.size > 0;
  return Object.getPrototypeOf(value) !== null || Object.keys(value).length > 0;
}
