/**
 * Converts values as Python's `getboolean`, `getint` and `getfloat` do.
 *
 * @module
 */
import { parsePythonFloat, parsePythonInt } from "../../python/parse_number.ts";
import type { IniErrorCode } from "./errors.ts";

/** A type that a value can be converted to. */
export interface IniConversion<T> {
  /** The code of the error where a value cannot be converted. */
  readonly code: IniErrorCode;
  /** What a value must be, for the message. */
  readonly expected: string;
  /** How to write one. */
  readonly howTo: string;
  /** The converted value, or `undefined` where Python raises `ValueError`. */
  readonly convert: (value: string) => T | undefined;
}

const TRUE = ["1", "yes", "true", "on"];
const FALSE = ["0", "no", "false", "off"];

/** `ConfigParser.getboolean`. */
export const TO_BOOLEAN: IniConversion<boolean> = {
  code: "ini_not_boolean",
  expected: "a boolean",
  howTo: `write one of ${TRUE.join(", ")} or one of ${FALSE.join(", ")}, in lower or upper case`,
  convert: (value) => {
    const word = value.toLowerCase();
    if (TRUE.includes(word)) return true;
    return FALSE.includes(word) ? false : undefined;
  },
};

/** `ConfigParser.getint`. */
export const TO_INTEGER: IniConversion<number | bigint> = {
  code: "ini_not_integer",
  expected: "an integer",
  howTo: "write digits only, at most 4300, with a sign before them if need be",
  convert: parsePythonInt,
};

/** `ConfigParser.getfloat`. */
export const TO_FLOAT: IniConversion<number> = {
  code: "ini_not_float",
  expected: "a number",
  howTo: 'write it as "2", "0.5" or "1e3"',
  convert: parsePythonFloat,
};

/** Why a value may be not what its author meant, without any of the value. */
export function likelyMistake(value: string): string {
  if (value === "") return " (it is empty)";
  if (/\s[#;]/.test(value)) return " (a comment must have a line of its own)";
  if (value[0] === '"' || value[0] === "'") return " (quotes are part of a value)";
  if (value.includes("\n")) return " (it has several lines, as those after the first are indented)";
  return "";
}
