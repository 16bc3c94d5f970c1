/**
 * Changes where settings point, in all copies of them.
 *
 * @module
 */
import type { Image } from "../image/image.ts";
import type { SerializationSettings } from "./serialization_settings.ts";

/** What {@linkcode retarget} changes; what is left out stays as it is. */
export interface RetargetChanges {
  /** Project to register under. */
  readonly project?: string | undefined;
  /** Domain to register under. */
  readonly domain?: string | undefined;
  /** Version to register under. */
  readonly version?: string | undefined;
  /** An image, in place of all of its name; an identifier stands for the default image, and needs a tag or digest. */
  readonly image?: Image | string | undefined;
}

/**
 * Changes project, domain, version or an image of settings *and* of the context that their `env` may carry as `_F_SS_C`,
 * which `with` leaves alone, and which {@linkcode SerializationSettings.serializedContext} hands out as it is.
 *
 * Rejects with `invalid_argument`, `invalid_option`, `missing_tag_or_digest`, and for a carried context that cannot be
 * decoded with the codes of `fromTransport`.
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
  const { changeTarget } = await import("./change_target.ts");
  return await changeTarget(settings, changes);
}
