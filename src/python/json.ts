/**
 * Writes and reads JSON text as CPython's `json.dumps` and `json.loads` do.
 *
 * @module
 */
import { BOOLEAN, checkOptions, either, type OptionChecks, STRING } from "../arguments.ts";
import { FlyteConfigError } from "../plain_error.ts";
import { floatRepr, isFloat, MAX_INTEGER_DIGITS, MAX_JSON_DEPTH, PythonFloat } from "./numbers.ts";
import { addKey, type JsonValue, orderedKeys, withKeyOrder } from "./json_value.ts";
import { byCodePoints } from "./strings.ts";

/** Options of Python's `json.dumps` that change its result. */
export interface JsonDumpsOptions {
  /**
   * Number of spaces, or string, by which each level is indented.
   *
   * @default undefined (everything on one line)
   */
  readonly indent?: number | string | undefined;
  /**
   * Strings between items, and between a key and its value.
   *
   * @default [", ", ": "], or [",", ": "] with `indent`
   */
  readonly separators?: readonly [item: string, key: string] | undefined;
  /**
   * Whether keys are sorted by code points.
   *
   * @default false
   */
  readonly sortKeys?: boolean | undefined;
  /**
   * Whether non-ASCII characters are written as `\uXXXX`. Lone surrogates always are.
   *
   * @default true
   */
  readonly ensureAscii?: boolean | undefined;
  /**
   * Whether `NaN` and the infinities, which are not JSON, are written rather than refused.
   *
   * @default true
   */
  readonly allowNan?: boolean | undefined;
}

interface Style {
  readonly indent: string | undefined;
  readonly item: string;
  readonly key: string;
  readonly sortKeys: boolean;
  readonly ensureAscii: boolean;
  readonly allowNan: boolean;
}

const CHECKS: OptionChecks<JsonDumpsOptions> = {
  indent: /* @__PURE__ */ either(STRING, { expected: "an integer", accepts: (value) => Number.isSafeInteger(value) }),
  separators: {
    expected: "a list of two strings",
    accepts: (value) => Array.isArray(value) && value.length === 2 && value.every(STRING.accepts),
  },
  sortKeys: BOOLEAN,
  ensureAscii: BOOLEAN,
  allowNan: BOOLEAN,
};

/** Returns the result of `json.dumps(value)`. Throws `not_serializable`, `too_deep`, `too_large` or `invalid_option`. */
export function jsonDumps(value: unknown, options: JsonDumpsOptions = {}): string {
  checkOptions("toJsonString", options, CHECKS, "toJsonString({ indent: 2 })");
  const { sortKeys = false, ensureAscii = true, allowNan = true } = options;
  try {
    // Python treats a negative number as 0.
    const indent = typeof options.indent === "number" ? " ".repeat(Math.max(0, options.indent)) : options.indent;
    const [item, key] = options.separators ?? [indent === undefined ? ", " : ",", ": "];
    return write(value, { indent, item, key, sortKeys, ensureAscii, allowNan }, 0);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new FlyteConfigError("too_large", "toJsonString: the result would be longer than a string can be", { cause });
  }
}

function write(value: unknown, style: Style, depth: number): string {
  switch (typeof value) {
    case "string":
      return writeString(value, style.ensureAscii);
    case "number":
      return isFloat(value) ? writeFloat(value, style) : String(value);
    case "boolean":
    case "bigint":
      return String(value);
    case "object":
      if (value === null) return "null";
      if (value instanceof PythonFloat) return writeFloat(value.value, style);
      if (depth >= MAX_JSON_DEPTH) {
        throw new FlyteConfigError(
          "too_deep",
          `toJsonString: lists and objects are nested deeper than ${MAX_JSON_DEPTH} levels`,
        );
      }
      return Array.isArray(value) ? writeList(value, style, depth) : writeObject(value, style, depth);
    default:
      throw new FlyteConfigError("not_serializable", `toJsonString: a ${typeof value} cannot be written as JSON`);
  }
}

function writeList(list: readonly unknown[], style: Style, depth: number): string {
  const inner = lineBreak(style, depth + 1);
  let text = "";
  for (const item of list) text += (text === "" ? inner : style.item + inner) + write(item, style, depth + 1);
  return text === "" ? "[]" : `[${text}${lineBreak(style, depth)}]`;
}

function writeObject(object: object, style: Style, depth: number): string {
  const keys = style.sortKeys ? [...orderedKeys(object)].sort(byCodePoints) : orderedKeys(object);
  const inner = lineBreak(style, depth + 1);
  let text = "";
  for (const key of keys) {
    const value = write((object as Record<string, unknown>)[key], style, depth + 1);
    text += (text === "" ? inner : style.item + inner) + writeString(key, style.ensureAscii) + style.key + value;
  }
  return text === "" ? "{}" : `{${text}${lineBreak(style, depth)}}`;
}

