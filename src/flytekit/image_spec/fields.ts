/**
 * The fields of an image specification as one table, from which reading, writing, checking and hashing follow.
 *
 * @module
 */
import { OBJECT } from "../../arguments.ts";
import { FlyteConfigError } from "../../errors.ts";
import { YamlTimestamp } from "../../formats/yaml/timestamp.ts";
import { MAX_JSON_DEPTH, PythonFloat } from "../../python/numbers.ts";
import { isObject, type JsonValue, orderedKeys, orderedObject } from "../../python/json_value.ts";
import { mustBe, shortValue, typeName, unknownName } from "../../text/expected.ts";
import { oneLine } from "../../text/quote.ts";

/** The numbers of flytekit's `CopyFileDetection`. */
export const COPY_MODES = { LOADED_MODULES: 1, ALL: 2, NO_COPY: 3 } as const;

/**
 * Selection of the source files that are copied into an image. `LOADED_MODULES` are those that a running Python has loaded, so here it
 * only matters for the hash. Python: `flytekit.constants.CopyFileDetection`.
 */
export type CopyFileDetection = "LOADED_MODULES" | "ALL" | "NO_COPY";

/** The types of the kinds of fields. */
interface KindTypes {
  readonly string: string;
  readonly strings: readonly string[];
  readonly stringMap: Readonly<Record<string, string>>;
  readonly mounts: readonly (readonly [source: string, target: string])[];
  readonly options: Readonly<Record<string, JsonValue>>;
  readonly copyMode: CopyFileDetection;
  readonly baseImage: string | SpecFields;
}

/** The fields in the order of flytekit's declaration, which the hash depends on. */
const TABLE = [
  { key: "name", wire: "name", kind: "string" },
  { key: "pythonVersion", wire: "python_version", kind: "string" },
  { key: "builder", wire: "builder", kind: "string", isUnhashed: true },
  { key: "sourceRoot", wire: "source_root", kind: "string" },
  { key: "env", wire: "env", kind: "stringMap" },
  { key: "registry", wire: "registry", kind: "string" },
  { key: "packages", wire: "packages", kind: "strings" },
  { key: "condaPackages", wire: "conda_packages", kind: "strings" },
  { key: "condaChannels", wire: "conda_channels", kind: "strings" },
  { key: "requirements", wire: "requirements", kind: "string" },
  { key: "aptPackages", wire: "apt_packages", kind: "strings" },
  { key: "cuda", wire: "cuda", kind: "string" },
  { key: "cudnn", wire: "cudnn", kind: "string" },
  { key: "baseImage", wire: "base_image", kind: "baseImage" },
  { key: "platform", wire: "platform", kind: "string" },
  { key: "pipIndex", wire: "pip_index", kind: "string" },
  { key: "pipExtraIndexUrl", wire: "pip_extra_index_url", kind: "strings" },
  { key: "pipSecretMounts", wire: "pip_secret_mounts", kind: "mounts", isUnhashed: true },
  { key: "pipExtraArgs", wire: "pip_extra_args", kind: "string" },
  { key: "registryConfig", wire: "registry_config", kind: "string" },
  { key: "entrypoint", wire: "entrypoint", kind: "strings" },
  { key: "commands", wire: "commands", kind: "strings" },
  { key: "tagFormat", wire: "tag_format", kind: "string" },
  { key: "sourceCopyMode", wire: "source_copy_mode", kind: "copyMode" },
  { key: "copy", wire: "copy", kind: "strings" },
  { key: "pythonExec", wire: "python_exec", kind: "string" },
  { key: "runtimePackages", wire: "runtime_packages", kind: "strings", isUnhashed: true },
  { key: "builderOptions", wire: "builder_options", kind: "options" },
  { key: "builderConfig", wire: "builder_config", kind: "options" },
] as const satisfies readonly { key: string; wire: string; kind: keyof KindTypes; isUnhashed?: true }[];

type Entry = typeof TABLE[number];

/** A field of the table. */
export interface Field {
  /** Name in TypeScript. */
  readonly key: Entry["key"];
  /** Name in flytekit. */
  readonly wire: Entry["wire"];
  /** Kind of its value. */
  readonly kind: keyof KindTypes;
  /** Whether the hash leaves it out. */
  readonly isUnhashed?: boolean;
}

/** Key of the path on the wire to the object that fields were read from. Messages have its names. */
export const WIRE_PATH: unique symbol = Symbol("wirePath");

