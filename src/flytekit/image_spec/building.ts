/**
 * Building image specifications: the engine, its builders, and Dockerfiles. The programs that build, as far as they do not
 * depend on `ImageSpec`, are in `src/container`.
 *
 * @module
 */
export type { ImageExistence } from "../../container/existence.ts";
export type { BuildMessage } from "../../container/messages.ts";
export { FLYTE_PUSH_IMAGE_SPEC } from "../../container/program_options.ts";
export type { RenderedImage } from "../../container/rendered_image.ts";
export { type BuildContext, FLYTE_IMG_FAST_FAIL, ImageSpecBuilder, NoOpBuilder } from "./builder.ts";
export { defaultImageBuildEngine } from "./default_engine.ts";
export { DockerBuilder, dockerBuilder, type DockerBuilderOptions } from "./docker_builder.ts";
export type { DockerfileOptions, DockerfileSpec } from "./dockerfile/options.ts";
export { prepareDockerfile } from "./dockerfile/prepare.ts";
export { renderDockerfile } from "./dockerfile/render.ts";
export {
  type BuildOptions,
  type BuiltImage,
  FLYTE_FORCE_PUSH_IMAGE_SPEC,
  ImageBuildEngine,
  type ImageBuildEngineOptions,
} from "./engine.ts";
