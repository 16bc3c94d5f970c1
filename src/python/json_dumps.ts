/**
 * Writes JSON text as CPython's `json.dumps` does.
 *
 * @module
 */
import { BOOLEAN, checkOptions, either, type OptionChecks, STRING } from "../arguments.ts";
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
  /** Write `NaN` and the infinities, which are not JSON; otherwise they are refused. Default: `true`. */
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
  indent: either(STRING, { expected: "an integer", accepts: Number.isSafeInteger }),
  separators: {
    expected: "a list of two strings",
    accepts: (value) => Array.isArray(value) && value.length === 2 && value.every(STRING.accepts),
  },
  sortKeys: BOOLEAN,
  ensureAscii: BOOLEAN,
  allowNan: BOOLEAN,
};

/** The text of `json.dumps(value)`. Throws `not_serializable`, `too_deep`, `too_large` or `invalid_option`. */
export function jsonDumps(value: unknown, options: JsonDumpsOptions = {}): string {
  checkOptions("toJsonString", options, CHECKS, "toJsonString({ indent: 2 })");
  const { sortKeys = false, ensureAscii = true, allowNan = true } = options;
  try {
    // A negative number counts as 0 to Python.
    const indent = typeof options.indent === "number" ? " ".repeat(Math.max(0, options.indent)) : options.indent;
    const [item, key] = options.separators ?? [indent === undefined ? ", " : ",", ": "];
    return write(value, { indent, item, key, sortKeys, ensureAscii, allowNan }, 0);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new FlyteConfigError("too_large", "toJsonString: the text would be longer than a string can be", { cause });
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

function writeFloat(value: number, { allowNan }: Style): string {
  if (!Number.isFinite(value)) {
    if (!allowNan) throw new FlyteConfigError("not_serializable", "NaN and Infinity are not JSON (see allowNan)");
    return Number.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
  }
  return floatRepr(value);
}

/** Sorts as code points do: as UTF-16 does, but for what lies beyond the basic plane. */
function rank(key: string): string {
  return Array.from(key, (character) => character.codePointAt(0)! + 2 ** 24).join();
}
