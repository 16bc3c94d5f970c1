/**
 * Converts scalars to values, by the types that their tags name.
 *
 * @module
 */
import { b64decode } from "../../python/base64.ts";
import { PythonFloat } from "../../python/numbers.ts";
import { asciiNumber, parsePythonFloat, parsePythonInt } from "../../python/parse_number.ts";
import type { Composer } from "./composer.ts";
import { invalidValue, ParseError, type PythonException, type Span } from "./errors.ts";
import { MAX_SEXAGESIMAL_LENGTH } from "./limits.ts";
import * as KIND from "./kinds.ts";
import type { NodeTable } from "./nodes.ts";
import * as TAG from "./types.ts";
import { parseTimestamp } from "./parse_timestamp.ts";
import type { YamlValue } from "./values.ts";

const TRUE = ["yes", "true", "on"];
const FALSE = ["no", "false", "off"];

/**
 * Returns the value of a node with a scalar tag. Throws `yaml_unknown_tag`, `yaml_wrong_kind` or `yaml_invalid_value`.
 */
export function scalarValue(composer: Composer, node: number): YamlValue {
  const { nodes } = composer;
  const span: Span = [nodes.valueStart(node), nodes.end(node)];
  switch (nodes.tag(node)) {
    case TAG.STR:
      return textOf(composer, node);
    case TAG.NULL:
      textOf(composer, node);
      return null;
    case TAG.BOOL: {
      const word = textOf(composer, node).toLowerCase();
      if (TRUE.includes(word)) return true;
      if (FALSE.includes(word)) return false;
      throw invalidValue("the value of the tag !!bool must be true or false", "KeyError", span);
    }
    case TAG.INT:
      return parseInt11(textOf(composer, node), span);
    case TAG.FLOAT:
      return parseFloat11(textOf(composer, node), span);
    case TAG.TIMESTAMP:
      textOf(composer, node);
      if (nodes.kind(node) === KIND.SCALAR) return parseTimestamp(composer.textOf(node), span);
      throw invalidValue("the value of the tag !!timestamp must be a date, not a mapping", "TypeError", span);
    case TAG.BINARY:
      return parseBinary(textOf(composer, node), span);
  }
  const message = nodes.tag(node) === TAG.UNKNOWN
    ? "unknown tag; only YAML's own tags such as !!str are supported"
    : "<< and = are allowed only as keys; quote the value";
  throw new ParseError("yaml_unknown_tag", message, nodes.start(node), details(nodes, node));
}

/** Returns the text of a scalar. A mapping with the key `=` has the value of that key. */
function textOf(composer: Composer, node: number): string {
  const { nodes } = composer;
  if (nodes.kind(node) === KIND.SCALAR) return composer.textOf(node);
  if (nodes.kind(node) === KIND.MAPPING) {
    for (let key = node + 1; key < nodes.next(node); key = nodes.next(nodes.next(key))) {
      if (nodes.tag(nodes.target(key)) === TAG.VALUE) return textOf(composer, nodes.target(nodes.next(key)));
    }
  }
  throw wrongKind(nodes, node);
}

/** Returns the error of a value whose tag is for another kind of node. */
export function wrongKind(nodes: NodeTable, node: number): ParseError {
  const message = "the tag of this value is for a different kind of node: scalar, list or mapping";
  return new ParseError("yaml_wrong_kind", message, nodes.start(node), details(nodes, node));
}

function details(nodes: NodeTable, node: number) {
  return { python: "ConstructorError", end: Math.max(nodes.valueStart(node), nodes.start(node) + 1) } as const;
}

/** A number without its sign. */
interface Signed {
  readonly isNegative: boolean;
  readonly rest: string;
}

/** Digits that `int(text, base)` accepts, by base, and the prefix that `BigInt` needs. */
const DIGITS: Readonly<Record<2 | 8 | 16, { readonly prefix: string; readonly pattern: RegExp }>> = {
  2: { prefix: "0b", pattern: /^[\t-\r ]*([-+]?)(?:0[bB])?([01]+)[\t-\r ]*$/ },
  8: { prefix: "0o", pattern: /^[\t-\r ]*([-+]?)(?:0[oO])?([0-7]+)[\t-\r ]*$/ },
  16: { prefix: "0x", pattern: /^[\t-\r ]*([-+]?)(?:0[xX])?([0-9a-fA-F]+)[\t-\r ]*$/ },
};

/**
 * Converts an integer as `construct_yaml_int` does: `1_000`, `017`, `0x1f`, `0b1`, `1:30`. Throws `yaml_invalid_value`.
 */
function parseInt11(text: string, span: Span): number | bigint {
  const { isNegative, rest } = signed(text, span);
  let size: number | bigint;
  if (rest.startsWith("0b")) size = inBase(2, rest.slice(2), span);
  else if (rest.startsWith("0x")) size = inBase(16, rest.slice(2), span);
  else if (rest === "0") size = 0;
  else if (rest === "") throw invalidNumber("IndexError", span);
  else if (rest.startsWith("0")) size = inBase(8, rest, span);
  else if (rest.includes(":")) size = sexagesimal(rest, span);
  else size = parsePythonInt(rest) ?? fail("ValueError", span);
  return isNegative && size !== 0 ? -size : size;
}

/**
 * Converts a float as `construct_yaml_float` does: `1.5`, `1_0.5`, `1.0e+3`, `.inf`, `.nan`, `1:30.5`. Throws
 * `yaml_invalid_value`.
 */
function parseFloat11(text: string, span: Span): number | PythonFloat {
  const { isNegative, rest } = signed(text, span);
  const value = isNegative ? -sizeOf(rest.toLowerCase(), span) : sizeOf(rest.toLowerCase(), span);
  return Number.isSafeInteger(value) && !Object.is(value, -0) ? new PythonFloat(value) : value;
}

function signed(text: string, span: Span): Signed {
  const plain = text.replaceAll("_", "");
  if (plain === "") throw invalidNumber("IndexError", span);
  const isNegative = plain.startsWith("-");
  return { isNegative, rest: isNegative || plain.startsWith("+") ? plain.slice(1) : plain };
}

function inBase(base: 2 | 8 | 16, text: string, span: Span): number | bigint {
  const { prefix, pattern } = DIGITS[base];
  const match = pattern.exec(asciiNumber(text) ?? "");
  if (match === null) throw invalidNumber("ValueError", span);
  const size = BigInt(prefix + match[2]);
  return narrow(match[1] === "-" ? -size : size);
}

/** Number of sexagesimal digits that fit in a safe integer. */
const SAFE_PARTS = 8;

function sexagesimal(text: string, span: Span): number | bigint {
  if (text.length > MAX_SEXAGESIMAL_LENGTH) {
    throw invalidValue("the sexagesimal number is too long", "None", span);
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
    if (!Number.isFinite(factor)) throw invalidNumber("OverflowError", span);
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
  throw invalidNumber(python, span);
}

function invalidNumber(python: PythonException, span: Span): ParseError {
  return invalidValue("invalid number for Python", python, span);
}

/**
 * Decodes `!!binary` as Python's `base64.decodebytes` does: characters outside of the alphabet are ignored. Throws
 * `yaml_invalid_value`.
 */
function parseBinary(text: string, span: Span): Uint8Array {
  if (/\P{ASCII}/u.test(text)) throw invalidBinary("the value of the tag !!binary must be base64", span);
  const bytes = b64decode(text);
  if (bytes === undefined) throw invalidBinary("the base64 of the tag !!binary is truncated", span);
  return bytes.slice();
}

function invalidBinary(message: string, span: Span): ParseError {
  return invalidValue(message, "ConstructorError", span);
}
