/**
 * Container images as Flyte names them, and the grammar of their references. Runs anywhere and needs no permission.
 * Building images is not here: see `src/flytekit/image_spec`.
 *
 * @example
 * ```ts
 * import { formatReference, ImageConfig, parseReference } from "@flyte-ts/config/image";
 *
 * const config = ImageConfig.fromImages("ghcr.io/acme/app:v1");
 * console.log(config.defaultImage?.version); // v1
 * console.log(formatReference(parseReference("ubuntu"))); // docker.io/library/ubuntu
 * ```
 *
 * @module
 */
export { type ErrorCode, type ErrorDetails, FlyteConfigError, type Issue } from "../../errors.ts";
export type { JsonDumpsOptions } from "../../python/json.ts";
export type { JsonObject, JsonValue } from "../../python/json_value.ts";
export type { FileUrl } from "../../settings/file/file_option.ts";
export type { Mode } from "../../settings/file/open.ts";
export type * from "../../runtime/host.ts";
export type { NamedText } from "../../formats/config_document.ts";
export { PythonFloat } from "../../python/numbers.ts";
export type { FromJsonOptions, JsonLimits } from "../../wire/json_text.ts";
export { WireRecord } from "../../wire/record.ts";
export type { WireSchema } from "../../wire/schema.ts";
export {
  type DefaultImageOptions,
  DefaultImages,
  FLYTE_INTERNAL_IMAGE_ENV_VAR,
  PYTHON_VERSIONS,
  type PythonVersion,
} from "./default_images.ts";
export { DEFAULT_IMAGE_NAME, Image, type ImageInit, type LookUpImageOptions } from "./image.ts";
export { ImageConfig } from "./auto_image_config.ts";
export type { ImageConfigInit } from "./image_config.ts";
export type { ImageConfigAutoOptions, ImageConfigSources } from "./configured_images.ts";
export {
  type DigestReference,
  formatReference,
  type FormatReferenceOptions,
  isNameOnly,
  parseAnyReference,
  parseDockerRef,
  parseNamed,
  parseReference,
  type ParseReferenceOptions,
  type Reference,
  tagNameOnly,
  trimNamed,
  withDigest,
  withName,
  withTag,
} from "../../oci/reference.ts";
export { matchReference } from "../../oci/reference_match.ts";
