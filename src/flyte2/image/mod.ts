/**
 * flyte 2's images: their description and name. Asks no registries, reads no metadata of scripts and builds no images; the
 * entry point `./v2` does.
 *
 * @example
 * ```ts
 * import { Image } from "@flyte-ts/config/v2/image";
 *
 * const image = Image.fromBase("debian:12").clone({ registry: "ghcr.io/acme", name: "app", extendable: true });
 * console.log(await image.withAptPackages("git").uri()); // ghcr.io/acme/app:66afad442deb8ee0bfbf1d226a3787d4
 * ```
 *
 * @module
 */
export { type ErrorCode, type ErrorDetails, FlyteConfigError, type Issue } from "../../errors.ts";
export { fileHashCache } from "../../files/file_hash_cache.ts";
export type { FileHashCache } from "../../files/hash_cache.ts";
export type { JsonObject, JsonValue } from "../../python/json_value.ts";
export { PythonFloat } from "../../python/numbers.ts";
export type * from "../../runtime/host.ts";
export {
  BASE_REGISTRY,
  type BaseImageOptions,
  type CloneOptions,
  DEFAULT_IMAGE_NAME,
  DEFAULT_IMAGE_REF_NAME,
  type FromDebianBaseOptions,
  type FromDockerfileOptions,
  Image,
  type ValidateOptions,
} from "./image.ts";
export type { ImageRefs } from "./image_refs.ts";
export type {
  Architecture,
  ImageKind,
  ImageSettings,
  ImageState,
  PythonVersion,
  PythonVersionInput,
} from "./image_state.ts";
export type { AptPackages } from "./layers/apt.ts";
export type { Commands } from "./layers/commands.ts";
export type { DockerLines } from "./layers/debian.ts";
export type { Env, WorkDir } from "./layers/env.ts";
export type { ProjectInstallMode } from "./layers/files.ts";
export { type Layer, type LayerOf, layerOf, type LayerType } from "./layers/mod.ts";
export type {
  LocalWheelsOptions,
  PipFields,
  PipOptions,
  PipPackages,
  PythonWheels,
  Requirements,
} from "./layers/pip.ts";
export type { PixiProject, PixiProjectOptions } from "./layers/pixi.ts";
export type { PoetryProject, PoetryProjectOptions } from "./layers/poetry.ts";
export type {
  CodeBundleLayer,
  CodeBundleOptions,
  CodeBundleStyle,
  CopyConfig,
  DockerIgnore,
  SourceFileOptions,
  SourceFolderOptions,
} from "./layers/sources.ts";
export type { UVProject, UvProjectOptions, UVScript } from "./layers/uv.ts";
export { Secret, type SecretInit, type SecretOptions, type SecretRequest } from "./secret.ts";
export type { UriOptions } from "./uri.ts";
