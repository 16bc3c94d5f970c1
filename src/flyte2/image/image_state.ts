/**
 * The fields of an image: their table, checks, and plain form. Functions about images take this plain data, and not the
 * class `Image`.
 *
 * @module
 */
import { type Check, checkArgument, OBJECT, objectWith } from "../../arguments.ts";
import { FlyteConfigError } from "../../errors.ts";
import { isObject, type JsonObject, type JsonValue } from "../../python/json_value.ts";
import {
  type AnyFields,
  BOOLEAN_KIND,
  choiceKind,
  type Fields,
  fieldValue,
  PATH_KIND,
  readFields,
  SECRET_KIND,
  STRING_KIND,
  writeFields,
} from "./fields.ts";
import { checkedLayer, type Layer, layerFields } from "./layers/mod.ts";
import { Secret } from "./secret.ts";

/** A platform that an image can be built for. Python: `flyte._image.Architecture`. */
export type Architecture = "linux/amd64" | "linux/arm64";

/** A version of Python, such as `[3, 12]`. */
export type PythonVersion = readonly [major: number, minor: number];

/** A version of Python as two numbers or as a string, such as `"3.12"`. */
export type PythonVersionInput = PythonVersion | `${number}.${number}`;

/**
 * A kind of image: layers can be added to an `extendable` image, and to a `sealed` one after
 * `clone({ extendable: true })`. A `dockerfile` image is built from its Dockerfile, without layers.
 */
export type ImageKind = "extendable" | "sealed" | "dockerfile";

/** The fields of an image. */
export interface ImageState {
  /** Name of the base image. */
  readonly baseImage?: string | undefined;
  /** Path of the Dockerfile that the image is built from instead. */
  readonly dockerfile?: string | undefined;
  /** Registry to push to, with a path if it has one. */
  readonly registry?: string | undefined;
  /** Name in the registry. */
  readonly name?: string | undefined;
  /** Platforms that the image is built for. */
  readonly platform: readonly Architecture[];
  /** Version of Python in the image, if known. */
  readonly pythonVersion?: PythonVersion | undefined;
  /** Whether layers can be added. */
  readonly extendable: boolean;
  /** Whether the image is built. Otherwise it is the base image itself. */
  readonly isCloned: boolean;
  /** Name of the base image in a configuration. */
  readonly refName?: string | undefined;
  /** The layers, in the order in which they are built. */
  readonly layers: readonly Layer[];
  /** Tag to use instead of the hash. */
  readonly tag?: string | undefined;
  /** Secret for the registry. */
  readonly imageRegistrySecret?: Secret | undefined;
}

/** The part of a configuration that images use. `Config` has it. */
export interface ImageSettings {
  /** Settings of the section `image`. */
  readonly image: {
    /** Registry of images that have none of their own. */
    readonly registry?: string | undefined;
    /** Image names, by the names that `Image.fromRefName` takes. */
    readonly imageRefs?: Readonly<Record<string, string>> | undefined;
  };
}

/** The fields of an image, in the order in which they are written. */
export const IMAGE_FIELDS: Fields<ImageState> = {
  baseImage: { kind: STRING_KIND },
  dockerfile: { kind: PATH_KIND, isUnhashed: true },
  registry: { kind: STRING_KIND, isUnhashed: true },
  name: { kind: STRING_KIND, isUnhashed: true },
  platform: {
    kind: {
      expected: "a non-empty list of platforms",
      item: /* @__PURE__ */ choiceKind("linux/amd64", "linux/arm64"),
      isNonEmpty: true,
    },
    isRequired: true,
    isUnhashed: true,
  },
  pythonVersion: {
    kind: { expected: "two numbers, such as [3, 12]", copy: parsePythonVersion },
    isUnhashed: true,
  },
  extendable: { kind: BOOLEAN_KIND, isRequired: true, isUnhashed: true },
  isCloned: { kind: BOOLEAN_KIND, isRequired: true, isUnhashed: true },
  refName: { kind: STRING_KIND, isUnhashed: true },
  tag: { kind: STRING_KIND, isUnhashed: true },
  imageRegistrySecret: { kind: SECRET_KIND, isUnhashed: true },
  layers: {
    kind: { expected: "a list of layers", copy: (value) => Array.isArray(value) ? value : undefined },
    isRequired: true,
  },
};

/** Check: a version of Python. */
export const PYTHON_VERSION: Check = {
  expected: 'a version of Python such as [3, 12] or "3.12"',
  accepts: (value) => parsePythonVersion(value) !== undefined,
};

