/**
 * The few assertions that the suite needs.
 *
 * @module
 */
import type { ErrorCode, FlyteConfigError } from "../../mod.ts";
import type { Library } from "./suite.ts";

/** Throws unless both are the same value, or are written as the same JSON. */
export function equal(actual: unknown, expected: unknown, what = "value"): void {
  if (Object.is(actual, expected)) return;
  const [found, wanted] = [show(actual), show(expected)];
  const primitive = typeof actual !== "object" || typeof expected !== "object" || actual === null || expected === null;
  if (found !== wanted || primitive) throw new Error(`${what}: found ${found}, expected ${wanted}`);
}

/** Throws unless the condition holds. */
export function ok(condition: unknown, what: string): asserts condition {
  if (!condition) throw new Error(`it does not hold that ${what}`);
}

/** The library's error that a call throws, at once or later; throws unless it has that code. */
export async function refuses(
  lib: Library,
  code: ErrorCode,
  call: () => unknown,
  what: string = code,
): Promise<FlyteConfigError> {
  let result: unknown;
  try {
    result = await call();
  } catch (error) {
    if (!(error instanceof lib.main.FlyteConfigError)) throw error;
    if (error.code !== code) throw new Error(`${what}: found ${error.code} (${error.message}), expected ${code}`);
    return error;
  }
  throw new Error(`${what}: found ${show(result)}, expected the error ${code}`);
}

function show(value: unknown): string {
  const text = typeof value === "object" ? JSON.stringify(value) : typeof value === "string" ? value : String(value);
  return text.length > 300 ? `${text.slice(0, 300)}… (${text.length} characters)` : text;
}
