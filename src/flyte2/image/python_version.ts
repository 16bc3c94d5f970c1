/**
 * The version of Python in an image, as callers may give it.
 *
 * @module
 */
import type { PythonVersion } from "./layers.ts";

/** A version of Python: two numbers, or as a string. */
export type PythonVersionInput = PythonVersion | `${number}.${number}`;

/** Two numbers; `undefined` for what is no version. In flyte, a string such as `3.12` makes an image that is not there. */
export function parsePythonVersion(value: unknown): PythonVersion | undefined {
  const parts = typeof value === "string" && /^\d{1,5}\.\d{1,5}$/.test(value) ? value.split(".").map(Number) : value;
  if (!Array.isArray(parts) || parts.length !== 2) return undefined;
  const [major, minor]: readonly unknown[] = parts;
  return isCount(major) && isCount(minor) ? Object.freeze([major, minor] as const) : undefined;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
