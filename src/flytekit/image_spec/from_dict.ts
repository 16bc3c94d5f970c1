/**
 * Reading and writing image specifications as flytekit's keyword arguments: snake_case names.
 *
 * @module
 */
import { checkArgument, OBJECT } from "../../arguments.ts";
import type { NamedText } from "../../formats/config_document.ts";
import { FlyteConfigError, type Issue, makeIssue } from "../../errors.ts";
import { isObject, type JsonObject, type JsonValue, orderedKeys, orderedObject } from "../../python/json_value.ts";
import { oneLine } from "../../text/quote.ts";
import { parseYaml, type YamlPath, YamlTimestamp } from "../../formats/yaml/mod.ts";
import { PythonLiteral } from "../../python/values.ts";
import { FILE } from "./checks.ts";
import { MAX_BASE_IMAGES, tooManyBaseImages, unknownField, wrongField } from "./field_values.ts";
import { FIELDS } from "./fields.ts";
import type { ImageSpec } from "./image_spec.ts";
import type { ImageSpecInit } from "./image_spec_init.ts";
import {
  hashedValue,
  pythonText,
  type ReadScalar,
  scalarOf,
  SCALARS,
  type SpecValues,
  variableScalar,
} from "./scalars.ts";

/** Makes a specification; the class, which this file cannot import. */
export type MakeSpec = (init: ImageSpecInit) => ImageSpec;

/** The text that a file has at a path, as it is written; `undefined` where it is not known. */
export type WrittenAt = (path: YamlPath) => string | undefined;

/**
 * The init of a wire object. What the fields hold is for the class to check, but for scalars in fields of text, which
 * are read as flytekit takes them. Throws `wrong_shape`, `unknown_field`, `too_deep`.
 */
export function initOf(
  value: unknown,
  make: MakeSpec,
  written: WrittenAt = () => undefined,
  parents: readonly string[] = [],
): ImageSpecInit {
  const path = parents.join(".");
  if (!isObject(value) || !OBJECT.accepts(value)) {
    throw wrongField(path || "the specification", "an object of fields", value);
  }
  if (parents.length > MAX_BASE_IMAGES) throw tooManyBaseImages();
  const init: Record<string, unknown> = {};
  const scalars = new Map<string, ReadScalar>();
  for (const name of orderedKeys(value)) {
    const field = FIELDS.find(({ wire }) => wire === name);
    if (field === undefined) throw unknownField(name, "wire", path && `${path}.`);
    const held = value[name];
    const read = (scalar: ReadScalar | undefined, ...below: string[]): string | undefined => {
      if (scalar === undefined) return undefined;
      const own = [name, ...below].join(".");
      checkWritten(scalar, own, written([...parents, name, ...below]));
      scalars.set(own, scalar);
      return scalar.text;
    };
    if (field.kind === "baseImage" && isMapping(held)) {
      init[field.key] = make(initOf(held, make, written, [...parents, name]));
    } else if (field.kind === "textMap" && isMapping(held)) {
      const entries = orderedKeys(held).map((key) => [key, read(variableScalar(held[key]), key) ?? held[key]] as const);
      init[field.key] = orderedObject(entries, null);
    } else {
      init[field.key] = read(scalarOf(field, held)) ?? held;
    }
  }
  // Nothing is a name to flytekit but a string; what is left out has the default.
  if (value.name === null) throw wrongField(path ? `${path}.name` : "name", "a string; leave it out otherwise", null);
  return { ...init, [SCALARS]: scalars } as ImageSpecInit;
}

/** Whether a value is an object of keys and values, and not one that stands for a scalar. */
function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return isObject(value) &&
    (Object.getPrototypeOf(value) === null || Object.getPrototypeOf(value) === Object.prototype);
}

/** Throws `wrong_shape` for a number that Python writes in another way than its author, such as 3.10. */
function checkWritten({ value }: ReadScalar, path: string, written: string | undefined): void {
  if (value === null || typeof value === "boolean" || value instanceof PythonLiteral) return;
  const text = pythonText(value);
  const isCut = written === undefined ? path === "python_version" && /^3\.[12]$/.test(text) : written !== text;
  if (!isCut) return;
  const found = written === undefined
    ? `${text}, perhaps for "${text}0"`
    : `${oneLine(written)}, which is the number ${text}`;
  throw new FlyteConfigError("wrong_shape", `ImageSpec: ${oneLine(path)} is ${found}; write it in quotes`, { path });
}

/** The wire object of fields: `null` for what is not set. */
export function dictOf(values: SpecValues): JsonObject {
  const entries = FIELDS.map((field) => [field.wire, wireValue(hashedValue(field, values))] as const);
  return orderedObject(entries, Object.prototype);
}

function wireValue(value: unknown): JsonValue {
  if (Array.isArray(value)) return value.map(wireValue);
  if (!isObject(value)) return (value ?? null) as JsonValue;
  if (value instanceof PythonLiteral || value instanceof YamlTimestamp) return String(value);
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
  file: string | NamedText,
  make: MakeSpec,
): readonly [init: ImageSpecInit, issues: readonly Issue[]] {
  checkArgument("ImageSpec.fromYaml", "file", file, FILE, "ImageSpec.fromYaml({ name, text })");
  const { name, text } = typeof file === "string" ? { name: "<string>", text: file } : file;
  const document = parseYaml(text, { name });
  const { value } = document as { readonly value: unknown };
  const init = initOf(value, make, (path) => {
    const place = document.at(path);
    return place && text.slice(place.offset, place.end.offset);
  });
  const differences = Object.keys(DIFFERENCES).filter((field) => differs(field, value)).map(differenceIn);
  return [init, [...document.issues, ...differences]];
}

/** What flytekit does with fields that YAML cannot hold in the way it wants them. */
const DIFFERENCES: Readonly<Record<string, string>> = {
  source_copy_mode: "takes it for a text and not for a CopyFileDetection, which gives another hash",
  base_image: "does not take a mapping for a specification, and cannot build it",
  pip_secret_mounts: "refuses it, since YAML has no tuples",
};

function differs(field: string, value: unknown): boolean {
  const held = (value as Readonly<Record<string, unknown>>)[field] ?? undefined;
  return held !== undefined && (field !== "base_image" || isMapping(held));
}

function differenceIn(field: string): Issue {
  return makeIssue("differs_from_python", `ImageSpec: of a file with ${field}, flytekit ${DIFFERENCES[field]}`, field);
}
