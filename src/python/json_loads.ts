/**
 * Reads JSON text as CPython's `json.loads` does, and keeps what `JSON.parse` loses: whether a number is an `int` or a
 * `float`, integers beyond 2^53, the order of keys, `NaN` and the infinities.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { isFloat, PythonFloat } from "./float.ts";
import { addKey, type JsonValue, withKeyOrder } from "./json_value.ts";
import { MAX_INTEGER_DIGITS, MAX_JSON_DEPTH } from "./limits.ts";

/**
 * The value of a JSON text. Throws `not_json` with line, column and offset (never with a piece of the text, which may
 * be secret) or `too_deep`. Without `allowNan`, the words for NaN and the infinities are errors.
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
    if (end < 0) fail("a string has no end");
    try {
      const string: string = JSON.parse(text.slice(at, end + 1));
      at = end + 1;
      return string;
    } catch {
      return fail("a string holds a control character or an unknown escape");
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

/** Where the string that starts at a position of a JSON text ends; negative where it does not. */
export function endOfString(text: string, start: number): number {
  for (let end = start;;) {
    end = text.indexOf('"', end + 1);
    let escapes = 0;
    while (text[end - 1 - escapes] === "\\") escapes++;
    if (end < 0 || escapes % 2 === 0) return end;
  }
}
