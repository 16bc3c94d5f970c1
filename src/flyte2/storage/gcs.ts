/**
 * The class `GCS`, whose settings are defined in `src/sections/flyte2/gcs.ts`.
 *
 * @module
 */
import { GCS as SECTION, type gcs } from "../../sections/flyte2/gcs.ts";
import type { InferSection } from "../../settings/definition.ts";
import type { MountedSection } from "../../settings/setting.ts";
import { Storage } from "./storage.ts";

/** The settings of {@linkcode GCS}. */
export interface GCS extends InferSection<typeof gcs> {}

/**
 * Google Cloud Storage. Immutable.
 *
 * Python: `flyte.storage.GCS`
 *
 * @example
 * ```ts
 * import { GCS } from "@flyte-ts/config/v2";
 *
 * const gcs = GCS.from({ env: { FLYTE_STORAGE_BACKOFF_SECONDS: "1" } });
 * console.log(gcs.backoff, gcs.explain("backoff").origin); // 1 { source: "env", name: "FLYTE_STORAGE_BACKOFF_SECONDS" }
 * ```
 */
export class GCS extends Storage<typeof gcs> {
  /** Name of the class, also in minified code. */
  static override readonly name = "GCS";
  /**
   * Definition of the section, and its path.
   *
   * @internal
   */
  static override readonly section: MountedSection = SECTION;
}