/** Key of the issues of the source of the fields. */
export const SOURCE_ISSUES: unique symbol = Symbol("sourceIssues");

/** The fields in the order of flytekit's declaration. */
export const FIELDS: readonly Field[] = TABLE;

/**
 * The fields of a specification: those of an `ImageSpec`, or those that one is made of. What works on fields takes this
 * type, so that it does not depend on the class.
 */
export type SpecFields = { readonly [E in Entry as E["key"]]?: KindTypes[E["kind"]] | null | undefined };

/** Nesting depth of base images that are specifications; Python manages about 250. */
const MAX_BASE_IMAGES = 300;

/** Number of values in the options of a builder; an object that occurs several times counts each time. */
const MAX_OPTION_VALUES = 600_000;

/** Expected values by kind, for messages. */
const EXPECTED: Readonly<Record<keyof KindTypes, string>> = {
  string: "a string",
  strings: "a list of strings",
  stringMap: "an object whose values are strings",
  mounts: "a list of pairs of strings",
  options: "an object",
  copyMode: `one of ${Object.keys(COPY_MODES).join(", ")}`,
  baseImage: "a string or an ImageSpec",
};

/** Returns the frozen copy of a value of a kind, or `undefined` if the value is not of the kind. */
const COPIES: Readonly<Record<Exclude<keyof KindTypes, "baseImage">, (value: unknown, path: string) => unknown>> = {
  string: (value) => isString(value) ? value : undefined,
  strings: (value) => isStrings(value) ? Object.freeze([...value]) : undefined,
  stringMap: copyStringMap,
  mounts: (value) =>
    Array.isArray(value) && value.every((pair) => isStrings(pair) && pair.length === 2)
      ? Object.freeze(value.map((pair) => Object.freeze([...pair as readonly string[]])))
      : undefined,
  options: (value, path) => isPlainObject(value) ? copyJson(value, path, 0, { left: MAX_OPTION_VALUES }) : undefined,
  copyMode: (value) => isString(value) && Object.hasOwn(COPY_MODES, value) ? value : undefined,
};

/** Values of all fields. */
export type FieldValues = Record<Entry["key"], unknown>;

/**
 * Checks an object of fields, and assigns frozen copies of them to `values`, which it returns; what is not set is `undefined`. Base images
 * that are not strings are checked by `isSpec` and kept. Throws `wrong_shape`, `unknown_field`, `too_deep` and
 * `too_many_values`.
 */
export function readFields(
  values: FieldValues,
  init: unknown,
  isSpec: (value: unknown) => value is SpecFields,
): FieldValues {
  const fields = checkedObject(init);
  const unknown = Object.keys(fields).find((key) => !FIELDS.some((field) => field.key === key));
  if (unknown !== undefined) throw unknownField(unknown, "key");
  for (const field of FIELDS) {
    const value = fields[field.key];
    const path = pathOf(field, fields);
    if (field.kind === "baseImage" && isSpec(value)) checkDepth(value, path);
    values[field.key] = field.kind === "baseImage" && isSpec(value) ? value : readField(field, value, path);
  }
  if (fields.name === null) throw nullName("name");
  return values;
}

/** Returns the path to a field as the caller wrote it: its name in TypeScript, or the path on the wire to what was read. */
export function pathOf({ key, wire }: Pick<Field, "key" | "wire">, init: object): string {
  const { [WIRE_PATH]: parent } = init as { readonly [WIRE_PATH]?: string };
  if (parent === undefined) return key;
  return parent === "" ? wire : `${parent}.${wire}`;
}

/** Returns the value if it is an object with fields. Throws `wrong_shape` otherwise. */
export function checkedObject(value: unknown, path = ""): Readonly<Record<string, unknown>> {
  if (isObject(value) && OBJECT.accepts(value)) return value;
  throw wrongValue(path || "the specification", "an object of fields", value);
}

/** Returns a frozen copy of the value of a field, `undefined` for `null`. Throws `wrong_shape`, `too_deep`. */
export function readField({ kind }: Field, value: unknown, path: string): unknown {
  if (value === undefined || value === null) return undefined;
  const copy = kind === "baseImage" ? (isString(value) ? value : undefined) : COPIES[kind](value, path);
  if (copy === undefined) throw wrongValue(path, EXPECTED[kind], value);
  return copy;
}

/** Throws `too_deep` if the base image of a specification is nested too deeply. */
function checkDepth(base: SpecFields, path: string): void {
  let depth = 1;
  for (let spec: SpecFields["baseImage"] = base; typeof spec === "object" && spec !== null; spec = spec.baseImage) {
    depth++;
  }
  if (depth > MAX_BASE_IMAGES) throw tooManyBaseImages(path);
}

