/**
 * Building flyte 2's images, their Dockerfiles, and whether registries have them. What both products share is in
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
export type { RegistryQueryOptions } from "../../oci/query_existence.ts";
export { DockerBuilder, dockerBuilder } from "./docker_builder.ts";
export {
  build,
  type BuildOptions,
  type BuildSettings,
  type ImageBuild,
  type ImageBuilder,
  LOCALHOST_REGISTRY,
} from "./build.ts";
export type { HashDifference, HashExplanation } from "../../files/hash_explanation.ts";
export { explainHash } from "./explain_hash.ts";
export { type PreparedImage, prepareDockerfile, type PrepareOptions } from "./dockerfile/prepare.ts";
export { type DockerfileOptions, type PythonInstaller, renderDockerfile } from "./dockerfile/render.ts";
export type { ExistenceOptions, FromUvScriptOptions } from "./registry_image.ts";
