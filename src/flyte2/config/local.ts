/**
 * The class `LocalConfig`, whose settings are defined in `src/sections/flyte2/local.ts`.
 *
 * @module
 */
import { LOCAL, type local } from "../../sections/flyte2/local.ts";
import type { InferSection } from "../../settings/definition.ts";
import type { MountedSection } from "../../settings/setting.ts";
import { FlyteSection } from "./section.ts";

/** The settings of {@linkcode LocalConfig}. */
export interface LocalConfig extends InferSection<typeof local> {}

/**
 * Local runs. Immutable.
 *
 * Python: `flyte.config.LocalConfig`
 *
 * @example
 * ```ts
 * import { LocalConfig } from "@flyte-ts/config/v2";
 *
 * const file = { name: "config.yaml", text: "local:\n  persistence: true\n" };
 * console.log(LocalConfig.from({ file }).persistence); // true
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