/** Throws `too_deep` if there are too many parents of a base image. */
export function checkParents(parents: readonly string[]): void {
  if (parents.length > MAX_BASE_IMAGES) throw tooManyBaseImages("base_image");
}

function tooManyBaseImages(path: string): FlyteConfigError {
  const message = `ImageSpec: ${path} is nested deeper than ${MAX_BASE_IMAGES} specifications`;
  return new FlyteConfigError("too_deep", message, { path });
}

/**
 * Creates the error of an unknown field of a specification, or of its base image at `path`; `spelling` selects the names
 * that are suggested.
 */
export function unknownField(name: string, spelling: "key" | "wire", path: string = ""): FlyteConfigError {
  const what = unknownName("field", name, FIELDS.map((field) => field[spelling]));
  const message = `ImageSpec: ${path && `${path}: `}${what}`;
  return new FlyteConfigError("unknown_field", message, { path: path ? `${path}.${name}` : name });
}

/** Creates the error of a name that is `null`: flytekit only has a default for a name that is left out. */
export function nullName(path: string): FlyteConfigError {
  return wrongValue(path, "a string; leave it out for the default", null);
}

/** Creates the error of a field with a wrong value, which is shown only if it is a number outside of `env`. */
export function wrongValue(path: string, expected: string, value: unknown): FlyteConfigError {
  const at = Array.isArray(value) && expected === EXPECTED.strings ? value.findIndex((item) => !isString(item)) : -1;
  if (at >= 0) return wrongValue(`${path}[${at}]`, EXPECTED.string, (value as readonly unknown[])[at]);
  const isScalar = ["number", "bigint", "boolean"].includes(typeof value) || value instanceof PythonFloat ||
    value instanceof YamlTimestamp;
  const hint = isScalar && expected.startsWith(EXPECTED.string) ? "; write it in quotes" : "";
  const describe = /(?:^|\.)env\./.test(path) ? typeName : describeValue;
  return new FlyteConfigError(
    "wrong_shape",
    `ImageSpec: ${oneLine(path)} ${mustBe(expected, value, describe)}${hint}`,
    {
      path,
    },
  );
}

function describeValue(value: unknown): string {
  if (value instanceof YamlTimestamp) return "a date";
  if (value instanceof PythonFloat) return "a number";
  return typeof value === "number" || typeof value === "bigint" ? shortValue(value) : typeName(value);
}

function copyStringMap(value: unknown, path: string): unknown {
  if (!isPlainObject(value)) return undefined;
  const keys = orderedKeys(value);
  const wrong = keys.find((key) => !isString(value[key]));
  if (wrong !== undefined) throw wrongValue(`${path}.${wrong}`, EXPECTED.string, value[wrong]);
  return Object.freeze(orderedObject(keys.map((key) => [key, value[key]] as const), null));
}

/** Copies and freezes a JSON value; dates of YAML files are kept, since flytekit hashes them as dates. */
function copyJson(value: unknown, path: string, depth: number, count: { left: number }): JsonValue {
  if (count.left-- === 0) {
    const message = `ImageSpec: ${oneLine(path)} has more than ${MAX_OPTION_VALUES} values`;
    throw new FlyteConfigError("too_many_values", message, { path });
  }
  if (value === null || ["boolean", "number", "bigint", "string"].includes(typeof value)) return value as JsonValue;
  if (value instanceof PythonFloat || value instanceof YamlTimestamp) return value as JsonValue;
  if (depth > MAX_JSON_DEPTH) {
    throw new FlyteConfigError("too_deep", `ImageSpec: ${oneLine(path)} is nested too deeply`, { path });
  }
  if (Array.isArray(value)) {
    return Object.freeze(Array.from(value, (item, index) => copyJson(item, `${path}[${index}]`, depth + 1, count)));
  }
  if (!isPlainObject(value)) throw wrongValue(path, "a JSON value", value);
  const entries = orderedKeys(value).filter((key) => value[key] !== undefined).map((key) =>
    [key, copyJson(value[key], `${path}.${key}`, depth + 1, count)] as const
  );
  return Object.freeze(orderedObject(entries, null));
}

function isString(value: unknown): value is string {
  return typeof value === "string";
}

function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && Array.from(value).every(isString);
}

/** Whether a value is an object that is not an instance of a class; objects of other realms are accepted. */
function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (!isObject(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
