/**
 * The class `SecretsConfig`, whose settings are defined in `src/sections/flytekit/secrets.ts`.
 *
 * @module
 */
import { SECRETS, type secrets } from "../../sections/flytekit/secrets.ts";
import type { InferSection } from "../../settings/definition.ts";
import type { MountedSection } from "../../settings/setting.ts";
import { FlyteSection } from "./section.ts";

/** The settings of {@linkcode SecretsConfig}. */
export interface SecretsConfig extends InferSection<typeof secrets> {}

/**
 * Location of the secrets of tasks. Immutable.
 *
 * Python: `flytekit.configuration.SecretsConfig`
 *
 * @example
 * ```ts
 * import { SecretsConfig } from "@flyte-ts/config";
 *
 * console.log(new SecretsConfig().defaultDir); // /etc/secrets
 * ```
 */
export class SecretsConfig extends FlyteSection<typeof secrets> {
  /** Name of the class, also in minified code. */
  static override readonly name = "SecretsConfig";
  /**
   * Definition of the section, and its path in `Config`.
   *
   * @internal
   */
  static override readonly section: MountedSection = SECRETS;
}
