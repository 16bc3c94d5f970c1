/**
 * The connection to Flyte, as a class whose properties follow from its table.
 *
 * @module
 */
import type { InferSection, SectionInit } from "../../settings/definition.ts";
import type { ResolvedSection } from "../../settings/section.ts";
import { endpointOptions } from "../../flytekit/config/endpoint_options.ts";
import type { MountedSection } from "../../settings/registry.ts";
import { PLATFORM } from "../../sections/flyte2/sections.ts";
import type { platform } from "../../sections/flyte2/platform.ts";
import { FlyteSection } from "./section.ts";

/** The settings of {@linkcode PlatformConfig}, by name. */
export interface PlatformConfig extends InferSection<typeof platform> {}

/**
 * How to reach Flyte, and who you are to it; `endpoint` is as it was written. flyte: `PlatformConfig`. Immutable.
 *
 * @example
 * ```ts
 * import { PlatformConfig } from "@flyte-ts/config/v2";
 *
 * const platform = PlatformConfig.from({ env: { FLYTE_AUTH_COMMAND: "uctl 'get token' --json" } });
 * console.log(platform.command); // [ "uctl", "get token", "--json" ]
 * console.log(platform.authMode, platform.endpoint); // Pkce undefined
 * ```
 */
export class PlatformConfig extends FlyteSection<typeof platform> {
  /** Name of the class, also where a bundler has shortened it. */
  static override readonly name = "PlatformConfig";
  /** Its table, and where it is. */
  static readonly section: MountedSection = PLATFORM;

  /** Takes values; those that are left out have their defaults. Throws `SettingsError` for values that do not fit. */
  constructor(init: SectionInit<typeof platform> | ResolvedSection = {}) {
    super(PLATFORM, init);
  }

  /** The defaults with another endpoint. flyte: `PlatformConfig.for_endpoint`. */
  static forEndpoint(endpoint: string, options: { readonly insecure?: boolean | undefined } = {}): PlatformConfig {
    const { insecure = false } = endpointOptions(endpoint, options);
    return new PlatformConfig({ endpoint, insecure });
  }
}
