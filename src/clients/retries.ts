/**
 * Limits of repeated requests.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { mustBe, shortValue } from "../text/expected.ts";

/** The longest pause before a request is repeated, in milliseconds, as in flyte 2. */
export const MAX_BACKOFF = 16_000;

/** Returns a setting that must be a number of at least 0; throws `invalid_argument` for anything else. */
export function limit(call: string, name: string, value: unknown): number {
  if (typeof value === "number" && value >= 0 && Number.isFinite(value)) return value;
  const what = `${call}: ${name} ${mustBe("a number of at least 0", value, shortValue)}`;
  throw new FlyteConfigError("invalid_argument", what, { path: name });
}
