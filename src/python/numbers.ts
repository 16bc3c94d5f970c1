/**
 * CPython's floats and their `repr`, and limits that CPython has.
 *
 * @module
 */
import { type Check, checkArgument } from "../arguments.ts";

const NUMBER: Check = { expected: "a number", accepts: (value) => typeof value === "number" };

/**
 * A Python `float` whose value is a whole number, such as `1.0`. JavaScript has one number type, so `1.0` would come
 * back as `1`, and Python would see another value. Wherever this library reads JSON, a `number` that is a safe
 * integer is Python's `int`, any other `number` is Python's `float`, larger integers are `bigint`, and whole floats
 * are `PythonFloat`.
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

  /** Boxes `value`. Throws `invalid_argument` for what is no number. */
  constructor(value: number) {
    checkArgument("PythonFloat", "value", value, NUMBER);
    this.value = value;
    Object.freeze(this);
  }

  /** The number, so that arithmetic and comparison work. */
  valueOf(): number {
    return this.value;
  }

  /** Python's `repr`, such as `1.0`. */
  toString(): string {
    return floatRepr(this.value);
  }

  /** The number, for `JSON.stringify`. */
  toJSON(): number {
    return this.value;
  }
}

/** Python's `repr(float)`: shortest digits that round-trip, exponent form below 1e-4 and from 1e16 on. */
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
  // Within this range JavaScript prints plain decimals as well, but for 1e-5 and 1e-6, which are excluded above.
  const text = String(value);
  return text.includes(".") ? text : `${text}.0`;
}

/** Whether Python has a value as a `float`: any number that is no safe integer, and a {@linkcode PythonFloat}. */
export function isFloat(value: unknown): value is number | PythonFloat {
  if (typeof value === "number") return !Number.isSafeInteger(value) || Object.is(value, -0);
  return value instanceof PythonFloat;
}

/** Nesting that CPython's JSON reader still manages with its default recursion limit, with room to spare. */
export const MAX_JSON_DEPTH = 900;

/** CPython refuses to convert longer integers, since that takes quadratic time. */
export const MAX_INTEGER_DIGITS = 4300;
