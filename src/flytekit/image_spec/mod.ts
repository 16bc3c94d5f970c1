/**
 * What container images are to be built of.
 *
 * @module
 */
export { _F_IMG_ID, DOCKER_HUB, FLYTE_FORCE_PUSH_IMAGE_SPEC, FLYTE_IMG_FAST_FAIL } from "./constants.ts";
export type { HashDifference, HashExplanation } from "../../files/hash_explanation.ts";
export { explainHash } from "./explain_hash.ts";
export type { FromEnvOptions } from "./from_env.ts";
export type { ImageExistence } from "../../container/existence.ts";
export type { BuildMessage } from "../../container/messages.ts";
export { FLYTE_PUSH_IMAGE_SPEC, type ProgramOptions } from "../../container/program_builder.ts";
export type { BuildSecret, RenderedImage } from "../../container/rendered_image.ts";
export { type BuildContext, ImageSpecBuilder } from "./builder.ts";
export { defaultImageBuildEngine } from "./default_engine.ts";
export { DockerBuilder, dockerBuilder, type DockerBuilderOptions } from "./docker_builder.ts";
export { ImageBuildEngine } from "./engine.ts";
export type {
  BuildOptions,
  BuiltImage,
  ImageBuildEngineOptions,
  ImageRegistry,
  LookUpOrBuildOptions,
  RegisteredBuilder,
} from "./engine_options.ts";
export type { ExistenceOptions } from "./existence.ts";
export { ImageSpec } from "./image_spec.ts";
export { NoOpBuilder } from "./noop_builder.ts";
export type { DockerfileOptions, DockerfileSpec, PythonInstaller } from "./dockerfile/options.ts";
export { prepareDockerfile } from "./dockerfile/prepare.ts";
export { renderDockerfile } from "./dockerfile/render.ts";
export type { ImageSpecChanges } from "./image_spec_changes.ts";
export type { ImageSpecFields } from "./image_spec_fields.ts";
export type {
  BuilderValue,
  CopyFileDetection,
  ImageSpecInit,
  ImageSpecOptions,
  IsContainerOptions,
} from "./image_spec_init.ts";
export type { FileDigests, TagOptions } from "./tag.ts";
export { validateContainerRegistryName } from "./validate.ts";
