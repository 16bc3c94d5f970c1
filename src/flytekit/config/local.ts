/**
 * The class `LocalConfig`, whose settings are defined in `src/sections/flytekit/local.ts`.
 *
 * @module
 */
import { LOCAL, type local } from "../../sections/flytekit/local.ts";
import type { InferSection } from "../../settings/definition.ts";
import type { MountedSection } from "../../settings/setting.ts";
import { FlyteSection } from "./section.ts";

/** The settings of {@linkcode LocalConfig}. */
export interface LocalConfig extends InferSection<typeof local> {}

/**
 * Local executions. Immutable.
 *
 * Python: `flytekit.configuration.LocalConfig`
 *
 * @example
 * ```ts
 * import { LocalConfig } from "@flyte-ts/config";
 *
 * console.log(LocalConfig.from({ env: { FLYTE_LOCAL_CACHE_ENABLED: "no" } }).cacheEnabled); // false
 * ```
 */
export class LocalConfig extends FlyteSection<typeof local> {
  /** Name of the class, also in minified code. */
  static override readonly name = "LocalConfig";
  /**
   * Definition of the section, and its path in `Config`.
   *
   * @internal
   */
  static override readonly section: MountedSection = LOCAL;
}
