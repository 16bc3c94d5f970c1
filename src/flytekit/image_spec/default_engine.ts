/**
 * The engine for who makes none of his own.
 *
 * @module
 */
import { ImageBuildEngine } from "./engine.ts";
import { NoOpBuilder } from "./noop_builder.ts";
import { dockerBuilder } from "./docker_builder.ts";

/**
 * The engine that a program shares: what is registered or built with it is known to all that use it, as flytekit's
 * `ImageBuildEngine` is. It has `noop` and `default`, which runs docker, podman or buildah. The only state that this
 * library shares; an `ImageBuildEngine` of your own shares nothing.
 *
 * @example
 * ```ts
 * import { defaultImageBuildEngine } from "@flyte-ts/config";
 *
 * console.log([...defaultImageBuildEngine.getRegistry().keys()]); // [ "default", "noop" ]
 * ```
 */
export const defaultImageBuildEngine: ImageBuildEngine = /* @__PURE__ */ withFlytekitsBuilders(new ImageBuildEngine());

/** flytekit's builders with its priorities. */
function withFlytekitsBuilders(engine: ImageBuildEngine): ImageBuildEngine {
  engine.register("default", dockerBuilder(), 1);
  engine.register(NoOpBuilder.builderType, new NoOpBuilder(), 0);
  return engine;
}
