/**
 * A value of the wrong shape, on its way up to where its whole path is known.
 *
 * @module
 */
import { type ErrorCode, FlyteConfigError } from "../errors.ts";

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
    const path = this.path.map((key) => typeof key === "number" ? `[${key}]` : `.${key}`).join("").replace(/^\./, "");
    return new FlyteConfigError(this.#code, `${typeName}: ${path && path + ": "}${this.#problem}`, { path });
  }
}
