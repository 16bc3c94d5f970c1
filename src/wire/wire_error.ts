/**
 * The errors that callers get for problems in wire objects.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { oneLine } from "../text/quote.ts";
import { WireProblem } from "./problem.ts";

/** Turns what was thrown while a value was read into the error for the caller: a getter may throw anything. */
export function wireError(className: string, error: unknown): FlyteConfigError {
  if (error instanceof FlyteConfigError) return error;
  if (!(error instanceof WireProblem)) {
    return new FlyteConfigError("wrong_shape", `${className}: a property cannot be read`, { cause: error });
  }
  const { path, message } = error.describe(oneLine);
  return new FlyteConfigError(error.code, `${className}: ${message}`, { path });
}

/** Turns what `readJson` has thrown into the error for the caller. */
export function jsonError(className: string, error: unknown): unknown {
  return error instanceof WireProblem ? wireError(className, error) : error;
}
