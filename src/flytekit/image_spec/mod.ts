/**
 * flytekit's image specifications: their hashes, tags and names. Reads no YAML files, asks no Python interpreters
 * and builds no images; the entry point `.` does all three.
 *
 * @example
 * ```ts
 * import { ImageSpec } from "@flyte-ts/config/image-spec";
 *
 * const spec = new ImageSpec({ registry: "ghcr.io/acme", packages: ["pandas"], pythonVersion: "3.12" });
 * console.log(await spec.imageName()); // ghcr.io/acme/flytekit:LSA4FCZjQKmWIvfhRsv7NA
 * ```
 *
 * @module
 */
export { type ErrorCode, type ErrorDetails, FlyteConfigError, type Issue } from "../../errors.ts";
export { fileHashCache } from "../../files/file_hash_cache.ts";
export type { FileHashCache } from "../../files/hash_cache.ts";
export type { HashDifference, HashExplanation } from "../../files/hash_explanation.ts";
export type { AbsentImage, Existence, PresentImage, UnknownImage } from "../../oci/existence.ts";
export type { JsonObject, JsonValue } from "../../python/json_value.ts";
export { PythonFloat } from "../../python/numbers.ts";
export type * from "../../runtime/host.ts";
export { explainHash } from "./explain_hash.ts";
export type { CopyFileDetection } from "./fields.ts";
export {
  _F_IMG_ID,
  type ExistenceOptions,
  ImageSpec,
  type ImageSpecInit,
  type ImageSpecOptions,
  type IsContainerOptions,
} from "./image_spec.ts";
export { DOCKER_HUB, validateContainerRegistryName } from "./registry_name.ts";
export type { TagOptions } from "./tag.ts";
