/**
 * The fields of an image specification, filled and checked.
 *
 * @module
 */
import { OBJECT } from "../../arguments.ts";
import { defaultHost } from "../../runtime/default_host.ts";
import { lower } from "../../python/strings.ts";
import { isObject } from "../../python/json_value.ts";
import { fieldValue, MAX_BASE_IMAGES, tooManyBaseImages, unknownField, wrongField } from "./field_values.ts";
import { FIELDS } from "./fields.ts";
import type { ImageSpec } from "./image_spec.ts";
import type { BuilderValue, CopyFileDetection, ImageSpecInit, ImageSpecOptions } from "./image_spec_init.ts";
import { currentScalars, SCALARS, type SpecValues } from "./scalars.ts";
import { checkRegistry } from "./validate.ts";

/** Base of {@linkcode ImageSpec}: its properties. What is not set is `undefined`; {@linkcode ImageSpecInit} says more. */
export abstract class ImageSpecFields {
  /** Name of the image, in small letters. */
  declare readonly name: string;
  /** Python version of the image. */
  declare readonly pythonVersion: string | undefined;
  /** Type of the builder. */
  declare readonly builder: string | undefined;
  /** Folder of the source files. */
  declare readonly sourceRoot: string | undefined;
  /** Environment variables of the image; without a prototype. */
  declare readonly env: Readonly<Record<string, string>> | undefined;
  /** Registry of the image, in small letters. */
  declare readonly registry: string | undefined;
  /** Python packages. */
  declare readonly packages: readonly string[] | undefined;
  /** Conda packages. */
  declare readonly condaPackages: readonly string[] | undefined;
  /** Conda channels. */
  declare readonly condaChannels: readonly string[] | undefined;
  /** Path of a `requirements.txt`, `uv.lock` or `poetry.lock`. */
  declare readonly requirements: string | undefined;
  /** Debian packages. */
  declare readonly aptPackages: readonly string[] | undefined;
  /** Version of CUDA. */
  declare readonly cuda: string | undefined;
  /** Version of cuDNN. */
  declare readonly cudnn: string | undefined;
  /** Image to start from. */
  declare readonly baseImage: string | ImageSpec | undefined;
  /** Platforms to build for. */
  declare readonly platform: string;
  /** URL of the Python package index. */
  declare readonly pipIndex: string | undefined;
  /** URLs of further package indexes. */
  declare readonly pipExtraIndexUrl: readonly string[] | undefined;
  /** Files with secrets for installing packages, each with the path where it is to be. */
  declare readonly pipSecretMounts: readonly (readonly [source: string, target: string])[] | undefined;
  /** Further arguments for installing packages. */
  declare readonly pipExtraArgs: string | undefined;
  /** Path of a registry's configuration. */
  declare readonly registryConfig: string | undefined;
  /** Entrypoint in place of the base image's. */
  declare readonly entrypoint: readonly string[] | undefined;
  /** Commands to run while building. */
  declare readonly commands: readonly string[] | undefined;
  /** Format of the tag. */
  declare readonly tagFormat: string | undefined;
  /** Which source files are copied; `LOADED_MODULES` if there is only a source root. */
  declare readonly sourceCopyMode: CopyFileDetection | undefined;
  /** Files and folders to copy to `/root`. */
  declare readonly copy: readonly string[] | undefined;
  /** Path of the Python in the image. */
  declare readonly pythonExec: string | undefined;
  /** Packages to install when a task runs. */
  declare readonly runtimePackages: readonly string[] | undefined;
  /** Options of the builder; without a prototype. */
  declare readonly builderOptions: Readonly<Record<string, BuilderValue>> | undefined;
  /** Images that the builder uses; without a prototype. */
  declare readonly builderConfig: Readonly<Record<string, BuilderValue>> | undefined;

  /** Checks and copies the fields, and fills in flytekit's defaults. */
  protected constructor(init: ImageSpecInit, { machine }: ImageSpecOptions) {
    if (!isObject(init) || !OBJECT.accepts(init)) throw wrongField("the specification", "an object of fields", init);
    const values: Record<string, unknown> = {};
    const unknown = Object.keys(init).find((key) => !FIELDS.some((field) => field.key === key));
    if (unknown !== undefined) throw unknownField(unknown, "key");
    for (const field of FIELDS) {
      const given: unknown = init[field.key];
      values[field.key] = field.kind === "baseImage" ? baseImage(given) : fieldValue(field, given);
    }
    if (init.name === null) throw wrongField("name", "a string; leave it out otherwise", null);
    values.name = lower((values.name as string | undefined) ?? "flytekit");
    const registry = typeof values.registry === "string" ? lower(values.registry) : undefined;
    if (registry) checkRegistry(registry);
    values.registry = registry;
    values.platform ??= registry?.startsWith("localhost:") && isArm(machine ?? defaultHost().machine?.())
      ? "linux/arm64"
      : "linux/amd64";
    if (values.sourceRoot !== undefined) values.sourceCopyMode ??= "LOADED_MODULES";
    const scalars = currentScalars(init as SpecValues, values);
    Object.assign(this, values, scalars && { [SCALARS]: scalars });
  }
}

function baseImage(value: unknown): unknown {
  if (value === undefined || value === null) return undefined;
  if (value instanceof ImageSpecFields) {
    let depth = 1;
    for (let base: unknown = value; base instanceof ImageSpecFields; base = base.baseImage) depth++;
    if (depth > MAX_BASE_IMAGES) throw tooManyBaseImages();
    return value;
  }
  if (typeof value === "string") return value;
  throw wrongField("base_image", "a text or an ImageSpec", value);
}

function isArm(machine: string | undefined): boolean {
  return machine !== undefined && ["arm64", "aarch64"].includes(machine.toLowerCase());
}
