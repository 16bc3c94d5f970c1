/**
 * The fields of images, checked.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import { purePath } from "../../python/paths.ts";
import { typeName } from "../../settings/display.ts";
import { oneLine } from "../../text/quote.ts";
import { closest, didYouMean } from "../../text/closest.ts";
import type { ImageKind, ImageState } from "./image_state.ts";
import { checkedLayer, wrongValue } from "./layer_values.ts";
import type { Architecture, Layer, PythonVersion } from "./layers.ts";
import { parsePythonVersion } from "./python_version.ts";
import { Secret } from "./secret.ts";

/** The platforms that images can be built for. */
export const ARCHITECTURES: readonly Architecture[] = ["linux/amd64", "linux/arm64"];

/** Base of {@linkcode Image}: its properties. */
export abstract class ImageFields<K extends ImageKind = ImageKind> {
  /** The image that it starts from. */
  readonly baseImage: string | undefined;
  /** Path of the Dockerfile that it is built from instead. */
  readonly dockerfile: string | undefined;
  /** Registry to push to. */
  readonly registry: string | undefined;
  /** Name in the registry. */
  readonly name: string | undefined;
  /** Platforms that it is built for. */
  readonly platform: readonly Architecture[];
  /** Version of Python in it, where that is known. */
  readonly pythonVersion: PythonVersion | undefined;
  /** Whether layers can be added. */
  readonly extendable: boolean;
  /** Whether it is to be built; else it is the base image itself. */
  readonly isCloned: boolean;
  /** Name in a configuration that stands for the base image. */
  readonly refName: string | undefined;
  /** Its layers, the first one first. */
  readonly layers: readonly Layer[];
  /** Its tag, if that is no hash. */
  readonly tag: string | undefined;
  /** Secret for its registry. */
  readonly imageRegistrySecret: Secret | undefined;

  /** Checks and copies the fields; layers of the image that it is made of have been checked. */
  protected constructor(state: ImageState, origin?: ImageFields) {
    this.baseImage = text("baseImage", state.baseImage);
    const dockerfile = text("dockerfile", state.dockerfile);
    this.dockerfile = dockerfile === undefined ? undefined : purePath(dockerfile);
    this.registry = text("registry", state.registry);
    this.name = text("name", state.name);
    this.platform = platforms(state.platform);
    this.pythonVersion = pythonVersion(state.pythonVersion);
    this.extendable = flag("extendable", state.extendable);
    this.isCloned = flag("isCloned", state.isCloned);
    this.refName = text("refName", state.refName);
    if (!Array.isArray(state.layers)) throw wrongValue("Image", "layers", "a list of layers", state.layers);
    const known = origin?.layers ?? [];
    this.layers = Object.freeze(state.layers.map((layer, at) => layer === known[at] ? layer : checkedLayer(layer)));
    this.tag = text("tag", state.tag);
    const secret = state.imageRegistrySecret;
    if (secret !== undefined && !(secret instanceof Secret)) {
      throw wrongValue("Image", "imageRegistrySecret", "a Secret", secret);
    }
    this.imageRegistrySecret = secret;
  }

  /** What may be done with it. */
  get kind(): K {
    const kind: ImageKind = this.dockerfile !== undefined ? "dockerfile" : this.extendable ? "extendable" : "sealed";
    return kind as K;
  }
}

/** Platforms as a list. */
export function listed(platform: Architecture | readonly Architecture[]): readonly Architecture[] {
  return typeof platform === "string" ? [platform] : platform;
}

function text(path: string, value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw wrongValue("Image", path, "a text", value);
  if (value.isWellFormed()) return value;
  throw new FlyteConfigError("not_utf8", `Image: ${path} holds half of a surrogate pair`, { path });
}

function flag(path: string, value: unknown): boolean {
  if (typeof value !== "boolean") throw wrongValue("Image", path, "true or false", value);
  return value;
}

function platforms(value: unknown): readonly Architecture[] {
  if (!Array.isArray(value) || value.length === 0) throw wrongValue("Image", "platform", "a list of platforms", value);
  for (const one of value) {
    if (ARCHITECTURES.includes(one)) continue;
    const found = typeof one === "string" ? JSON.stringify(oneLine(one)) : typeName(one);
    const meant = typeof one === "string" ? didYouMean(closest(one, ARCHITECTURES)) : "";
    const what = `Image: platform is ${found}, and must be ${ARCHITECTURES.join(" or ")}${meant}`;
    throw new FlyteConfigError("wrong_shape", what, { path: "platform" });
  }
  return Object.freeze([...value]);
}

function pythonVersion(value: unknown): PythonVersion | undefined {
  if (value === undefined || value === null) return undefined;
  const version = parsePythonVersion(value);
  if (version === undefined) throw wrongValue("Image", "pythonVersion", "two numbers, such as [3, 12]", value);
  return version;
}
