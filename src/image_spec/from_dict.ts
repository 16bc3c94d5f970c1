/**
 * Reading and writing image specifications as flytekit's keyword arguments: snake_case names.
 *
 * @module
 */
import { FlyteConfigError, type Issue } from "../errors.ts";
import { isObject, type JsonObject, type JsonValue, orderedKeys, orderedObject } from "../python/json_value.ts";
import { oneLine } from "../text/quote.ts";
import { closest, didYouMean } from "../text/closest.ts";
import { parseYaml } from "../sources/yaml/mod.ts";
import { wrongField } from "./field_values.ts";
import { FIELDS } from "./fields.ts";
import type { FieldValues } from "./hash.ts";
import type { ImageSpec } from "./image_spec.ts";
import type { ImageSpecInit } from "./image_spec_init.ts";

/** Makes a specification; the class, which this file cannot import. */
export type MakeSpec = (init: ImageSpecInit) => ImageSpec;

/** The init of a wire object. What the fields hold is for the class to check. Throws `wrong_shape`, `unknown_field`. */
export function initOf(value: unknown, make: MakeSpec, path: string = ""): ImageSpecInit {
  if (!isObject(value)) throw wrongField(path || "the specification", "an object of fields", value);
  const init: Record<string, unknown> = {};
  for (const name of orderedKeys(value)) {
    const field = FIELDS.find(({ wire }) => wire === name);
    if (field === undefined) throw unknownField(name, "wire", path && `${path}.`);
    const held = value[name];
    init[field.key] = field.kind === "baseImage" && isObject(held) ? make(initOf(held, make, name)) : held;
  }
  return init as ImageSpecInit;
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

/** The wire object of fields: `null` for what is not set. */
export function dictOf(values: FieldValues): JsonObject {
  return orderedObject(FIELDS.map(({ key, wire }) => [wire, wireValue(values[key])] as const), Object.prototype);
}

function wireValue(value: unknown): JsonValue {
  if (Array.isArray(value)) return value.map(wireValue);
  if (!isObject(value)) return (value ?? null) as JsonValue;
  if ("toDict" in value && typeof value.toDict === "function") return value.toDict();
  return orderedObject(orderedKeys(value).map((key) => [key, wireValue(value[key])] as const), Object.prototype);
}

/** A wire object as `JSON.stringify` can have it: integers beyond 2^53 are rounded. */
export function roundedIntegers(value: JsonValue): JsonValue {
  if (typeof value === "bigint") return Number(value);
  if (Array.isArray(value)) return value.map(roundedIntegers);
  if (!isObject(value)) return value;
  const entries = orderedKeys(value).map((key) => [key, roundedIntegers(value[key] as JsonValue)] as const);
  return orderedObject(entries, Object.prototype);
}

/** The init of a YAML text, and what flytekit makes otherwise of the same file. Throws as `initOf`, and `YamlError`. */
export function initOfYaml(
  { name, text }: { readonly name: string; readonly text: string },
  make: MakeSpec,
): readonly [init: ImageSpecInit, issues: readonly Issue[]] {
  const value: unknown = parseYaml(text, { name }).value;
  const init = initOf(value, make);
  return [init, Object.keys(DIFFERENCES).filter((field) => differs(field, value)).map(differenceIn)];
}

/** What flytekit does with fields that YAML cannot hold in the way it wants them. */
const DIFFERENCES: Readonly<Record<string, string>> = {
  source_copy_mode: "takes it for a text and not for a CopyFileDetection, which gives another hash",
  base_image: "does not take a mapping for a specification, and cannot build it",
  pip_secret_mounts: "refuses it, since YAML has no tuples",
};

function differs(field: string, value: unknown): boolean {
  const held = (value as Readonly<Record<string, unknown>>)[field] ?? undefined;
  return held !== undefined && (field !== "base_image" || typeof held !== "string");
}

function differenceIn(field: string): Issue {
  return {
    code: "differs_from_python",
    message: `ImageSpec: of a file with ${field}, flytekit ${DIFFERENCES[field]}`,
    path: field,
  };
}