/** Returns what precedes items and closing brackets: nothing, or a line break and the indentation. */
function lineBreak({ indent }: Style, depth: number): string {
  return indent === undefined ? "" : "\n" + indent.repeat(depth);
}

function writeString(text: string, ensureAscii: boolean): string {
  if (!/[^ !#-[\]-~]/.test(text)) return `"${text}"`;
  const quoted = JSON.stringify(text);
  return ensureAscii && /[\x7f-\uffff]/.test(quoted) ? quoted.replace(/[\x7f-\uffff]/g, escape) : quoted;
}

function escape(unit: string): string {
  return "\\u" + unit.charCodeAt(0).toString(16).padStart(4, "0");
}

function writeFloat(value: number, { allowNan }: Style): string {
  if (!Number.isFinite(value)) {
    if (!allowNan) {
      throw new FlyteConfigError(
        "not_serializable",
        "toJsonString: NaN and Infinity are not JSON; set allowNan to write them",
      );
    }
    return Number.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
  }
  return floatRepr(value);
}

/**
 * Returns the value of a JSON text. Throws `not_json` with line, column and offset (never with a part of the text, which
 * may be secret) or `too_deep`. Unless `allowNan`, the words for NaN and the infinities are errors.
 */
export function jsonLoads(text: string, allowNan = true): JsonValue {
  const whitespace = /[ \t\n\r]*/y;
  const scalar = /(-?(?:0|[1-9][0-9]*))(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?|null|true|false|NaN|-?Infinity/y;
  let at = 0;

  const value = readValue(0);
  if (peek() !== undefined) fail("expected the end of the text");
  return value;

  function readValue(depth: number): JsonValue {
    const next = peek();
    if (next === '"') return readString();
    if (next !== "{" && next !== "[") return readScalar();
    if (depth >= MAX_JSON_DEPTH) fail(`nested deeper than ${MAX_JSON_DEPTH} levels`, "too_deep");
    if (next === "{") {
      const object: Record<string, JsonValue> = Object.create(null);
      const keys: string[] = [];
      readItems("}", () => {
        if (peek() !== '"') fail("expected a key in double quotes");
        const key = readString();
        if (!skip(":")) fail("expected a colon after the key");
        addKey(object, keys, key, readValue(depth + 1));
      });
      return withKeyOrder(object, keys);
    }
    const items: JsonValue[] = [];
    readItems("]", () => items.push(readValue(depth + 1)));
    return items;
  }

  function readItems(end: string, readItem: () => void): void {
    at++;
    if (skip(end)) return;
    do readItem(); while (skip(","));
    if (!skip(end)) fail(`expected a comma or ${end}`);
  }

  function readString(): string {
    const end = endOfString(text, at);
    if (end < 0) fail("a string is not closed");
    try {
      const string: string = JSON.parse(text.slice(at, end + 1));
      at = end + 1;
      return string;
    } catch {
      return fail("a string contains a control character or an unknown escape");
    }
  }

  function readScalar(): JsonValue {
    scalar.lastIndex = at;
    const match = scalar.exec(text);
    if (match === null) return fail("expected a value");
    const [literal, integer] = match;
    if (!allowNan && /N|I/.test(literal)) fail("NaN and Infinity are not JSON");
    const isInteger = integer === literal;
    if (isInteger && integer.replace("-", "").length > MAX_INTEGER_DIGITS) {
      fail(`an integer of more than ${MAX_INTEGER_DIGITS} digits`);
    }
    at += literal.length;
    const number = Number(literal);
    // Number reads the infinities, which JSON.parse does not, and makes NaN of all other words.
    if (integer === undefined) return /N|I/.test(literal) ? number : JSON.parse(literal);
    const isSafe = Number.isSafeInteger(number);
    if (isInteger) return isSafe ? number + 0 : BigInt(literal);
    return isFloat(number) ? number : new PythonFloat(number);
  }

  function peek(): string | undefined {
    whitespace.lastIndex = at;
    at += whitespace.exec(text)![0].length;
    return text[at];
  }

  function skip(character: string): boolean {
    if (peek() !== character) return false;
    at++;
    return true;
  }

  function fail(what: string, code: "not_json" | "too_deep" = "not_json"): never {
    let line = 1;
    let start = 0;
    for (let next; (next = text.indexOf("\n", start)) >= 0 && next < at; start = next + 1) line++;
    throw new FlyteConfigError(code, `not JSON: ${what} (line ${line}, column ${at - start + 1})`, { offset: at });
  }
}

/** Returns where the string ends that starts at a position of a JSON text; a negative number if it is not closed. */
export function endOfString(text: string, start: number): number {
  for (let end = start;;) {
    end = text.indexOf('"', end + 1);
    let escapes = 0;
    while (text[end - 1 - escapes] === "\\") escapes++;
    if (end < 0 || escapes % 2 === 0) return end;
  }
}
