/**
 * Reads JSON text as CPython's `json.loads` does, and keeps what `JSON.parse` loses: whether a number is an `int` or a
 * `float`, integers beyond 2^53, the order of keys, `NaN` and the infinities.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { PythonFloat } from "./float.ts";
import { type JsonValue, MAX_JSON_DEPTH, orderedObject } from "./json_value.ts";

/** CPython refuses to convert longer integers, since that takes quadratic time. */
const MAX_INTEGER_DIGITS = 4300;

const WHITESPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/y;
// deno-lint-ignore no-control-regex -- JSON excludes exactly these
const PLAIN_CHARACTERS = /[^"\\\x00-\x1f]*/y;
const HEX_ESCAPE = /[0-9a-fA-F]{4}/y;

const WORDS = new Map<string, JsonValue>([
  ["null", null],
  ["true", true],
  ["false", false],
  ["NaN", NaN],
  ["Infinity", Infinity],
  ["-Infinity", -Infinity],
]);

const ESCAPES = new Map([
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

/**
 * The value of a JSON text. Throws `not_json` with line, column and offset (never with a piece of the text, which may
 * be secret) or `too_deep`.
 */
export function jsonLoads(text: string): JsonValue {
  const parser = new Parser(text);
  const value = parser.value(0);
  parser.end();
  return value;
}

class Parser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(depth: number): JsonValue {
    this.#match(WHITESPACE);
    const next = this.#text[this.#at];
    if (next === '"') return this.#string();
    if (next === "{" || next === "[") {
      if (depth >= MAX_JSON_DEPTH) {
        throw new FlyteConfigError("too_deep", `JSON nested deeper than ${MAX_JSON_DEPTH} levels`, {
          offset: this.#at,
        });
      }
      return next === "{" ? this.#object(depth) : this.#list(depth);
    }
    const word = this.#word();
    return word === undefined ? this.#number() : word;
  }

  end(): void {
    this.#match(WHITESPACE);
    if (this.#at < this.#text.length) this.#fail("expected the end of the text");
  }

  #object(depth: number): JsonValue {
    const entries: [string, JsonValue][] = [];
    this.#at++;
    if (!this.#skip("}")) {
      do {
        this.#match(WHITESPACE);
        if (this.#text[this.#at] !== '"') this.#fail("expected a key in double quotes");
        const key = this.#string();
        if (!this.#skip(":")) this.#fail("expected a colon after the key");
        entries.push([key, this.value(depth + 1)]);
      } while (this.#skip(","));
      if (!this.#skip("}")) this.#fail("expected a comma or the end of the object");
    }
    return orderedObject(entries, null);
  }

  #list(depth: number): JsonValue {
    const items: JsonValue[] = [];
    this.#at++;
    if (!this.#skip("]")) {
      do items.push(this.value(depth + 1)); while (this.#skip(","));
      if (!this.#skip("]")) this.#fail("expected a comma or the end of the list");
    }
    return items;
  }

  #string(): string {
    this.#at++;
    let result = "";
    for (;;) {
      result += this.#match(PLAIN_CHARACTERS);
      const next = this.#text[this.#at];
      if (next === '"') {
        this.#at++;
        return result;
      }
      if (next !== "\\") this.#fail(next === undefined ? "a string has no end" : "a control character in a string");
      this.#at++;
      result += this.#escape();
    }
  }

  #escape(): string {
    const letter = this.#text[this.#at++] ?? "";
    if (letter === "u") {
      const digits = this.#match(HEX_ESCAPE);
      if (digits === "") this.#fail("expected four hexadecimal digits after \\u");
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    return ESCAPES.get(letter) ?? this.#fail("an unknown escape in a string");
  }

  #word(): JsonValue | undefined {
    for (const [word, value] of WORDS) {
      if (this.#text.startsWith(word, this.#at)) {
        this.#at += word.length;
        return value;
      }
    }
  }

  #number(): JsonValue {
    NUMBER.lastIndex = this.#at;
    const [literal, fraction, exponent] = NUMBER.exec(this.#text) ?? this.#fail("expected a value");
    if (fraction !== undefined || exponent !== undefined) {
      this.#at += literal.length;
      const value = Number(literal);
      return Number.isSafeInteger(value) && !Object.is(value, -0) ? new PythonFloat(value) : value;
    }
    if (literal.length > MAX_INTEGER_DIGITS) this.#fail(`an integer of more than ${MAX_INTEGER_DIGITS} digits`);
    this.#at += literal.length;
    const value = Number(literal);
    return Number.isSafeInteger(value) ? value + 0 : BigInt(literal);
  }

  #skip(character: string): boolean {
    this.#match(WHITESPACE);
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const text = pattern.exec(this.#text)?.[0] ?? "";
    this.#at += text.length;
    return text;
  }

  #fail(what: string): never {
    const before = this.#text.slice(0, this.#at);
    const line = before.split("\n").length;
    const column = this.#at - before.lastIndexOf("\n");
    throw new FlyteConfigError("not_json", `not JSON: ${what} (line ${line}, column ${column})`, { offset: this.#at });
  }
}
