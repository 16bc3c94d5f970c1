/**
 * Redacts values before they are shown.
 *
 * @module
 */
import { isSecretAfter, isSecretName, MASK, redact } from "../text/redact.ts";
import { isObject, orderedKeys, orderedObject } from "./json_value.ts";

/** Number of preceding words that may mark a word as secret. */
const MAX_BEFORE = 6;

/**
 * Returns a copy of a value with secrets masked: strings are redacted, lists of strings are treated as words of a command
 * line, and values under the name of a secret, or next to it in a list of two, are `***`. Values that have `toDict` mask
 * themselves.
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
    const isSecret = (isPair && at === 1) || isSecretAfter(before, typeof item === "string" ? item : "");
    return isSecret && mayBeSecret(item) ? MASK : redactValue(item);
  });
}

/** Mounts contain names of secrets, not secrets. */
function isNameOfSecret(name: string): boolean {
  return isSecretName(name) && !/mounts$/i.test(name);
}

/** Whether a value may be secret: not a boolean, null or an empty string. */
function mayBeSecret(value: unknown): boolean {
  return value !== null && value !== undefined && typeof value !== "boolean" && value !== "";
}
