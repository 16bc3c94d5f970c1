/**
 * Writes JSON text as CPython's `json.dumps` does.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { floatRepr, isFloat, PythonFloat } from "./float.ts";
import { orderedKeys } from "./json_value.ts";
import { MAX_JSON_DEPTH } from "./limits.ts";

/** The options of Python's `json.dumps` that change its text. */
export interface JsonDumpsOptions {
  /** Spaces, or the text, that one level is indented by. Default: everything on one line. */
  readonly indent?: number | string | undefined;
  /** The texts between items and between key and value. Default: `", "` and `": "`; with `indent`, `","` and `": "`. */
  readonly separators?: readonly [item: string, key: string] | undefined;
  /** Sort keys by code point. Default: `false`. */
  readonly sortKeys?: boolean | undefined;
  /** Write non-ASCII characters as `\uXXXX`. Default: `true`. Lone surrogates are always written so. */
  readonly ensureAscii?: boolean | undefined;
}

interface Style {
  readonly indent: string | undefined;
  readonly item: string;
  readonly key: string;
  readonly sortKeys: boolean;
  readonly ensureAscii: boolean;
}

/** The text of `json.dumps(value)`. Throws `not_serializable` or `too_deep`. */
export function jsonDumps(value: unknown, options: JsonDumpsOptions = {}): string {
  const indent = typeof options.indent === "number" ? " ".repeat(options.indent) : options.indent;
  const [item, key] = options.separators ?? [indent === undefined ? ", " : ",", ": "];
  return write(value, { indent, item, key, sortKeys: !!options.sortKeys, ensureAscii: options.ensureAscii ?? true }, 0);
}

function write(value: unknown, style: Style, depth: number): string {
  switch (typeof value) {
    case "string":
      return writeString(value, style.ensureAscii);
    case "number":
      return isFloat(value) ? writeFloat(value) : String(value);
    case "boolean":
    case "bigint":
      return String(value);
    case "object":
      if (value === null) return "null";
      if (value instanceof PythonFloat) return writeFloat(value.value);
      if (depth >= MAX_JSON_DEPTH) {
        throw new FlyteConfigError("too_deep", `a value is nested deeper than ${MAX_JSON_DEPTH} levels`);
      }
      return Array.isArray(value) ? writeList(value, style, depth) : writeObject(value, style, depth);
    default:
      throw new FlyteConfigError("not_serializable", `a ${typeof value} cannot be written as JSON`);
  }
}

function writeList(list: readonly unknown[], style: Style, depth: number): string {
  return enclose("[", list.map((item) => write(item, style, depth + 1)), "]", style, depth);
}

function writeObject(object: object, style: Style, depth: number): string {
  const keys = style.sortKeys
    ? [...orderedKeys(object)].sort((a, b) => rank(a) < rank(b) ? -1 : 1)
    : orderedKeys(object);
  const parts = keys.map((key) => {
    const value = write((object as Record<string, unknown>)[key], style, depth + 1);
    return writeString(key, style.ensureAscii) + style.key + value;
  });
  return enclose("{", parts, "}", style, depth);
}

function enclose(open: string, parts: readonly string[], close: string, style: Style, depth: number): string {
  if (style.indent === undefined || parts.length === 0) return open + parts.join(style.item) + close;
  const outer = "\n" + style.indent.repeat(depth);
  const inner = outer + style.indent;
  return open + inner + parts.join(style.item + inner) + outer + close;
}

function writeString(text: string, ensureAscii: boolean): string {
  const quoted = JSON.stringify(text);
  return ensureAscii && /[\x7f-\uffff]/.test(quoted) ? quoted.replace(/[\x7f-\uffff]/g, escape) : quoted;
}

function escape(unit: string): string {
  return "\\u" + unit.charCodeAt(0).toString(16).padStart(4, "0");
}

function writeFloat(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "Infinity" : "-Infinity";
  return floatRepr(value);
}

/** Sorts as code points do: as UTF-16 does, but for what lies beyond the basic plane. */
function rank(key: string): string {
  return Array.from(key, (character) => character.codePointAt(0)! + 2 ** 24).join();
}
