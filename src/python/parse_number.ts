/**
 * Reads numbers from strings as CPython's `int(text)` and `float(text)` do: whitespace around them, underscores between
 * digits, decimal digits of any script.
 *
 * @module
 */
import { MAX_INTEGER_DIGITS } from "./numbers.ts";
import { isSpace } from "./strings.ts";

const [ZERO, NINE, UNDERSCORE, PLUS, MINUS, DOT] = [48, 57, 95, 43, 45, 46];

/**
 * Returns the result of `int(text)`: a `number` if that is exact, or else a `bigint`; `undefined` if Python raises
 * `ValueError`, as it also does for more than 4300 digits.
 */
export function parsePythonInt(text: string): number | bigint | undefined {
  const ascii = asciiNumber(text);
  if (ascii === undefined) return undefined;
  const [start, end] = trimmedRange(ascii);
  const digitsStart = afterSign(ascii, start);
  const digits = digitsBetween(ascii, digitsStart, end);
  if (digits === undefined || digits.length > MAX_INTEGER_DIGITS) return undefined;
  const isNegative = ascii.charCodeAt(start) === MINUS;
  const value = Number(digits);
  if (Number.isSafeInteger(value)) return isNegative && value !== 0 ? -value : value;
  return isNegative ? -BigInt(digits) : BigInt(digits);
}

/** Returns the result of `float(text)`; `undefined` if Python raises `ValueError`. */
export function parsePythonFloat(text: string): number | undefined {
  const ascii = asciiNumber(text);
  if (ascii === undefined) return undefined;
  const [start, end] = trimmedRange(ascii);
  const sign = ascii.charCodeAt(start) === MINUS ? -1 : 1;
  const numberStart = afterSign(ascii, start);
  if (end - numberStart <= "infinity".length) {
    const word = ascii.slice(numberStart, end).toLowerCase();
    if (word === "inf" || word === "infinity") return sign * Infinity;
    if (word === "nan") return NaN;
  }
  // Scanned by hand, since a regular expression may run out of stack on a string of megabytes.
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

/** Returns the string with ASCII digits and with spaces for other whitespace; `undefined` if it cannot be a number. */
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

/** Unicode has decimal digits in runs of ten from 0 to 9; some runs follow each other without a gap. */
function digitValue(code: number): number {
  let start = code;
  while (isDigit(start - 1)) start--;
  return (code - start) % 10;
}

/** Returns where a string starts and ends without whitespace around it, by C's `isspace` rather than `str.isspace`. */
function trimmedRange(ascii: string): [start: number, end: number] {
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

/** Returns the digits of a whole number without their underscores; `undefined` if it is not one. */
function digitsBetween(ascii: string, start: number, end: number): string | undefined {
  return start < end && skipDigits(ascii, start) === end ? ascii.slice(start, end).replaceAll("_", "") : undefined;
}

/** Returns where digits with single underscores between them end; `at` itself if there are none. */
function skipDigits(ascii: string, at: number): number {
  let end = at;
  for (let next = at;; next++) {
    const unit = ascii.charCodeAt(next);
    if (unit >= ZERO && unit <= NINE) end = next + 1;
    else if (unit !== UNDERSCORE || end === at || end !== next) return end;
  }
}
