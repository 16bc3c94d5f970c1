/**
 * The engine that a program shares.
 *
 * @module
 */
import { NoOpBuilder } from "./builder.ts";
import { dockerBuilder } from "./docker_builder.ts";
import { ImageBuildEngine } from "./engine.ts";

/**
 * Engine that a program shares, like flytekit's `ImageBuildEngine`: everything that uses it sees the builders that are
 * registered and the images that are built with it. It has the builders `noop` and `default`, which runs docker, podman or
 * buildah. It is the only mutable state of this library.
 *
 * @example
 * ```ts
 * import { defaultImageBuildEngine } from "@flyte-ts/config";
 *
 * console.log([...defaultImageBuildEngine.getRegistry().keys()]); // [ "default", "noop" ]
 * ```
 */
export const defaultImageBuildEngine: ImageBuildEngine = /* @__PURE__ */ withDefaultBuilders(new ImageBuildEngine());

/** Registers flytekit's builders with its priorities. */
function withDefaultBuilders(engine: ImageBuildEngine): ImageBuildEngine {
  engine.register("default", dockerBuilder(), 1);
  engine.register(NoOpBuilder.builderType, new NoOpBuilder(), 0);
  return engine;
}
