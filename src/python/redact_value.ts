/**
 * Values as people may see them, with secrets hidden.
 *
 * @module
 */
import { isSecretAfter, isSecretName, MASK, redact } from "../text/redact.ts";
import { isObject, orderedKeys, orderedObject } from "./json_value.ts";

/** How many words before a word may say that it is secret. */
const MAX_BEFORE = 6;

/**
 * A copy of a value in which strings are shown by `redact`, lists of strings as the words of a command line, and what is
 * under the name of a secret, or in a list of two after it, as `***`. What prints itself is left to do so.
 */
export function redactValue(value: unknown): unknown {
  if (typeof value === "string") return redact(value);
  if (Array.isArray(value)) return redactList(value);
  if (!isObject(value) || typeof value.toDict === "function") return value;
  const entries = orderedKeys(value).map((key) => {
    const held = value[key];
    return [redact(key), isNameOfSecret(key) && mayBeSecret(held) ? MASK : redactValue(held)] as const;
  });
  return orderedObject(entries, Object.prototype);
}

function redactList(list: readonly unknown[]): readonly unknown[] {
  const isPair = list.length === 2 && typeof list[0] === "string" && /^\w+$/.test(list[0]) && isNameOfSecret(list[0]);
  return list.map((item, at) => {
    const before = list.slice(Math.max(0, at - MAX_BEFORE), at).filter((word) => typeof word === "string").join(" ");
    const isHidden = (isPair && at === 1) || isSecretAfter(before, typeof item === "string" ? item : "");
    return isHidden && mayBeSecret(item) ? MASK : redactValue(item);
  });
}

/** Secrets that are mounted are named, and not there themselves. */
function isNameOfSecret(name: string): boolean {
  return isSecretName(name) && !/mounts$/i.test(name);
}

/** Booleans and nothing say no secret. */
function mayBeSecret(value: unknown): boolean {
  return value !== null && value !== undefined && typeof value !== "boolean" && value !== "";
}
