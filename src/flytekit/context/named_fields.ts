/**
 * Fields of settings under the names that people write: the path on the wire, `image.NAME` and `env.NAME`. For tools that
 * show settings; secrets are masked.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import { jsonDumps } from "../../python/json.ts";
import { isObject, type JsonObject, type JsonValue, orderedKeys, orderedObject } from "../../python/json_value.ts";
import { redactValue } from "../../python/redact_value.ts";
import { unknownName } from "../../text/expected.ts";
import { MASK, redact } from "../../text/redact.ts";
import { fieldsOf, type WireType } from "../../wire/field.ts";
import { DEFAULT_IMAGE_NAME, type Image } from "../image/image.ts";
import { SERIALIZED_CONTEXT_ENV_VAR } from "./constants.ts";
import { SerializationSettings } from "./serialization_settings.ts";

/** A field that is set. */
export interface NamedField {
  readonly name: string;
  readonly value: JsonValue;
  /** The value, with secrets masked. */
  readonly shown: JsonValue;
}

/** A field that has different values in two settings; it is unset where it is `undefined`. */
export interface FieldDifference {
  readonly name: string;
  readonly before: NamedField | undefined;
  readonly after: NamedField | undefined;
}

/** Groups whose members have names of their own. */
export const [IMAGE_GROUP, ENV_GROUP] = ["image", "env"] as const;

/** Paths of all fields on the wire, those of records before those in them; `[]` stands for an index. */
export const FIELD_PATHS: readonly string[] = /* @__PURE__ */ pathsOf(SerializationSettings, "");

/** Keys and indexes. */
const WIRE_PATH = /^[^.[\]]+(?:\.[^.[\]]+|\[\d+\])*$/;

function pathsOf(type: WireType<unknown>, prefix: string): readonly string[] {
  return fieldsOf(type).flatMap(([, name, kind, , details]) => {
    const paths = kind === "recordList" ? [prefix + name, `${prefix + name}[]`] : [prefix + name];
    return details?.of === undefined ? paths : [...paths, ...pathsOf(details.of, `${paths.at(-1)}.`)];
  });
}

/** Splits a name at its first dot: `env.LOG.LEVEL` into `env` and `LOG.LEVEL`, which is empty if there is no dot. */
export function splitName(name: string): readonly [group: string, rest: string] {
  const dot = name.indexOf(".");
  return dot < 0 ? [name, ""] : [name.slice(0, dot), name.slice(dot + 1)];
}

/** Returns the error of a name that no field has, with the nearest of those that have one. */
export function unknownField(name: string, known: readonly string[] = FIELD_PATHS): FlyteConfigError {
  const [, rest] = splitName(name);
  const members = rest === "" ? [] : [IMAGE_GROUP, ENV_GROUP].map((group) => `${group}.${rest}`);
  return new FlyteConfigError("unknown_field", unknownName("field", name, [...known, ...members]), { path: name });
}

/** Returns the wire object with secrets masked, those in image names and in a context that `env` carries as well. */
export function maskedWire(settings: SerializationSettings): JsonObject {
  const { imageConfig, env } = settings;
  const entries = orderedKeys(env ?? {}).map((key): [string, string] => [
    key,
    key === SERIALIZED_CONTEXT_ENV_VAR ? MASK : env![key]!,
  ]);
  const masked = settings.with({
    imageConfig: imageConfig.with({
      defaultImage: imageConfig.defaultImage && maskedImage(imageConfig.defaultImage),
      images: imageConfig.images?.map(maskedImage),
    }),
    env: env && orderedObject(entries, null),
  });
  return redactValue(masked.toDict()) as JsonObject;
}

/** An `@` that does not precede a digest ends a user and password. */
function maskedImage(image: Image): Image {
  return redact(image.full) === image.full ? image : image.with({ fqn: MASK });
}

/**
 * Returns the fields that are set, by name: `project`, `fast_serialization_settings.enabled`, `image.NAME`, `env.NAME`.
 * Of several images with the same name, only the first is ever used, and is returned.
 */
export function namedFields(settings: SerializationSettings): ReadonlyMap<string, NamedField> {
  const fields = new Map<string, NamedField>();
  const add = (name: string, value: JsonValue, shown: JsonValue) => {
    if (!fields.has(name)) fields.set(name, { name, value, shown });
  };
  const { image_config: _, env, ...others } = settings.toDict();
  const masked = maskedWire(settings);
  const addLeaves = (value: JsonValue | undefined, path: readonly string[]): void => {
    if (value === null || value === undefined) return;
    if (!isObject(value)) return add(path.join("."), value, valueAt(masked, path) ?? MASK);
    for (const key of orderedKeys(value)) addLeaves(value[key] as JsonValue, [...path, key]);
  };
  addLeaves(others, []);
  const { defaultImage, images = [] } = settings.imageConfig;
  const named = images.map((image) => [image.name, image] as const);
  if (defaultImage !== undefined) named.unshift([DEFAULT_IMAGE_NAME, defaultImage]);
  for (const [name, { full }] of named) add(`${IMAGE_GROUP}.${name}`, full, redact(full));
  addLeaves(env, [ENV_GROUP]);
  return fields;
}

/**
 * Returns a field, which may also be a part of the wire object such as `image_config.images[0].fqn`; `undefined` if it is
 * not set. Throws `unknown_field` if settings have no field of that name.
 */
export function namedField(settings: SerializationSettings, name: string): NamedField | undefined {
  const field = namedFields(settings).get(name);
  if (field !== undefined) return field;
  const [group, rest] = splitName(name);
  if ([IMAGE_GROUP, ENV_GROUP].some((known) => known === group) && rest !== "") return undefined;
  const path = WIRE_PATH.test(name) ? name.match(/[^.[\]]+/g)! : [];
  const value = path.length === 0 ? undefined : valueAt(settings.toDict(), path);
  if (value === undefined && !FIELD_PATHS.includes(name.replaceAll(/\[\d+\]/g, "[]"))) throw unknownField(name);
  return value === undefined ? undefined : { name, value, shown: valueAt(maskedWire(settings), path) ?? MASK };
}

/** Returns the fields that differ. */
export function fieldDifferences(
  before: SerializationSettings,
  after: SerializationSettings,
): readonly FieldDifference[] {
  const [old, changed] = [namedFields(before), namedFields(after)];
  const isSame = (one: NamedField | undefined, other: NamedField | undefined) =>
    one !== undefined && other !== undefined && jsonDumps(one.value) === jsonDumps(other.value);
  return [...new Set([...old.keys(), ...changed.keys()])]
    .filter((name) => !isSame(old.get(name), changed.get(name)))
    .map((name) => ({ name, before: old.get(name), after: changed.get(name) }));
}

/** Returns the value at a path of keys and indexes; `undefined` if there is none, or null. */
function valueAt(value: JsonValue, path: readonly string[]): JsonValue | undefined {
  let found: JsonValue | undefined = value;
  for (const key of path) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, key)) return undefined;
    found = (found as Readonly<Record<string, JsonValue>>)[key];
  }
  return found ?? undefined;
}
