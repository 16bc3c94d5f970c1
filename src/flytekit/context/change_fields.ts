/**
 * Changes fields of settings by name, as the command line does.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import { orderedKeys, orderedObject } from "../../python/json_value.ts";
import { mustBe, shortValue } from "../../text/expected.ts";
import { fieldsOf, type WireClass, type WireField } from "../../wire/field.ts";
import type { WireRecord } from "../../wire/record.ts";
import { DEFAULT_IMAGE_NAME, Image } from "../image/image.ts";
import type { ImageConfig } from "../image/image_config.ts";
import { SERIALIZED_CONTEXT_ENV_VAR } from "./constants.ts";
import { ENV_GROUP, IMAGE_GROUP, splitName, unknownField } from "./named_fields.ts";
import { type Change, withCopies, withImage } from "./retarget_copies.ts";
import { SerializationSettings } from "./serialization_settings.ts";

/** New values by the names of fields; `undefined` unsets a field. */
export type FieldChanges = ReadonlyMap<string, string | undefined>;

type RecordClass = WireClass<WireRecord<object>>;

const SETTINGS = SerializationSettings as unknown as RecordClass;

/** Names of what can be changed, but for `image.NAME` and `env.NAME`. */
export const CHANGEABLE_FIELDS: readonly string[] = /* @__PURE__ */ changeableIn(SETTINGS, "");

function changeableIn(type: RecordClass, prefix: string): readonly string[] {
  return fieldsOf(type).filter(([, name]) => name !== "image_config").flatMap(([, name, , , details]) => {
    const path = prefix + name;
    return details?.of === undefined ? [path] : [path, ...changeableIn(details.of as RecordClass, `${path}.`)];
  });
}

/**
 * Changes fields of settings and of the contexts that their `env` may carry: `image.NAME` as `retarget` does, `env.NAME`,
 * and the others by their paths on the wire, such as `fast_serialization_settings.enabled`.
 *
 * Python: `dataclasses.replace`, with `Image.look_up_image_info` for images.
 *
 * Throws `unknown_field` for a name that no field has, `invalid_argument` for a value that a field cannot have, and what
 * `retarget` throws.
 */
export async function changeFields(
  settings: SerializationSettings,
  changes: FieldChanges,
): Promise<SerializationSettings> {
  const all = [...changes].map(([name, value]) => changeOf(name, value));
  return await withCopies(settings, (each) => all.reduce((changed, change) => change(changed), each), []);
}

function changeOf(name: string, value: string | undefined): Change {
  const [group, rest] = splitName(name);
  if (group === IMAGE_GROUP) return imageChange(name, rest, value);
  if (group === ENV_GROUP && name !== ENV_GROUP) return variableChange(name, rest, value);
  if (group === "image_config") {
    throw invalid(name, "images are changed by name", "write image.default=IMAGE or image.NAME=IMAGE");
  }
  if (!CHANGEABLE_FIELDS.includes(name)) throw unknownField(name, CHANGEABLE_FIELDS);
  const path = name.split(".");
  return (settings) => withField(settings, SETTINGS, path, name, value) as SerializationSettings;
}

function imageChange(path: string, name: string, value: string | undefined): Change {
  if (name === "") throw invalid(path, "the name of the image is missing", "write image.default=IMAGE");
  if (value === undefined) {
    return (settings) => settings.with({ imageConfig: withoutImage(settings.imageConfig, name) });
  }
  const image = Image.lookUpImageInfo(name, value);
  return (settings) => {
    const { imageConfig } = settings;
    // The default image is what tasks without one run in, whatever its name is.
    const isDefault = name === DEFAULT_IMAGE_NAME && imageConfig.defaultImage !== undefined;
    const renamed = isDefault ? image.with({ name: imageConfig.defaultImage.name }) : image;
    return settings.with({ imageConfig: withImage(imageConfig, renamed) });
  };
}

function withoutImage(config: ImageConfig, name: string): ImageConfig {
  const { defaultImage } = config;
  const isDefault = name === DEFAULT_IMAGE_NAME || name === defaultImage?.name;
  const removed = isDefault && defaultImage !== undefined ? defaultImage.name : name;
  return config.with({
    defaultImage: isDefault ? undefined : defaultImage,
    images: config.images?.filter((image) => image.name !== removed),
  });
}

function variableChange(path: string, name: string, value: string | undefined): Change {
  if (name === "") throw invalid(path, "the name of the variable is missing", "write env.NAME=VALUE");
  if (name === SERIALIZED_CONTEXT_ENV_VAR && value !== undefined) {
    throw invalid(path, "the carried context changes with the settings", "set its fields instead");
  }
  return (settings) => {
    const env = settings.env ?? {};
    const keys = orderedKeys(env).filter((key) => value !== undefined || key !== name);
    if (value === undefined && keys.length === orderedKeys(env).length) return settings;
    const entries = new Map(keys.map((key) => [key, env[key]!]));
    if (value !== undefined) entries.set(name, value);
    return settings.with({ env: orderedObject(entries, null) });
  };
}

/** Returns the record with a new value at a path; the records that the path leads through are created. */
function withField(
  record: WireRecord<object> | undefined,
  type: RecordClass,
  [step, ...rest]: readonly string[],
  name: string,
  value: string | undefined,
): WireRecord<object> | undefined {
  const field = fieldsOf(type).find((field) => field[1] === step)!;
  const key = field[0] as keyof object;
  const of = field[4]?.of as RecordClass;
  const next = rest.length === 0 ? parsed(field, name, value) : withField(record?.[key], of, rest, name, value);
  if (record !== undefined) return record.with({ [key]: next });
  if (next === undefined) return undefined;
  // flytekit's `from_multiple_resource` also leaves neither requests nor limits out.
  const others = fieldsOf(type).filter(([, , , presence]) => presence === "nullable")
    .map(([key, , , , details]) => [key, new (details!.of as RecordClass)({} as never)]);
  return new type({ ...Object.fromEntries(others), [key]: next } as never);
}

function parsed([, , type, , details]: WireField, name: string, value: string | undefined): unknown {
  if (value === undefined) return undefined;
  if (type === "boolean") {
    if (value === "true" || value === "false") return value === "true";
    throw new FlyteConfigError("invalid_argument", `${name}: ${mustBe("true or false", value, shortValue)}`, {
      path: name,
    });
  }
  if (type !== "record" && type !== "stringMap") return value;
  const members = details?.of === undefined ? ["NAME"] : fieldsOf(details.of).map((field) => field[1]);
  const examples = members.map((member) => `${name}.${member}=VALUE`).join(" or ");
  throw invalid(name, "is a group of fields", `write ${examples}`);
}

function invalid(path: string, what: string, remedy: string): FlyteConfigError {
  return new FlyteConfigError("invalid_argument", `${path}: ${what}; ${remedy}`, { path });
}
