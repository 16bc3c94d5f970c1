/**
 * The class `GCSConfig`, whose settings are defined in `plugins/gcs.ts`.
 *
 * @module
 */
import type { InferSection } from "../../settings/definition.ts";
import type { MountedSection } from "../../settings/setting.ts";
import { gcs } from "../../../plugins/gcs.ts";
import { pluginSection } from "../../sections/flytekit/mod.ts";
import { FlyteSection } from "./section.ts";

/** The settings of {@linkcode GCSConfig}. */
export interface GCSConfig extends InferSection<typeof gcs> {}

/**
 * Google Cloud Storage. Immutable.
 *
 * Python: `flytekit.configuration.GCSConfig`
 *
 * @example
 * ```ts
 * import { GCSConfig } from "@flyte-ts/config";
 *
 * console.log(new GCSConfig().gsutilParallelism); // false
 * ```
 */
export class GCSConfig extends FlyteSection<typeof gcs> {
  /** Name of the class, also in minified code. */
  static override readonly name = "GCSConfig";
  /**
   * Definition of the section, and its path in `Config`.
   *
   * @internal
   */
  static override readonly section: MountedSection = pluginSection(gcs);
}
