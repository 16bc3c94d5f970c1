/**
 * Flyte's configuration, serialization context and image identities.
 *
 * @example Change the image of the context that a Flyte task carries
 * ```ts
 * import { Image, SerializationSettings } from "@flyte-ts/config";
 *
 * const context = await SerializationSettings.forImage("ghcr.io/acme/app:v1", "v1").serializedContext();
 *
 * const settings = await SerializationSettings.fromTransport(context);
 * const image = Image.lookUpImageInfo("default", "ghcr.io/acme/app:v2");
 * const changed = settings.with({ imageConfig: settings.imageConfig.withImage(image) });
 * console.log((await changed.serializedContext()).startsWith("H4sI")); // true
 * ```
 *
 * @module
 */
export { azure } from "./plugins/azure.ts";
export { gcs } from "./plugins/gcs.ts";
export { s3 } from "./plugins/s3.ts";
export * from "./src/flytekit/config/mod.ts";
export * from "./src/flytekit/image/mod.ts";
export * from "./src/flytekit/image_spec/building.ts";
export * from "./src/flytekit/image_spec/mod.ts";
export * from "./src/oci/mod.ts";
export * from "./src/flytekit/context/mod.ts";
// The entry point ./serialization has the class without the functions that read files.
export { ImageConfig } from "./src/flytekit/image/auto_image_config.ts";
// The entry point ./image-spec has the class without the functions that read YAML files and ask Python interpreters.
export { type FromEnvOptions, ImageSpec } from "./src/flytekit/image_spec/full_image_spec.ts";
export { findContext, findContexts, type FoundContext } from "./src/flytekit/context/find_context.ts";
export { ERROR_CODES } from "./src/errors.ts";
export { wireJsonSchema } from "./src/wire/schema.ts";
