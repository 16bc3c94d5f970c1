/**
 * The context that Flyte tasks carry in `_F_SS_C`: decode it, change it, encode it. Runs anywhere and needs no
 * permission. The code that explains errors is loaded when it is needed. Configuration files are not
 * read here: see `src/flytekit/config`.
 *
 * @example
 * ```ts
 * import { SerializationSettings } from "@flyte-ts/config/serialization";
 *
 * const context = await SerializationSettings.forImage("ghcr.io/acme/app:v1", "v1").serializedContext();
 * const settings = await SerializationSettings.fromTransport(context);
 * console.log(settings.version, settings.imageConfig.defaultImage?.full); // v1 ghcr.io/acme/app:v1
 * ```
 *
 * @module
 */
export { type ErrorCode, type ErrorDetails, FlyteConfigError, type Issue } from "../../errors.ts";
export { DEFAULT_IMAGE_NAME, Image, type ImageInit, type LookUpImageOptions } from "../image/image.ts";
export { ImageConfig, type ImageConfigInit } from "../image/image_config.ts";
export type { ImageConfigSources } from "../image/configured_images.ts";
export type { DefaultImageOptions, PythonVersion } from "../image/default_images.ts";
export type { FileUrl } from "../../settings/file/file_option.ts";
export type { Mode } from "../../settings/file/open.ts";
export type * from "../../runtime/host.ts";
export type { NamedText } from "../../formats/config_document.ts";
export { PythonFloat } from "../../python/numbers.ts";
export type { JsonDumpsOptions } from "../../python/json.ts";
export type { JsonObject, JsonValue } from "../../python/json_value.ts";
export { WireRecord } from "../../wire/record.ts";
export type { WireSchema } from "../../wire/schema.ts";
export * from "./constants.ts";
export { EntrypointSettings } from "./entrypoint_settings.ts";
export { FastSerializationSettings, type FastSerializationSettingsInit } from "./fast_serialization_settings.ts";
export {
  type ResourceAmount,
  type ResourceQuantity,
  Resources,
  type ResourcesInit,
  ResourceSpec,
  type ResourceSpecInit,
} from "./resources.ts";
export { retarget } from "./retarget.ts";
export type { RetargetChanges } from "./retarget_copies.ts";
export {
  type ForImageOptions,
  SerializationSettings,
  SerializationSettingsBuilder,
  type SerializationSettingsInit,
  type SerializedContextOptions,
} from "./serialization_settings.ts";
export { DEFAULT_MAX_BYTES, DEFAULT_MAX_VALUES, type FromJsonOptions, type JsonLimits } from "../../wire/json_text.ts";
