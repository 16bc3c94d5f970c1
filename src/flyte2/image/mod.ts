/**
 * flyte 2's images: what they start from, layers, names.
 *
 * @module
 */
export type { ImageExistence } from "../../container/existence.ts";
export type { BuildMessage } from "../../container/messages.ts";
export type { BuildJob, BuildSource, ProgramOptions as DockerBuilderOptions } from "../../container/program_builder.ts";
export type { ListSources } from "../../container/write_context.ts";
export type { BuildSecret, RenderedImage, SourcesEntry } from "../../container/rendered_image.ts";
export type { FoundFile } from "../../files/walk.ts";
export type { HashDifference, HashExplanation } from "../../files/hash_explanation.ts";
export type { RegistryQueryOptions } from "../../oci/existence.ts";
export type { JsonObject, JsonValue } from "../../python/json_value.ts";
export { BASE_REGISTRY, DEFAULT_IMAGE_NAME, DEFAULT_IMAGE_REF_NAME, LOCALHOST_REGISTRY } from "./constants.ts";
export { build, type BuildOptions, type BuildSettings, type ImageBuild, type ImageBuilder } from "./build.ts";
export { DockerBuilder, dockerBuilder } from "./docker_builder.ts";
export type { DockerfileOptions, PythonInstaller } from "./dockerfile/options.ts";
export { type PreparedImage, prepareDockerfile, type PrepareOptions } from "./dockerfile/prepare.ts";
export { renderDockerfile } from "./dockerfile/render.ts";
export { explainHash } from "./explain_hash.ts";
export type { ExistenceOptions } from "./existence.ts";
export { Image } from "./image.ts";
export type { ItemsThen } from "./add_layer.ts";
export type * from "./from_options.ts";
export type { ImageChanges } from "./image_changes.ts";
export type { ImageFields } from "./image_fields.ts";
export type { ImageInstalls } from "./image_installs.ts";
export type * from "./image_state.ts";
export type * from "./install_layers.ts";
export type * from "./layer_options.ts";
export { layerOf } from "./layer_values.ts";
export type * from "./layers.ts";
export type { PythonVersionInput } from "./python_version.ts";
export type { ImageRefs, NamedImages } from "./refs.ts";
export { Secret, type SecretInit, type SecretRequest } from "./secret.ts";
export type { UriOptions } from "./uri.ts";
export type { ValidateOptions } from "./validate.ts";
