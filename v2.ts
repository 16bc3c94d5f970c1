/**
 * flyte 2: its images, and its configuration.
 *
 * @example An image, and its name
 * ```ts
 * import { Config, Image } from "@flyte-ts/config/v2";
 *
 * const config = Config.from({ file: { name: "config.yaml", text: "image:\n  registry: ghcr.io/acme\n" } });
 * const base = Image.fromDebianBase({ pythonVersion: [3, 12], flyteVersion: "2.12.1", config });
 * console.log(await base.uri()); // ghcr.io/flyteorg/flyte:py3.12-v2.12.1
 * console.log(await base.withPipPackages("pandas").uri()); // ghcr.io/acme/flyte:…
 * ```
 *
 * @module
 */
export * from "./src/flyte2/config/mod.ts";
export * from "./src/oci/mod.ts";
export type { Reference } from "./src/oci/reference.ts";
export * from "./src/flyte2/image/building.ts";
export * from "./src/flyte2/image/mod.ts";
// The entry point ./v2/image has the class without what asks registries, reads scripts and finds issues.
export { Image } from "./src/flyte2/image/registry_image.ts";
export * from "./src/flyte2/storage/mod.ts";