/** Check: a configuration of flyte 2. */
export const CONFIG: Check = /* @__PURE__ */ objectWith("a flyte 2 Config, or an object with image", "image");

const IMAGE: Check = {
  expected: "a flyte 2 Image",
  accepts: (value) => OBJECT.accepts(value) && Array.isArray((value as { readonly layers?: unknown }).layers),
};

/**
 * Checks that an argument is an image, or has the fields of one. Throws `invalid_argument`, and `wrong_shape` and
 * others for its layers.
 */
export function checkImage(call: string, name: string, image: unknown): asserts image is ImageState {
  checkArgument(call, name, image, IMAGE);
  (image as ImageState).layers.forEach(checkedLayer);
}

/**
 * Returns checked copies of all fields. Values that are also in `origin`, an image that has been checked before, are used
 * unchanged, which makes chains of methods fast.
 */
export function checkedState(state: ImageState, origin?: ImageState): ImageState {
  return {
    baseImage: checked("baseImage", state.baseImage, origin?.baseImage),
    dockerfile: checked("dockerfile", state.dockerfile, origin?.dockerfile),
    registry: checked("registry", state.registry, origin?.registry),
    name: checked("name", state.name, origin?.name),
    platform: checked("platform", state.platform, origin?.platform),
    pythonVersion: checked("pythonVersion", state.pythonVersion, origin?.pythonVersion),
    extendable: checked("extendable", state.extendable, origin?.extendable),
    isCloned: checked("isCloned", state.isCloned, origin?.isCloned),
    refName: checked("refName", state.refName, origin?.refName),
    layers: checkedLayers(checked("layers", state.layers, origin?.layers), origin?.layers),
    tag: checked("tag", state.tag, origin?.tag),
    imageRegistrySecret: checked("imageRegistrySecret", state.imageRegistrySecret, origin?.imageRegistrySecret),
  };
}

function checked<Name extends keyof ImageState>(
  name: Name,
  value: ImageState[Name],
  known: ImageState[Name] | undefined,
): ImageState[Name] {
  if (value === known && (value !== undefined || !IMAGE_FIELDS[name].isRequired)) return value;
  return fieldValue("Image", name, IMAGE_FIELDS[name], value) as ImageState[Name];
}

function checkedLayers(layers: readonly Layer[], known: readonly Layer[] = []): readonly Layer[] {
  return Object.freeze(layers.map((layer, at) => layer === known[at] ? layer : checkedLayer(layer)));
}

/**
 * Parses a version of Python; `undefined` for anything else. flyte 2 takes strings, too, but names a base image that
 * does not exist.
 */
export function parsePythonVersion(value: unknown): PythonVersion | undefined {
  const parts = typeof value === "string" && /^\d{1,5}\.\d{1,5}$/.test(value) ? value.split(".").map(Number) : value;
  if (!Array.isArray(parts) || parts.length !== 2) return undefined;
  const [major, minor]: readonly unknown[] = parts;
  return isCount(major) && isCount(minor) ? Object.freeze([major, minor] as const) : undefined;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** Writes an image as plain data. */
export function imageToDict(image: ImageState): JsonObject {
  return writeFields(IMAGE_FIELDS as AnyFields, image, toPlain);
}

function toPlain(value: unknown): JsonValue {
  if (value instanceof Secret) return value.toDict();
  if (Array.isArray(value)) return value.map(toPlain);
  if (!isObject(value)) return value as JsonValue;
  return { type: value.type as JsonValue, ...writeFields(layerFields(value.type), value, toPlain) };
}

/** Reads what {@linkcode imageToDict} wrote. Throws `wrong_shape`, `unknown_field`, `invalid_secret` and `not_utf8`. */
export function imageFromDict(dict: unknown): ImageState {
  const state = readFields("Image", IMAGE_FIELDS as AnyFields, dict) as unknown as ImageState;
  return { ...state, layers: state.layers.map(layerFromDict) };
}

function layerFromDict(dict: unknown, index: number): Layer {
  try {
    const { type, ...fields } = isObject(dict) ? dict : { type: dict };
    return checkedLayer({ type, ...readFields(String(type), layerFields(type), fields) });
  } catch (error) {
    if (!(error instanceof FlyteConfigError)) throw error;
    const { code, message, path } = error;
    const at = `layers[${index}]`;
    throw new FlyteConfigError(code, `Image: ${at}: ${message}`, { path: path === undefined ? at : `${at}.${path}` });
  }
}
