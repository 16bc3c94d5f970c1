/**
 * Python values that JavaScript does not have (tuples, enum members), their `repr`, and which values are true.
 *
 * @module
 */
import { floatRepr, isFloat, PythonFloat } from "./numbers.ts";
import { orderedKeys } from "./json_value.ts";
import { isPrintable } from "./printable.ts";

/** A Python tuple. */
export class PythonTuple {
  /** The items. */
  readonly items: readonly PythonValue[];

  /** Creates a tuple. */
  constructor(items: readonly PythonValue[]) {
    this.items = items;
    Object.freeze(this);
  }
}

/** A member of a Python `enum.Enum`, whose value is an integer. */
export class PythonEnumMember {
  /** Name of the enum. */
  readonly type: string;
  /** Name of the member. */
  readonly name: string;
  /** Its value. */
  readonly value: number;

  /** Creates a member. */
  constructor(type: string, name: string, value: number) {
    this.type = type;
    this.name = name;
    this.value = value;
    Object.freeze(this);
  }
}

/** A Python value of which only `repr` and `str` are known, such as a `datetime.date`. */
export class PythonLiteral {
  /** Its `repr`. */
  readonly repr: string;
  /** Its `str`. */
  readonly text: string;

  /** Creates a value. */
  constructor(repr: string, text: string) {
    this.repr = repr;
    this.text = text;
    Object.freeze(this);
  }

  /** Its `str`. */
  toString(): string {
    return this.text;
  }
}

/** A value that {@linkcode pythonRepr} can write; a `number` is an `int` if it is a safe integer, or else a `float`. */
export type PythonValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | PythonFloat
  | PythonTuple
  | PythonEnumMember
  | PythonLiteral
  | readonly PythonValue[]
  | { readonly [key: string]: PythonValue };

/** Returns `repr(value)` as CPython 3.11 writes it. */
export function pythonRepr(value: PythonValue): string {
  if (typeof value === "string") return stringRepr(value);
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (isFloat(value)) return floatRepr(Number(value));
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value)) return `[${value.map(pythonRepr).join(", ")}]`;
  if (value instanceof PythonTuple) {
    return `(${value.items.map(pythonRepr).join(", ")}${value.items.length === 1 ? "," : ""})`;
  }
  if (value instanceof PythonEnumMember) return `<${value.type}.${value.name}: ${value.value}>`;
  if (value instanceof PythonLiteral) return value.repr;
  return dictRepr(value as { readonly [key: string]: PythonValue });
}

function dictRepr(dict: { readonly [key: string]: PythonValue }): string {
  return `{${orderedKeys(dict).map((key) => `${stringRepr(key)}: ${pythonRepr(dict[key]!)}`).join(", ")}}`;
}

/** Returns `repr(text)`: in single quotes, unless the string has a single quote and no double quote. */
export function stringRepr(text: string): string {
  // Most strings need nothing but the quotes.
  if (!/[^ -&(-[\]-~]/.test(text)) return `'${text}'`;
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  return quote + text.replace(/[^ -&(-[\]-~]/gu, (character) => escaped(character, quote)) + quote;
}

function escaped(character: string, quote: string): string {
  if (character === "\\" || character === quote) return `\\${character}`;
  if (character === "\n") return "\\n";
  if (character === "\r") return "\\r";
  if (character === "\t") return "\\t";
  const code = character.codePointAt(0)!;
  if (isPrintable(code)) return character;
  const digits = code.toString(16);
  if (code <= 0xff) return `\\x${digits.padStart(2, "0")}`;
  return code <= 0xffff ? `\\u${digits.padStart(4, "0")}` : `\\U${digits.padStart(8, "0")}`;
}

/** Returns `bool(value)` for values of JSON and YAML; `undefined` is `None`. */
export function isTruthy(value: unknown): boolean {
  if (value instanceof PythonFloat) return value.value !== 0;
  if (typeof value === "number") return value !== 0;
  if (value === null || typeof value !== "object") return Boolean(value);
  if (Array.isArray(value) || value instanceof Uint8Array) return value.length > 0;
  if (value instanceof Map || value instanceof Set) return value.size > 0;
  return Object.getPrototypeOf(value) !== null || Object.keys(value).length > 0;
}
