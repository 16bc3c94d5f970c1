/**
 * A value of the wrong shape, on its way up to where its whole path is known.
 *
 * @module
 */
import { ERROR_CODES, type ErrorCode, FlyteConfigError } from "../errors.ts";

/** Thrown and caught inside this floor only; callers see the {@linkcode FlyteConfigError} that it turns into. */
export class Fault {
  readonly #code: ErrorCode;
  readonly #problem: string;
  #path = "";

  private constructor(code: ErrorCode, problem: string) {
    this.#code = code;
    this.#problem = problem;
  }

  /** `value` is named by its type only: it may be a secret. */
  static expected(expected: string, value: unknown, code: ErrorCode = "wrong_shape"): Fault {
    const reason = code === "wrong_shape" ? "" : `; ${ERROR_CODES[code]}`;
    return new Fault(code, `expected ${expected}, found ${describe(value)}${reason}`);
  }

  /** Puts the step that led here before the path. */
  at(step: string): this {
    this.#path = step + this.#path;
    return this;
  }

  /** What was thrown further down, with a step before its path. */
  static within(error: unknown, step: string): unknown {
    if (error instanceof Fault) return error.at(step);
    return error instanceof FlyteConfigError ? new Fault(error.code, error.message).at(step) : error;
  }

  /** The error for the caller. */
  toError(typeName: string): FlyteConfigError {
    const path = this.#path.replace(/^\./, "");
    const subject = path === "" ? typeName : `${typeName}: ${path}`;
    return new FlyteConfigError(this.#code, `${subject}: ${this.#problem}`, { path });
  }
}

function describe(value: unknown): string {
  if (value === undefined) return "nothing: the field is absent";
  if (value === null) return "null";
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
