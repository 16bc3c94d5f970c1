/**
 * The types of values: how each is read from a string, checked, written and described. Nothing else in the library asks
 * which type a setting has.
 *
 * @module
 */
import { type ErrorCode, FlyteConfigError } from "../errors.ts";
import { jsonLoads } from "../python/json.ts";
import { isPlainObject, type JsonValue } from "../python/json_value.ts";
import { isSpace, strip } from "../python/strings.ts";
import { parsePythonInt } from "../python/parse_number.ts";
import { shlexSplit } from "../python/shlex.ts";
import type { SettingDefinition, ValueType } from "./definition.ts";

/** JSON Schema, draft 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Rules of reading and writing values of one type. */
export interface ValueTypeRules {
  /** Code of the error for a value of another type. */
  readonly code: ErrorCode;
  /** Describes the allowed values, for messages. */
  readonly expected: (definition: SettingDefinition) => string;
  /** Converts a string; one that is not a value is returned unchanged, and `accepts` refuses it. */
  readonly parse: (text: string) => unknown;
  /** Converts a value to a string that `parse` reads. */
  readonly format: (value: unknown) => string;
  /** Whether a value is allowed. */
  readonly accepts: (value: unknown, definition: SettingDefinition) => boolean;
  /** Describes the allowed values in a YAML file. */
  readonly json: (definition: SettingDefinition) => JsonSchema;
  /** Lists the allowed strings, if they are few. */
  readonly allowedWords?: (definition: SettingDefinition) => readonly string[];
  /** Whether values are strings. */
  readonly isString?: true;
  /** Whether values are never shown. */
  readonly isSecret?: true;
  /** Whether a value may be shown; all may, if absent. */
  readonly mayShow?: (text: string) => boolean;
}

const TRUE = ["true", "1", "yes", "on"];
const FALSE = ["false", "0", "no", "off"];

const STRING: ValueTypeRules = {
  code: "not_text",
  expected: () => "a string",
  parse: (text) => text,
  format: String,
  accepts: isString,
  json: () => ({ type: ["string", "null"] }),
  isString: true,
};

const INTEGER: ValueTypeRules = {
  code: "not_integer",
  expected: (definition) => `an integer${range(definition)}`,
  parse: (text) => parsePythonInt(text) ?? text,
  format: String,
  accepts: (value, { min = -Infinity, max = Infinity }) =>
    Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max,
  json: ({ min, max }) => ({
    anyOf: [
      { type: ["integer", "null"], ...min !== undefined && { minimum: min }, ...max !== undefined && { maximum: max } },
      { type: "string", pattern: "^(\\s*[+-]?[0-9]+(_[0-9]+)*\\s*)?$" },
    ],
  }),
};

const LIST: ValueTypeRules = {
  code: "not_list",
  expected: () => "a list of strings",
  parse: (text) => text.split(",").map(strip).filter((item) => item !== ""),
  format: (value) => (value as readonly string[]).join(","),
  accepts: (value) => Array.isArray(value) && Array.from(value).every(isString),
  json: () => ({ type: ["array", "string", "null"], items: { type: "string" } }),
};

