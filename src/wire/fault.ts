/**
 * A value of the wrong shape, on its way up to where its whole path is known.
 *
 * @module
 */
import { type ErrorCode, FlyteConfigError } from "../errors.ts";
import { oneLine } from "../text/quote.ts";

/** How many keys and indices of a path are shown. */
const MAX_KEYS = 20;

/** Thrown and caught inside this floor only; callers see the {@linkcode FlyteConfigError} that it turns into. */
export class Fault {
  readonly #code: ErrorCode;
  readonly #problem: string;
  /** The keys and indices that lead to the value. */
  readonly path: (string | number)[] = [];

  private constructor(code: ErrorCode, problem: string) {
    this.#code = code;
    this.#problem = problem;
  }

  /** `value` is named by its type only: it may be a secret. */
  static expected(expected: string, value: unknown, code: ErrorCode = "wrong_shape"): Fault {
    const found = value === undefined
      ? "nothing: the field is absent"
      : value === null
      ? "null"
      : Array.isArray(value)
      ? `a list of ${value.length}`
      : typeof value === "object"
      ? "an object"
      : `a ${typeof value}`;
    return new Fault(code, `expected ${expected}, found ${found}`);
  }

  /** What was thrown further down, with the keys that led there before its path. */
  static within(error: unknown, ...keys: (string | number)[]): unknown {
    const fault = error instanceof FlyteConfigError ? new Fault(error.code, error.message) : error;
    if (fault instanceof Fault) fault.path.unshift(...keys);
    return fault;
  }

  /** The error for the caller. */
  toError(typeName: string): FlyteConfigError {
    // Keys come from outside, and may be of any length.
    const keys = this.path.slice(0, MAX_KEYS).map((key) => typeof key === "number" ? `[${key}]` : `.${oneLine(key)}`);
    const path = keys.join("").replace(/^\./, "") + (this.path.length > MAX_KEYS ? "…" : "");
    return new FlyteConfigError(this.#code, `${typeName}: ${path && path + ": "}${this.#problem}`, { path });
  }
}

/** The error for the caller of whatever was thrown while a value was read: a getter may throw anything. */
export function wireError(typeName: string, error: unknown): FlyteConfigError {
  if (error instanceof Fault) return error.toError(typeName);
  if (error instanceof FlyteConfigError) return error;
  return new FlyteConfigError("wrong_shape", `${typeName}: a property cannot be read`, { cause: error });
}
