/**
 * Reads numbers from strings as CPython's `int(text)` and `float(text)` do: whitespace around them, underscores between
 * digits, decimal digits of any script.
 *
 * @module
 */
import { MAX_INTEGER_DIGITS } from "./numbers.ts";
import { isSpace } from "./strings.ts";

/**
 * Returns the result of `int(text)`: a `number` if that is exact, or else a `bigint`; `undefined` if Python raises
 * `ValueError`, as it also does for more than 4300 digits.
 */
export function parsePythonInt(text: string): number | bigint | undefined {
  const plain = plainNumber(text);
  const digits = plain?.replace(/^[-+]/, "");
  if (!digits || digits.length > MAX_INTEGER_DIGITS || /[^0-9]/.test(digits)) return undefined;
  const value = Number(plain);
  // Python has no integer -0.
  return Number.isSafeInteger(value) ? value + 0 : BigInt(plain!);
}

/** Returns the result of `float(text)`; `undefined` if Python raises `ValueError`. */
export function parsePythonFloat(text: string): number | undefined {
  const plain = plainNumber(text);
  if (plain === undefined) return undefined;
  if (/^[-+]?nan$/i.test(plain)) return NaN;
  if (/^[-+]?inf(?:inity)?$/i.test(plain)) return plain[0] === "-" ? -Infinity : Infinity;
  // Otherwise JavaScript reads the same numbers, and also an empty string, 0x10 and Infinity.
  const isNumber = /^[-+]?\.?[0-9]/.test(plain) && !/[^-+.0-9e]/i.test(plain);
  const value = isNumber ? Number(plain) : NaN;
  return Number.isNaN(value) ? undefined : value;
}

/** Returns a number without whitespace around it and underscores; `undefined` if one is not between digits. */
function plainNumber(text: string): string | undefined {
  const ascii = asciiNumber(text)?.trim();
  return ascii === undefined || /(?<![0-9])_|_(?![0-9])/.test(ascii) ? undefined : ascii.replaceAll("_", "");
}

/** Returns the string with ASCII digits and with spaces for other whitespace; `undefined` if it cannot be a number. */
export function asciiNumber(text: string): string | undefined {
  if (!/\P{ASCII}/u.test(text)) return text;
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

/** Unicode has decimal digits in runs of ten from 0 to 9; some runs follow each other without a gap. */
function digitValue(code: number): number {
  let start = code;
  while (isDigit(start - 1)) start--;
  return (code - start) % 10;
}
