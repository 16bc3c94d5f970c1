/**
 * The class `StatsConfig`, whose settings are defined in `src/sections/flytekit/stats.ts`.
 *
 * @module
 */
import { STATS, type stats } from "../../sections/flytekit/stats.ts";
import type { InferSection } from "../../settings/definition.ts";
import type { MountedSection } from "../../settings/setting.ts";
import { FlyteSection } from "./section.ts";

/** The settings of {@linkcode StatsConfig}. */
export interface StatsConfig extends InferSection<typeof stats> {}

/**
 * Metrics that are sent to statsd; the INI section is `[secrets]`, as in flytekit. Immutable.
 *
 * Python: `flytekit.configuration.StatsConfig`
 *
 * @example
 * ```ts
 * import { StatsConfig } from "@flyte-ts/config";
 *
 * console.log(StatsConfig.from({ env: { FLYTE_SECRETS_PORT: "9125" } }).port); // 9125
 * ```
 */
export class StatsConfig extends FlyteSection<typeof stats> {
  /** Name of the class, also in minified code. */
  static override readonly name = "StatsConfig";
  /**
   * Definition of the section, and its path in `Config`.
   *
   * @internal
   */
  static override readonly section: MountedSection = STATS;
}
