/**
 * flyte 2's images.
 *
 * @example An image, and its name
 * ```ts
 * import { Image } from "@flyte-ts/config/v2";
 *
 * const base = Image.fromDebianBase({ pythonVersion: [3, 12], flyteVersion: "2.12.1" });
 * console.log(await base.uri()); // ghcr.io/flyteorg/flyte:py3.12-v2.12.1
 * ```
 *
 * @module
 */
export * from "./src/v2/mod.ts";
export { DockerBuilder, dockerBuilder, type DockerBuilderOptions } from "./plugins/docker.ts";
export { type ErrorCode, FlyteConfigError, type Issue } from "./src/errors.ts";
export { defaultHost } from "./src/host/default.ts";
export type * from "./src/host/host.ts";
export { memoryHost, type MemoryHostOptions } from "./src/host/memory.ts";
