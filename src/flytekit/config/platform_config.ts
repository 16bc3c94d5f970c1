/**
 * The connection to Flyte, as a class whose properties follow from its table.
 *
 * @module
 */
import type { InferSection, SectionInit } from "../../settings/definition.ts";
import type { ResolvedSection } from "../../settings/section.ts";
import { endpointOptions } from "./endpoint_options.ts";
import { FlyteSection } from "./flyte_section.ts";
import type { MountedSection } from "../../settings/registry.ts";
import { PLATFORM } from "./sections.ts";
import type { platform } from "../../sections/flytekit/platform.ts";

/** The settings of {@linkcode PlatformConfig}, by name. */
export interface PlatformConfig extends InferSection<typeof platform> {}

/**
 * How to reach Flyte, and who you are to it. flytekit: `PlatformConfig`. Immutable.
 *
 * @example
 * ```ts
 * import { PlatformConfig } from "@flyte-ts/config";
 *
 * const platform = PlatformConfig.from({ file: { name: "config.yaml", text: "admin:\n  endpoint: dns:///flyte.acme.com" } });
 * console.log(platform.endpoint); // flyte.acme.com
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

  /** The defaults with another endpoint. flytekit: `PlatformConfig.for_endpoint`. */
  static forEndpoint(endpoint: string, options: { readonly insecure?: boolean | undefined } = {}): PlatformConfig {
    const { insecure = false } = endpointOptions(endpoint, options);
    return new PlatformConfig({ endpoint, insecure });
  }
}
