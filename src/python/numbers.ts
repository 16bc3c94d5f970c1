/**
 * CPython's numbers: floats and their `repr`, and reading numbers from strings as `int(text)` and `float(text)` do.
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

const [ZERO, NINE, UNDERSCORE, PLUS, MINUS, DOT] = [48, 57, 95, 43, 45, 46];

/** Whether a UTF-16 code unit is white space to `str.isspace`, `str.strip` and the `\s` of `re`. */
export function isSpace(unit: number): boolean {
  if (unit < 0x80) return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d) || (unit >= 0x1c && unit <= 0x1f);
  if (unit === 0x85 || unit === 0xa0) return true;
  if (unit < 0x1680) return false;
  return unit === 0x1680 || (unit >= 0x2000 && unit <= 0x200a) || unit === 0x2028 || unit === 0x2029 ||
    unit === 0x202f || unit === 0x205f || unit === 0x3000;
}

/**
 * What `int(text)` gives: a `number` where that is exact, else a `bigint`; `undefined` where Python raises
 * `ValueError`, for more than 4300 digits too.
 */
export function parsePythonInt(text: string): number | bigint | undefined {
  const ascii = asciiNumber(text);
  if (ascii === undefined) return undefined;
  const [start, end] = withoutSpace(ascii);
  const digitsStart = afterSign(ascii, start);
  const digits = digitsBetween(ascii, digitsStart, end);
  if (digits === undefined || digits.length > MAX_INTEGER_DIGITS) return undefined;
  const isNegative = ascii.charCodeAt(start) === MINUS;
  const value = Number(digits);
  if (Number.isSafeInteger(value)) return isNegative && value !== 0 ? -value : value;
  return isNegative ? -BigInt(digits) : BigInt(digits);
}

/** What `float(text)` gives; `undefined` where Python raises `ValueError`. */
export function parsePythonFloat(text: string): number | undefined {
  const ascii = asciiNumber(text);
  if (ascii === undefined) return undefined;
  const [start, end] = withoutSpace(ascii);
  const sign = ascii.charCodeAt(start) === MINUS ? -1 : 1;
  const numberStart = afterSign(ascii, start);
  if (end - numberStart <= "infinity".length) {
    const word = ascii.slice(numberStart, end).toLowerCase();
    if (word === "inf" || word === "infinity") return sign * Infinity;
    if (word === "nan") return NaN;
  }
  // Scanned by hand, since a regular expression may run out of stack on a text of megabytes.
  let at = skipDigits(ascii, numberStart);
  let digits = at - numberStart;
  if (ascii.charCodeAt(at) === DOT) {
    const fraction = at + 1;
    at = skipDigits(ascii, fraction);
    digits += at - fraction;
  }
  if (digits === 0) return undefined;
  if (ascii[at] === "e" || ascii[at] === "E") {
    const power = afterSign(ascii, at + 1);
    at = skipDigits(ascii, power);
    if (at === power) return undefined;
  }
  return at === end ? sign * Number(ascii.slice(numberStart, end).replaceAll("_", "")) : undefined;
}

/** The text with every digit as ASCII and other white space as blanks; `undefined` where no number can be in it. */
export function asciiNumber(text: string): string | undefined {
  let at = 0;
  while (at < text.length && text.charCodeAt(at) < 0x80) at++;
  if (at === text.length) return text;
  const pieces: string[] = [];
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (code < 0x80) pieces.push(character);
    else if (isSpace(code)) pieces.push(" ");
    else if (isDigit(code)) pieces.push(String(digitValue(code)));
    else return undefined;
  }
  return pieces.join("");
}

function isDigit(code: number): boolean {
  return /^\p{Nd}$/u.test(String.fromCodePoint(code));
}

/** Unicode has decimal digits in rows of ten from nought to nine; some rows follow each other without a gap. */
function digitValue(code: number): number {
  let start = code;
  while (isDigit(start - 1)) start--;
  return (code - start) % 10;
}

/** The start and end of what is left without white space around it. C's `isspace` decides, not `str.isspace`. */
function withoutSpace(ascii: string): [start: number, end: number] {
  const isBlank = (at: number): boolean => {
    const unit = ascii.charCodeAt(at);
    return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d);
  };
  let [start, end] = [0, ascii.length];
  while (start < end && isBlank(start)) start++;
  while (end > start && isBlank(end - 1)) end--;
  return [start, end];
}

function afterSign(ascii: string, at: number): number {
  const unit = ascii.charCodeAt(at);
  return unit === PLUS || unit === MINUS ? at + 1 : at;
}

/** The digits of a whole number without their underscores, or `undefined` where it is none. */
function digitsBetween(ascii: string, start: number, end: number): string | undefined {
  return start < end && skipDigits(ascii, start) === end ? ascii.slice(start, end).replaceAll("_", "") : undefined;
}

/** Where digits with single underscores between them end; `at` itself where there is none. */
function skipDigits(ascii: string, at: number): number {
  let end = at;
  for (let next = at;; next++) {
    const unit = ascii.charCodeAt(next);
    if (unit >= ZERO && unit <= NINE) end = next + 1;
    else if (unit !== UNDERSCORE || end === at || end !== next) return end;
  }
}

/** Nesting that CPython's JSON reader still manages with its default recursion limit, with room to spare. */
export const MAX_JSON_DEPTH = 900;

/** CPython refuses to convert longer integers, since that takes quadratic time. */
export const MAX_INTEGER_DIGITS = 4300;
