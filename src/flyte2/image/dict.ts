/**
 * Images as plain data, under flyte's names.
 *
 * @module
 */
import { isObject, type JsonObject, type JsonValue, orderedKeys, orderedObject } from "../../python/json_value.ts";
import type { ImageState } from "./image_state.ts";
import { checkedLayer, unknownField, wrongValue } from "./layer_values.ts";
import { isLayerType, rowsOf } from "./layer_rows.ts";
import type { Layer } from "./layers.ts";
import { Secret, type SecretInit } from "./secret.ts";

/** A field of an image. */
interface ImageRow {
  readonly key: keyof ImageState;
  readonly wire: string;
}

const ROWS: readonly ImageRow[] = [
  { key: "baseImage", wire: "base_image" },
  { key: "dockerfile", wire: "dockerfile" },
  { key: "registry", wire: "registry" },
  { key: "name", wire: "name" },
  { key: "platform", wire: "platform" },
  { key: "pythonVersion", wire: "python_version" },
  { key: "extendable", wire: "extendable" },
  { key: "isCloned", wire: "is_cloned" },
  { key: "refName", wire: "ref_name" },
  { key: "tag", wire: "tag" },
  { key: "imageRegistrySecret", wire: "image_registry_secret" },
  { key: "layers", wire: "layers" },
];

const SECRET_FIELDS: Readonly<Record<string, keyof SecretInit>> = {
  key: "key",
  group: "group",
  mount: "mount",
  as_env_var: "asEnvVar",
};

/** See `Image.toDict`. */
export function dictOf(image: ImageState): JsonObject {
  return dictOfRows(ROWS, image, (value) => Array.isArray(value) ? value.map(itemOf) : itemOf(value));
}

/** The fields of what `toDict` gave. Throws as `Image.fromDict` does. */
export function stateOfDict(value: unknown): ImageState {
  const state = fieldsOf("Image", ROWS, value);
  if (!Array.isArray(state.layers)) throw wrongValue("Image", "layers", "a list of layers", state.layers);
  const secret = state.imageRegistrySecret ?? undefined;
  const read: unknown = {
    ...state,
    layers: state.layers.map(readLayer),
    imageRegistrySecret: secret === undefined ? undefined : readSecret(secret),
  };
  // What the fields hold is for the class to check.
  return read as ImageState;
}

function itemOf(value: unknown): JsonValue {
  if (value instanceof Secret) return value.toDict();
  if (Array.isArray(value)) return value.map(itemOf);
  if (!isObject(value)) return value as JsonValue;
  const layer = value as unknown as Layer;
  const dict = dictOfRows(rowsOf(layer.type), layer, itemOf);
  return orderedObject([["type", layer.type as JsonValue], ...Object.entries(dict)], Object.prototype);
}

/** What is not set is left out, and nothing else: `null` is a value of its own. */
function dictOfRows(
  rows: readonly { readonly key: string; readonly wire: string }[],
  values: object,
  write: (value: unknown) => JsonValue,
): JsonObject {
  const held = values as Readonly<Record<string, unknown>>;
  const entries = rows.filter(({ key }) => held[key] !== undefined).map(({ key, wire }) =>
    [wire, write(held[key])] as const
  );
  return orderedObject(entries, Object.prototype);
}

function fieldsOf(
  type: string,
  rows: readonly { readonly key: string; readonly wire: string }[],
  value: unknown,
): Record<string, unknown> {
  if (!isObject(value)) throw wrongValue("Image", type, "an object of fields", value);
  const fields: Record<string, unknown> = {};
  for (const name of orderedKeys(value)) {
    const row = rows.find(({ wire }) => wire === name);
    if (row === undefined) throw unknownField(type, name, rows.map(({ wire }) => wire));
    fields[row.key] = value[name];
  }
  return fields;
}

function readLayer(value: unknown): Layer {
  if (!isObject(value) || !isLayerType(value.type)) return checkedLayer(value);
  const { type, ...held } = value;
  const fields = fieldsOf(type, rowsOf(type), held);
  const secrets = fields.secretMounts;
  return checkedLayer({
    ...fields,
    type,
    ...(Array.isArray(secrets) && { secretMounts: secrets.map(readSecretMount) }),
  });
}

function readSecretMount(value: unknown): unknown {
  return isObject(value) ? readSecret(value) : value;
}

function readSecret(value: unknown): Secret {
  if (!isObject(value)) throw wrongValue("Image", "a secret", "an object of fields", value);
  const init: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    const key = Object.hasOwn(SECRET_FIELDS, name) ? SECRET_FIELDS[name] : undefined;
    if (key === undefined) throw unknownField("Secret", name, Object.keys(SECRET_FIELDS));
    init[key] = value[name] ?? undefined;
  }
  return new Secret(init as unknown as SecretInit);
}