/** The rules of each type. */
export const VALUE_TYPES: Readonly<Record<ValueType, ValueTypeRules>> = {
  string: STRING,
  path: STRING,
  endpoint: { ...STRING, parse: (text) => text.replaceAll("dns:///", "") },
  variable: { ...STRING, mayShow: isVariableName },
  secret: { ...STRING, parse: strip, isSecret: true },
  boolean: {
    code: "not_boolean",
    expected: () => `a boolean (${TRUE.join(", ")} or ${FALSE.join(", ")})`,
    parse: (text) => {
      const word = text.toLowerCase();
      return TRUE.includes(word) || (FALSE.includes(word) ? false : text);
    },
    format: String,
    accepts: (value) => typeof value === "boolean",
    json: () => ({
      anyOf: [{ type: ["boolean", "null"] }, { type: "string", pattern: anyCase(["", ...TRUE, ...FALSE]) }],
    }),
    allowedWords: () => [...TRUE, ...FALSE],
  },
  integer: INTEGER,
  seconds: {
    ...INTEGER,
    code: "not_seconds",
    expected: (definition) => `a number of whole seconds${range(definition)}`,
  },
  commaList: LIST,
  commandLine: {
    ...LIST,
    expected: () => "a list of strings, or a command line as in a shell",
    parse: (text) => splitCommandLine(text) ?? text,
    format: (value) => JSON.stringify(value),
  },
  wordList: {
    ...LIST,
    expected: () => "a list of strings, or words separated by commas or whitespace",
    parse: (text) => splitWords(text) ?? text,
    format: (value) => JSON.stringify(value),
  },
  choice: {
    ...STRING,
    code: "not_a_choice",
    expected: ({ choices = [] }) => `one of ${choices.join(", ")}`,
    accepts: (value, { choices = [] }) => choices.includes(value as string),
    json: ({ choices = [] }) => ({ enum: [...choices, "", null] }),
    allowedWords: ({ choices = [] }) => choices,
  },
  map: {
    code: "not_map",
    expected: () => "a mapping of names to strings",
    parse: (text) => text,
    format: (value) => JSON.stringify(value),
    accepts: (value) => isPlainObject(value) && Object.values(value).every(isString),
    json: () => ({ type: ["object", "null"], additionalProperties: { type: "string" } }),
  },
};

function isString(value: unknown): boolean {
  return typeof value === "string";
}

/** Whether a string looks like the name of an environment variable; few secrets have only capitals, digits and `_`. */
export function isVariableName(text: string): boolean {
  return /^[A-Z_][A-Z0-9_]{0,80}$/.test(text);
}

/** Converts a string, or checks a value that already has a type. */
export function readValue(
  definition: SettingDefinition,
  raw: unknown,
): { readonly ok: true; readonly value: unknown } | { readonly ok: false } {
  const rules = VALUE_TYPES[definition.type];
  const value = typeof raw === "string" ? rules.parse(raw) : raw;
  return rules.accepts(value, definition) ? { ok: true, value } : { ok: false };
}

/** Whether a value that is set has the type of its setting; in Python's reading it may have another one. */
export function hasType(definition: SettingDefinition, value: unknown): boolean {
  return value === undefined || VALUE_TYPES[definition.type].accepts(value, definition);
}

/**
 * Splits a command line, or reads a JSON list, whose items may be of any type. Returns `undefined` for a line with an
 * unclosed quote, and for JSON that is nested too deeply for Python.
 */
export function splitCommandLine(text: string): readonly JsonValue[] | undefined {
  return splitList(strip(text), shlexSplit);
}

/** Splits a string at commas and whitespace, or reads a JSON list, as {@linkcode splitCommandLine} does. */
export function splitWords(text: string): readonly JsonValue[] | undefined {
  return splitList(strip(text), words);
}

function splitList(text: string, split: (text: string) => string[] | undefined): readonly JsonValue[] | undefined {
  if (!text.startsWith("[")) return split(text);
  try {
    const value = jsonLoads(text);
    return Array.isArray(value) ? value : split(text);
  } catch (error) {
    if (!(error instanceof FlyteConfigError)) throw error;
    return error.code === "not_json" ? split(text) : undefined;
  }
}

/** Python: `re.split(r"[,\s]+", text)`, without empty strings. */
function words(text: string): string[] {
  const found: string[] = [];
  let start = 0;
  for (let at = 0; at <= text.length; at++) {
    if (at < text.length && text[at] !== "," && !isSpace(text.charCodeAt(at))) continue;
    if (at > start) found.push(text.slice(start, at));
    start = at + 1;
  }
  return found;
}

/** Returns a pattern that matches the words in upper or lower case: regular expressions of JSON Schema have no flags. */
function anyCase(words: readonly string[]): string {
  const either = words.map((word) => word.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`));
  return `^(${either.join("|")})$`;
}

function range({ min, max }: SettingDefinition): string {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
  if (min !== undefined) return ` of at least ${min}`;
  return max === undefined ? "" : ` of at most ${max}`;
}
