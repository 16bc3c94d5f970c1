/**
 * Converts values as Python's `getboolean`, `getint` and `getfloat` do.
 *
 * @module
 */
import { parsePythonFloat, parsePythonInt } from "../../python/parse_number.ts";
import type { IniErrorCode } from "./errors.ts";

/** A type that values are converted to. */
export interface IniConversion<T> {
  /** Code of the error for a value that cannot be converted. */
  readonly code: IniErrorCode;
  /** The expected type, for the message. */
  readonly expected: string;
  /** Valid forms of a value, for the message. */
  readonly howTo: string;
  /** Converts a value; returns `undefined` where Python raises `ValueError`. */
  readonly convert: (value: string) => T | undefined;
}

const TRUE = ["1", "yes", "true", "on"];
const FALSE = ["0", "no", "false", "off"];

/** `ConfigParser.getboolean`. */
export const TO_BOOLEAN: IniConversion<boolean> = {
  code: "ini_not_boolean",
  expected: "a boolean",
  howTo: `write ${TRUE.join(", ")} or ${FALSE.join(", ")}, in any case`,
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
  howTo: "write at most 4300 digits with an optional sign",
  convert: parsePythonInt,
};

/** `ConfigParser.getfloat`. */
export const TO_FLOAT: IniConversion<number> = {
  code: "ini_not_float",
  expected: "a number",
  howTo: 'write it like "2", "0.5" or "1e3"',
  convert: parsePythonFloat,
};

/** Returns a likely reason for an invalid value, without any of the value. */
export function likelyMistake(value: string): string {
  if (value === "") return " (it is empty)";
  if (/\s[#;]/.test(value)) return " (a comment must be on its own line)";
  if (value[0] === '"' || value[0] === "'") return " (quotes are part of the value)";
  if (value.includes("\n")) return " (it has several lines, because the next ones are indented)";
  return "";
}
