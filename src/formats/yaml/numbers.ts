/**
 * Integers and floats, as PyYAML makes them of their texts.
 *
 * @module
 */
import { PythonFloat } from "../../python/float.ts";
import { asciiNumber, parsePythonFloat, parsePythonInt } from "../../python/number.ts";
import { invalidValue, type PythonException, type Span, type YamlFault } from "./fault.ts";
import { MAX_SEXAGESIMAL_LENGTH } from "./limits.ts";

/** A sign, and what follows it. */
interface Signed {
  readonly isNegative: boolean;
  readonly rest: string;
}

/** What `int(text, base)` accepts, by base, and the prefix that `BigInt` wants. */
const DIGITS: Readonly<Record<2 | 8 | 16, { readonly prefix: string; readonly pattern: RegExp }>> = {
  2: { prefix: "0b", pattern: /^[\t-\r ]*([-+]?)(?:0[bB])?([01]+)[\t-\r ]*$/ },
  8: { prefix: "0o", pattern: /^[\t-\r ]*([-+]?)(?:0[oO])?([0-7]+)[\t-\r ]*$/ },
  16: { prefix: "0x", pattern: /^[\t-\r ]*([-+]?)(?:0[xX])?([0-9a-fA-F]+)[\t-\r ]*$/ },
};

/** `construct_yaml_int`: `1_000`, `017`, `0x1f`, `0b1`, `1:30`. Throws `yaml_invalid_value`. */
export function parseInt11(text: string, span: Span): number | bigint {
  const { isNegative, rest } = signed(text, span);
  let size: number | bigint;
  if (rest.startsWith("0b")) size = inBase(2, rest.slice(2), span);
  else if (rest.startsWith("0x")) size = inBase(16, rest.slice(2), span);
  else if (rest === "0") size = 0;
  else if (rest === "") throw invalid("IndexError", span);
  else if (rest.startsWith("0")) size = inBase(8, rest, span);
  else if (rest.includes(":")) size = sexagesimal(rest, span);
  else size = parsePythonInt(rest) ?? fail("ValueError", span);
  return isNegative && size !== 0 ? -size : size;
}

/** `construct_yaml_float`: `1.5`, `1_0.5`, `1.0e+3`, `.inf`, `.nan`, `1:30.5`. Throws `yaml_invalid_value`. */
export function parseFloat11(text: string, span: Span): number | PythonFloat {
  const { isNegative, rest } = signed(text, span);
  const value = isNegative ? -sizeOf(rest.toLowerCase(), span) : sizeOf(rest.toLowerCase(), span);
  return Number.isSafeInteger(value) && !Object.is(value, -0) ? new PythonFloat(value) : value;
}

function signed(text: string, span: Span): Signed {
  const plain = text.replaceAll("_", "");
  if (plain === "") throw invalid("IndexError", span);
  const isNegative = plain.startsWith("-");
  return { isNegative, rest: isNegative || plain.startsWith("+") ? plain.slice(1) : plain };
}

function inBase(base: 2 | 8 | 16, text: string, span: Span): number | bigint {
  const { prefix, pattern } = DIGITS[base];
  const match = pattern.exec(asciiNumber(text) ?? "");
  if (match === null) throw invalid("ValueError", span);
  const size = BigInt(prefix + match[2]);
  return narrow(match[1] === "-" ? -size : size);
}

/** How many digits to the base 60 are within a safe integer. */
const SAFE_PARTS = 8;

function sexagesimal(text: string, span: Span): number | bigint {
  if (text.length > MAX_SEXAGESIMAL_LENGTH) {
    throw invalidValue("a sexagesimal number is too long", "None", span);
  }
  const parts = text.split(":").map((part) => parsePythonInt(part) ?? fail("ValueError", span));
  let value = BigInt(parts[0]!);
  for (let start = 1; start < parts.length; start += SAFE_PARTS) {
    const group = parts.slice(start, start + SAFE_PARTS);
    if (group.some((part) => part > 59)) { for (const part of group) value = value * 60n + BigInt(part); }
    else {value = value * 60n ** BigInt(group.length) + BigInt(group.reduce<number>((sum, part) =>
        sum * 60 + Number(part), 0));}
  }
  return narrow(value);
}

function sizeOf(text: string, span: Span): number {
  if (text === ".inf") return Infinity;
  if (text === ".nan") return NaN;
  if (!text.includes(":")) return parsePythonFloat(text) ?? fail("ValueError", span);
  const parts = text.split(":").map((part) => parsePythonFloat(part) ?? fail("ValueError", span));
  let [value, base] = [0, 1n];
  for (const part of parts.reverse()) {
    const factor = Number(base);
    if (!Number.isFinite(factor)) throw invalid("OverflowError", span);
    value += part * factor;
    base *= 60n;
  }
  return value;
}

function narrow(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

function fail(python: PythonException, span: Span): never {
  throw invalid(python, span);
}

function invalid(python: PythonException, span: Span): YamlFault {
  return invalidValue("this is not a number that Python can read", python, span);
}
