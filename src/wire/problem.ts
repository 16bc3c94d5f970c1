/**
 * A problem in a wire object, on its way up to where its whole path is known.
 *
 * @module
 */
import type { ErrorCode } from "../error_codes.ts";
import { FlyteConfigError } from "../plain_error.ts";
import { mustBe } from "../text/expected.ts";

/** Maximum number of keys and indexes of a path that a message shows. */
const MAX_KEYS = 20;

/** Thrown by readers of wire objects; callers get the {@linkcode FlyteConfigError} that it becomes. */
export class WireProblem {
  /** Code of the error. */
  readonly code: ErrorCode;
  readonly #text: string;
  /** Separates the path from the text. */
  readonly #separator: " " | ": ";
  /** The keys and indexes that lead to the value. */
  readonly path: (string | number)[] = [];

  private constructor(code: ErrorCode, text: string, separator: " " | ": " = " ") {
    this.code = code;
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

  /** Returns path and message. Keys come from outside, and may be of any length: `show` returns what is shown of one. */
  describe(show: (key: string) => string): { readonly path: string; readonly message: string } {
    const keys = this.path.slice(0, MAX_KEYS).map((key) => typeof key === "number" ? `[${key}]` : `.${show(key)}`);
    const path = keys.join("").replace(/^\./, "") + (this.path.length > MAX_KEYS ? "…" : "");
    return { path, message: [path, this.#text].filter((part) => part !== "").join(this.#separator) };
  }
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
