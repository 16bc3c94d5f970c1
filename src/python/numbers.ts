/**
 * CPython's floats and their `repr`, and limits that CPython has.
 *
 * @module
 */
import { FlyteConfigError } from "../plain_error.ts";
import { mustBe } from "../text/expected.ts";

/**
 * A Python `float` whose value is a whole number, such as `1.0`. JavaScript has one number type, so `1.0` would be
 * written as `1`, which is another value to Python. Wherever this library reads JSON, a `number` that is a safe integer
 * is Python's `int`, any other `number` is Python's `float`, larger integers are `bigint`, and whole floats are
 * `PythonFloat`.
 *
 * @example
 * ```ts
 * import { PythonFloat, Resources } from "@flyte-ts/config";
 *
 * const resources = new Resources({ cpu: new PythonFloat(2) });
 * console.log(resources.toJsonString()); // {"cpu": 2.0, "mem": null, "gpu": null, "ephemeral_storage": null}
 * ```
 */
export class PythonFloat {
  /** The number itself. */
  readonly value: number;

  /**
   * Creates a float.
   *
   * @param value – The number.
   * @throws {FlyteConfigError} `invalid_argument` – when the value is not a number.
   */
  constructor(value: number) {
    if (typeof value !== "number") {
      throw new FlyteConfigError("invalid_argument", `PythonFloat: value ${mustBe("a number", value)}`, {
        path: "value",
      });
    }
    this.value = value;
    Object.freeze(this);
  }

  /**
   * Returns the number, so that arithmetic and comparison work.
   *
   * @returns The number.
   */
  valueOf(): number {
    return this.value;
  }

  /**
   * Returns Python's `repr`, such as `1.0`.
   *
   * @returns The `repr`.
   */
  toString(): string {
    return floatRepr(this.value);
  }

  /**
   * Returns the number for `JSON.stringify`.
   *
   * @returns The number.
   */
  toJSON(): number {
    return this.value;
  }
}

/** Returns Python's `repr(float)`: shortest digits that round-trip, exponent form below 1e-4 and from 1e16 on. */
export function floatRepr(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  if (value === 0) return Object.is(value, -0) ? "-0.0" : "0.0";
  const [mantissa = "", power = "0"] = value.toExponential().split("e");
  const exponent = Number(power);
  if (exponent < -4 || exponent >= 16) {
    const digits = Math.abs(exponent).toString().padStart(2, "0");
    return `${mantissa}e${exponent < 0 ? "-" : "+"}${digits}`;
  }
  // Within this range, JavaScript writes plain decimals as well.
  const text = String(value);
  return text.includes(".") ? text : `${text}.0`;
}

/** Whether a value is a Python `float`: a {@linkcode PythonFloat}, or a number that is not a safe integer. */
export function isFloat(value: unknown): value is number | PythonFloat {
  if (typeof value === "number") return !Number.isSafeInteger(value) || Object.is(value, -0);
  return value instanceof PythonFloat;
}

/** Maximum nesting of JSON: a little less than what CPython reads with its default recursion limit. */
export const MAX_JSON_DEPTH = 900;

/** Maximum number of digits of an integer: CPython refuses to convert more, since that takes quadratic time. */
export const MAX_INTEGER_DIGITS = 4300;
