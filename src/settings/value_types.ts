/**
 * The kinds of settings: how each is read from text, checked, written and described. One entry each, and nothing else
 * in the library asks which kind a setting is.
 *
 * @module
 */
import * as v from "valibot";
import type { ErrorCode } from "../errors.ts";
import { parsePythonInt } from "../python/numbers.ts";
import { strip } from "../python/strings.ts";
import { commandLine, wordList } from "./lists.ts";
import type { SettingDefinition, ValueType } from "./definition.ts";

/** A piece of JSON Schema, draft 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** How one kind is read and written. */
export interface ValueTypeRules {
  /** The code of the error for a value of another valueType. */
  readonly code: ErrorCode;
  /** What is allowed, for messages. */
  readonly expected: (definition: SettingDefinition) => string;
  /** Makes the value of a text, or gives the text back where it is none: then `schema` refuses it. */
  readonly parse: (text: string) => unknown;
  /** The text of a value, as `fromText` reads it. */
  readonly format: (value: unknown) => string;
  /** Checks a value. */
  readonly schema: (definition: SettingDefinition) => v.GenericSchema;
  /** What may be in a YAML file. */
  readonly json: (definition: SettingDefinition) => JsonSchema;
  /** All texts that are valid, where they can be listed. */
  readonly allowedWords?: (definition: SettingDefinition) => readonly string[];
  /** Whether the value is a text. */
  readonly isString?: true;
  /** Whether values are never shown. */
  readonly isSecret?: true;
  /** Which texts may be shown, if not all. */
  readonly mayShow?: (text: string) => boolean;
}

const TRUE = ["true", "1", "yes", "on"];
const FALSE = ["false", "0", "no", "off"];

const TEXT: ValueTypeRules = {
  code: "not_text",
  expected: () => "a text",
  parse: (text) => text,
  format: String,
  schema: () => v.string(),
  json: () => ({ type: ["string", "null"] }),
  isString: true,
};

const INTEGER: ValueTypeRules = {
  code: "not_integer",
  expected: (definition) => `an integer${range(definition)}`,
  parse: (text) => parsePythonInt(text) ?? text,
  format: String,
  schema: ({ min = -Infinity, max = Infinity }) =>
    v.pipe(v.number(), v.safeInteger(), v.minValue(min), v.maxValue(max)),
  json: ({ min, max }) => ({
    anyOf: [
      { type: ["integer", "null"], ...min !== undefined && { minimum: min }, ...max !== undefined && { maximum: max } },
      { type: "string", pattern: "^(\\s*[+-]?[0-9]+(_[0-9]+)*\\s*)?$" },
    ],
  }),
};

const LIST: ValueTypeRules = {
  code: "not_list",
  expected: () => "a list of texts",
  parse: (text) => text.split(",").map(strip).filter((item) => item !== ""),
  format: (value) => (value as readonly string[]).join(","),
  schema: () => v.array(v.string()),
  json: () => ({ type: ["array", "string", "null"], items: { type: "string" } }),
};

/** The table of kinds. */
export const VALUE_TYPES: Readonly<Record<ValueType, ValueTypeRules>> = {
  string: TEXT,
  path: TEXT,
  endpoint: { ...TEXT, parse: (text) => text.replaceAll("dns:///", "") },
  variable: { ...TEXT, mayShow: isVariableName },
  secret: { ...TEXT, parse: strip, isSecret: true },
  boolean: {
    code: "not_boolean",
    expected: () => `a boolean: ${TRUE.join(", ")} or ${FALSE.join(", ")}`,
    parse: (text) => {
      const word = text.toLowerCase();
      return TRUE.includes(word) || (FALSE.includes(word) ? false : text);
    },
    format: String,
    schema: () => v.boolean(),
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
    expected: () => "a list of texts, or a line as a shell takes it",
    parse: (text) => commandLine(text) ?? text,
    format: (value) => JSON.stringify(value),
  },
  wordList: {
    ...LIST,
    expected: () => "a list of texts, or words separated by commas or white space",
    parse: (text) => wordList(text) ?? text,
    format: (value) => JSON.stringify(value),
  },
  choice: {
    ...TEXT,
    code: "not_a_choice",
    expected: ({ choices = [] }) => `one of ${choices.join(", ")}`,
    schema: ({ choices = [] }) => v.picklist(choices),
    json: ({ choices = [] }) => ({ enum: [...choices, "", null] }),
    allowedWords: ({ choices = [] }) => choices,
  },
  map: {
    code: "not_map",
    expected: () => "texts by name",
    parse: (text) => text,
    format: (value) => JSON.stringify(value),
    schema: () => v.pipe(v.custom(isMapping), v.record(v.string(), v.string())),
    json: () => ({ type: ["object", "null"], additionalProperties: { type: "string" } }),
  },
};

/** Whether a text looks like the name of a variable; secrets rarely have capitals and digits only. */
export function isVariableName(text: string): boolean {
  return /^[A-Z_][A-Z0-9_]{0,80}$/.test(text);
}

/** The value of a text or of something already typed, or what is wrong with it. */
export function readValue(
  definition: SettingDefinition,
  raw: unknown,
): { readonly ok: true; readonly value: unknown } | { readonly ok: false } {
  const valueType = VALUE_TYPES[definition.type];
  const value = typeof raw === "string" ? valueType.parse(raw) : raw;
  return v.is(valueType.schema(definition), value) ? { ok: true, value } : { ok: false };
}

/** A pattern for any of the words, in capitals or not: the regular expressions of JSON Schema have no flags. */
function anyCase(words: readonly string[]): string {
  const either = words.map((word) => word.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`));
  return `^(${either.join("|")})$`;
}

/** valibot takes lists and `Map`s for records. */
function isMapping(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

function range({ min, max }: SettingDefinition): string {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
  if (min !== undefined) return `, at least ${min}`;
  return max === undefined ? "" : `, at most ${max}`;
}
