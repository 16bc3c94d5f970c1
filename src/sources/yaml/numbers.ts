/**
 * Integers and floats, as PyYAML makes them of their texts.
 *
 * @module
 */
import { PythonFloat } from "../../python/float.ts";
import { parsePythonFloat, parsePythonInt } from "../../python/number.ts";
import { type PythonException, YamlFault } from "./fault.ts";
import { MAX_NUMBER_LENGTH } from "./limits.ts";

/** A sign, and what follows it. */
interface Signed {
  readonly isNegative: boolean;
  readonly rest: string;
}

/** What Python counts as white space, but for control characters. */
const SPACES = "(?:(?!\\ufeff)[\\s\\x85])*";

/** What `int(text, base)` accepts, by base, and the prefix that `BigInt` wants. */
const DIGITS: Readonly<Record<2 | 8 | 16, { readonly prefix: string; readonly pattern: RegExp }>> = {
  2: { prefix: "0b", pattern: new RegExp(`^${SPACES}([-+]?)(?:0[bB])?([01]+)${SPACES}$`) },
  8: { prefix: "0o", pattern: new RegExp(`^${SPACES}([-+]?)(?:0[oO])?([0-7]+)${SPACES}$`) },
  16: { prefix: "0x", pattern: new RegExp(`^${SPACES}([-+]?)(?:0[xX])?([0-9a-fA-F]+)${SPACES}$`) },
};

/** `construct_yaml_int`: `1_000`, `017`, `0x1f`, `0b1`, `1:30`. Throws `yaml_invalid_value`. */
export function parseInt11(text: string, offset: number): number | bigint {
  const { isNegative, rest } = signed(text, offset);
  let size: number | bigint;
  if (rest.startsWith("0b")) size = inBase(2, rest.slice(2), offset);
  else if (rest.startsWith("0x")) size = inBase(16, rest.slice(2), offset);
  else if (rest === "0") size = 0;
  else if (rest === "") throw invalid("IndexError", offset);
  else if (rest.startsWith("0")) size = inBase(8, rest, offset);
  else if (rest.includes(":")) size = sexagesimal(rest.split(":"), offset);
  else size = parsePythonInt(rest) ?? fail("ValueError", offset);
  return isNegative && size !== 0 ? -size : size;
}

/** `construct_yaml_float`: `1.5`, `1_0.5`, `1.0e+3`, `.inf`, `.nan`, `1:30.5`. Throws `yaml_invalid_value`. */
export function parseFloat11(text: string, offset: number): number | PythonFloat {
  const { isNegative, rest } = signed(text, offset);
  const value = isNegative ? -sizeOf(rest.toLowerCase(), offset) : sizeOf(rest.toLowerCase(), offset);
  return Number.isSafeInteger(value) && !Object.is(value, -0) ? new PythonFloat(value) : value;
}

function signed(text: string, offset: number): Signed {
  if (text.length > MAX_NUMBER_LENGTH) throw invalid("ValueError", offset);
  const plain = text.replaceAll("_", "");
  if (plain === "") throw invalid("IndexError", offset);
  const isNegative = plain.startsWith("-");
  return { isNegative, rest: isNegative || plain.startsWith("+") ? plain.slice(1) : plain };
}

function inBase(base: 2 | 8 | 16, text: string, offset: number): number | bigint {
  const { prefix, pattern } = DIGITS[base];
  const match = pattern.exec(text);
  if (match === null) throw invalid("ValueError", offset);
  const size = BigInt(prefix + match[2]);
  return narrow(match[1] === "-" ? -size : size);
}

function sexagesimal(parts: readonly string[], offset: number): number | bigint {
  let value = 0n;
  for (const part of parts) value = value * 60n + BigInt(parsePythonInt(part) ?? fail("ValueError", offset));
  return narrow(value);
}

function sizeOf(text: string, offset: number): number {
  if (text === ".inf") return Infinity;
  if (text === ".nan") return NaN;
  if (!text.includes(":")) return parsePythonFloat(text) ?? fail("ValueError", offset);
  const parts = text.split(":").map((part) => parsePythonFloat(part) ?? fail("ValueError", offset));
  let [value, base] = [0, 1n];
  for (const part of parts.reverse()) {
    const factor = Number(base);
    if (!Number.isFinite(factor)) throw invalid("OverflowError", offset);
    value += part * factor;
    base *= 60n;
  }
  return value;
}

function narrow(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

function fail(python: PythonException, offset: number): never {
  throw invalid(python, offset);
}

function invalid(python: PythonException, offset: number): YamlFault {
  return new YamlFault("yaml_invalid_value", python, "a value is no number that Python can read", offset);
}
