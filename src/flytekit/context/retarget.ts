/**
 * Changes project, domain, version and image of settings and of the context that they carry.
 *
 * @module
 */
import type { RetargetChanges } from "./retarget_copies.ts";
import type { SerializationSettings } from "./serialization_settings.ts";

/**
 * Changes project, domain, version or images of settings *and* of the serialized context that their `env` may carry.
 * `with` does not change that context, and {@linkcode SerializationSettings.serializedContext} returns it as it is.
 *
 * @param settings – The settings to change.
 * @param changes – What to change.
 * @returns The changed settings.
 * @throws {FlyteConfigError} `invalid_argument`, `invalid_option` – when an argument or option has the wrong type.
 * @throws {FlyteConfigError} `missing_tag_or_digest` – when an image name has neither a tag nor a digest.
 * @throws {FlyteConfigError} `too_deep` – when a context carries a context, and so on, more than 8 times.
 * @throws {FlyteConfigError} `not_base64`, `not_gzip` – when the carried context cannot be decoded, and the other codes of
 *   `fromTransport`.
 *
 * @example
 * ```ts
 * import { retarget, SerializationSettings } from "@flyte-ts/config/serialization";
 *
 * const settings = await SerializationSettings.forImage("ghcr.io/acme/app:v1", "v1").withSerializedContext();
 * const changed = await retarget(settings, { image: "ghcr.io/acme/app:v2", version: "v2" });
 *
 * const carried = await SerializationSettings.fromTransport(await changed.serializedContext());
 * console.log(carried.version, carried.imageConfig.defaultImage?.tag); // v2 v2
 * ```
 */
export async function retarget(
  settings: SerializationSettings,
  changes: RetargetChanges,
): Promise<SerializationSettings> {
  const { retargetCopies } = await import("./retarget_copies.ts");
  return await retargetCopies(settings, changes);
}
