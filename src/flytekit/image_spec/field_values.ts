/**
 * What each kind of field must be, and the frozen copy that a specification keeps of it.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import { MAX_JSON_DEPTH, PythonFloat } from "../../python/numbers.ts";
import { isObject, orderedKeys, orderedObject } from "../../python/json_value.ts";
import { YamlTimestamp } from "../../formats/yaml/timestamp.ts";
import { typeName } from "../../settings/display.ts";
import { closest, didYouMean } from "../../text/closest.ts";
import { oneLine } from "../../text/quote.ts";
import { COPY_MODES, type Field, type FieldKind, FIELDS } from "./fields.ts";
import type { BuilderValue } from "./image_spec_init.ts";

/** Specifications that may start from each other; Python manages about 250. */
export const MAX_BASE_IMAGES = 300;

/** The error of a specification that starts from too many others. */
export function tooManyBaseImages(): FlyteConfigError {
  const message = `ImageSpec: base_image is nested deeper than ${MAX_BASE_IMAGES} specifications`;
  return new FlyteConfigError("too_deep", message, { path: "base_image" });
}

/** What the value of a kind must be, for messages. */
const EXPECTED: Readonly<Record<Exclude<FieldKind, "baseImage">, string>> = {
  text: "a text",
  texts: "a list of texts",
  textMap: "texts by name",
  mounts: "a list of pairs of texts",
  options: "values by name",
  copyMode: `one of ${Object.keys(COPY_MODES).join(", ")}`,
};

type Check = (value: unknown, path: string) => unknown;

/** The copy of a value by its kind; `undefined` for what is not of the kind. */
const CHECKS: Readonly<Record<Exclude<FieldKind, "baseImage">, Check>> = {
  text: (value) => isText(value) ? value : undefined,
  texts: (value) => isTexts(value) ? Object.freeze([...value]) : undefined,
  textMap: readTextMap,
  mounts: (value) =>
    isList(value) && value.every((pair) => isTexts(pair) && pair.length === 2)
      ? Object.freeze(value.map((pair) => Object.freeze([...pair as readonly string[]])))
      : undefined,
  options: (value, path) => isPlainObject(value) ? builderValue(value, path, 0, { left: MAX_VALUES }) : undefined,
  copyMode: (value) => isText(value) && Object.hasOwn(COPY_MODES, value) ? value : undefined,
};

/**
 * A frozen copy of the value of a field, or `undefined` where there is none. Base images are not for this function.
 * Throws `wrong_shape`, and `too_deep` for options.
 */
export function fieldValue({ wire, kind }: Field, value: unknown): unknown {
  if (value === undefined || value === null || kind === "baseImage") return undefined;
  const copy = CHECKS[kind](value, wire);
  if (copy === undefined) throw wrongField(wire, EXPECTED[kind], value);
  return copy;
}

/** The error of a field of that name, which there is not; `spelling` says which names there could be. */
export function unknownField(name: string, spelling: "key" | "wire", path: string = ""): FlyteConfigError {
  const otherwise = FIELDS.find(({ key, wire }) => key === name || wire === name);
  const meant = otherwise?.[spelling] ?? closest(name, FIELDS.map((field) => field[spelling]));
  return new FlyteConfigError(
    "unknown_field",
    `ImageSpec: there is no field ${JSON.stringify(oneLine(path + name))}${didYouMean(meant)}`,
    { path: path + name },
  );
}

/** The error of a field that holds something else than it must. The value is named by its type only. */
export function wrongField(path: string, expected: string, value: unknown): FlyteConfigError {
  const at = Array.isArray(value) && expected === EXPECTED.texts ? value.findIndex((item) => !isText(item)) : -1;
  if (at >= 0) return wrongField(`${path}[${at}]`, EXPECTED.text, (value as readonly unknown[])[at]);
  const isDate = value instanceof YamlTimestamp;
  const isScalar = ["number", "bigint", "boolean"].includes(typeof value) || value instanceof PythonFloat || isDate;
  const hint = isScalar && expected.includes("text") ? "; write it in quotes" : "";
  return new FlyteConfigError(
    "wrong_shape",
    `ImageSpec: ${oneLine(path)} must be ${expected}, not ${isDate ? "a date" : typeName(value)}${hint}`,
    {
      path,
    },
  );
}

function readTextMap(value: unknown, path: string): unknown {
  if (!isPlainObject(value)) return undefined;
  const keys = orderedKeys(value);
  const wrong = keys.find((key) => !isText(value[key]));
  if (wrong !== undefined) throw wrongField(`${path}.${wrong}`, EXPECTED.text, value[wrong]);
  return Object.freeze(orderedObject(keys.map((key) => [key, value[key]] as const), null));
}

/** Values that the options of a builder may have; objects that are there several times count each time. */
const MAX_VALUES = 600_000;

function builderValue(value: unknown, path: string, depth: number, count: { left: number }): BuilderValue {
  if (count.left-- === 0) {
    const message = `ImageSpec: ${oneLine(path)} has more than ${MAX_VALUES} values`;
    throw new FlyteConfigError("too_many_values", message, { path });
  }
  if (value === null || ["boolean", "number", "bigint", "string"].includes(typeof value)) return value as BuilderValue;
  if (value instanceof PythonFloat || value instanceof YamlTimestamp) return value;
  if (depth > MAX_JSON_DEPTH) {
    throw new FlyteConfigError("too_deep", `ImageSpec: ${oneLine(path)} is nested too deeply`, { path });
  }
  if (isList(value)) {
    return Object.freeze(
      Array.from(value, (item, index) => builderValue(item, `${path}[${index}]`, depth + 1, count)),
    );
  }
  if (!isPlainObject(value)) throw wrongField(path, "a value that JSON can hold", value);
  const entries = orderedKeys(value).filter((key) => value[key] !== undefined).map((key) =>
    [key, builderValue(value[key], `${path}.${key}`, depth + 1, count)] as const
  );
  return Object.freeze(orderedObject(entries, null));
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isTexts(value: unknown): value is readonly string[] {
  return isList(value) && Array.from(value).every(isText);
}

/** An object of keys and values, and no instance of a class. */
function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (!isObject(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
