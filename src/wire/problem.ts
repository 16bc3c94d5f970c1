/**
 * A problem in a wire object, on its way up to where its whole path is known.
 *
 * @module
 */
import { type ErrorCode, FlyteConfigError } from "../errors.ts";
import { mustBe } from "../text/expected.ts";
import { oneLine } from "../text/quote.ts";

/** Maximum number of keys and indexes of a path that a message shows. */
const MAX_KEYS = 20;

/** Thrown and caught only in this directory; callers get the {@linkcode FlyteConfigError} that it becomes. */
export class WireProblem {
  readonly #code: ErrorCode;
  readonly #text: string;
  /** Separates the path from the text. */
  readonly #separator: " " | ": ";
  /** The keys and indexes that lead to the value. */
  readonly path: (string | number)[] = [];

  private constructor(code: ErrorCode, text: string, separator: " " | ": " = " ") {
    this.#code = code;
    this.#text = text;
    this.#separator = separator;
  }

  /** Creates the problem of a missing value, or one of the wrong type. The value is not shown: it may be a secret. */
  static wrongType(expected: string, value: unknown, code: ErrorCode = "wrong_shape"): WireProblem {
    return new WireProblem(
      code,
      value === undefined ? `is missing; it must be ${expected}` : mustBe(expected, value),
    );
  }

  /** Creates the problem of lists and objects that are nested too deeply. */
  static tooDeep(maxDepth: number): WireProblem {
    return new WireProblem("too_deep", `is nested deeper than ${maxDepth} levels`);
  }

  /** Returns what was thrown inside a value, with the keys that lead to the value put in front of its path. */
  static within(error: unknown, ...keys: (string | number)[]): unknown {
    const problem = error instanceof FlyteConfigError ? new WireProblem(error.code, error.message, ": ") : error;
    if (problem instanceof WireProblem) problem.path.unshift(...keys);
    return problem;
  }

  /** Returns the error for the caller. */
  toError(className: string): FlyteConfigError {
    // Keys come from outside, and may be of any length.
    const keys = this.path.slice(0, MAX_KEYS).map((key) => typeof key === "number" ? `[${key}]` : `.${oneLine(key)}`);
    const path = keys.join("").replace(/^\./, "") + (this.path.length > MAX_KEYS ? "…" : "");
    const message = [path, this.#text].filter((part) => part !== "").join(this.#separator);
    return new FlyteConfigError(this.#code, `${className}: ${message}`, { path });
  }
}

/** Turns what was thrown while a value was read into the error for the caller: a getter may throw anything. */
export function wireError(className: string, error: unknown): FlyteConfigError {
  if (error instanceof WireProblem) return error.toError(className);
  if (error instanceof FlyteConfigError) return error;
  return new FlyteConfigError("wrong_shape", `${className}: a property cannot be read`, { cause: error });
}

/**
 * Returns an error of reading text with the call in front of its message, and with advice if it has none. Errors of fields
 * name their class already, and are returned unchanged.
 */
export function inCall(call: string, error: unknown, advice: string): unknown {
  const [type = call] = call.split(".");
  if (!(error instanceof FlyteConfigError) || error.message.startsWith(type)) return error;
  const remedy = error.message.includes("; ") ? "" : `; ${advice}`;
  return new FlyteConfigError(error.code, `${call}: ${error.message}${remedy}`, error);
}
