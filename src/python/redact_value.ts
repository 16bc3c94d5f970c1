/**
 * Values as people may see them, with secrets hidden.
 *
 * @module
 */
import { isSecretName, MASK, redact, redactWords } from "../text/redact.ts";
import { isObject, orderedKeys, orderedObject } from "./json_value.ts";

/**
 * A copy of a value in which strings are shown by `redact`, lists of strings as the words of a command line, and what is
 * under the name of a secret, or in a list of two after it, as `***`. What prints itself is left to do so.
 */
export function redactValue(value: unknown): unknown {
  if (typeof value === "string") return redact(value);
  if (Array.isArray(value)) return value.every(isString) ? redactList(value) : value.map(redactValue);
  if (!isObject(value) || typeof value.toDict === "function") return value;
  const entries = orderedKeys(value).map((key) => {
    const held = value[key];
    return [redact(key), isNameOfSecret(key) && mayBeSecret(held) ? MASK : redactValue(held)] as const;
  });
  return orderedObject(entries, Object.prototype);
}

function redactList(list: readonly string[]): readonly string[] {
  const [name, ...rest] = list;
  return rest.length === 1 && isNameOfSecret(name!) && /^\w+$/.test(name!) ? [name!, MASK] : redactWords(list);
}

/** Secrets that are mounted are named, and not there themselves. */
function isNameOfSecret(name: string): boolean {
  return isSecretName(name) && !/mounts$/i.test(name);
}

function isString(value: unknown): value is string {
  return typeof value === "string";
}

/** Booleans and nothing say no secret. */
function mayBeSecret(value: unknown): boolean {
  return value !== null && value !== undefined && typeof value !== "boolean" && value !== "";
}
