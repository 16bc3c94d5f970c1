/**
 * flyte 2's images: description, name, Dockerfile and build. Nothing of flytekit's images; what both share is in
 * `src/container` and `src/oci`.
 *
 * @module
 */
export type { ImageExistence } from "../../container/existence.ts";
export type { BuildMessage } from "../../container/messages.ts";
export type { BuildJob, BuildSource } from "../../container/program_builder.ts";
export type { ProgramOptions as DockerBuilderOptions } from "../../container/program_options.ts";
export type { ListSources } from "../../container/write_context.ts";
export type { RenderedImage, SourcesEntry } from "../../container/rendered_image.ts";
export type { FoundFile } from "../../files/walk.ts";
export type { HashDifference, HashExplanation } from "../../files/hash_explanation.ts";
export type { RegistryQueryOptions } from "../../oci/query_existence.ts";
export type { JsonObject, JsonValue } from "../../python/json_value.ts";
export { DockerBuilder, dockerBuilder } from "./docker_builder.ts";
export {
  build,
  type BuildOptions,
  type BuildSettings,
  type ImageBuild,
  type ImageBuilder,
  LOCALHOST_REGISTRY,
} from "./build.ts";
export { type PreparedImage, prepareDockerfile, type PrepareOptions } from "./dockerfile/prepare.ts";
export { type DockerfileOptions, type PythonInstaller, renderDockerfile } from "./dockerfile/render.ts";
export { explainHash } from "./explain_hash.ts";
export {
  BASE_REGISTRY,
  type BaseImageOptions,
  type CloneOptions,
  DEFAULT_IMAGE_NAME,
  DEFAULT_IMAGE_REF_NAME,
  type ExistenceOptions,
  type FromDebianBaseOptions,
  type FromDockerfileOptions,
  type FromUvScriptOptions,
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
