/**
 * What a configuration can be made of.
 *
 * @module
 */
import type { SectionInit } from "../../settings/definition.ts";
import type { DataConfig, DataConfigInit } from "./data_config.ts";
import type { AutoOptions } from "./options.ts";
import type { DefaultPlugins, Plugin } from "./sections.ts";
import type { PlatformConfig } from "./platform_config.ts";
import type { platform } from "../../sections/flytekit/platform.ts";
import type { SecretsConfig, StatsConfig } from "./small_configs.ts";
import type { secrets, stats } from "../../sections/flytekit/small.ts";

/** What {@linkcode Config} can be made of: sections, or values of some of their settings. */
export interface ConfigInit<P extends readonly Plugin[] = DefaultPlugins> {
  /** How to reach Flyte. */
  readonly platform?: PlatformConfig | SectionInit<typeof platform> | undefined;
  /** Where tasks find their secrets. */
  readonly secrets?: SecretsConfig | SectionInit<typeof secrets> | undefined;
  /** How to send statistics. */
  readonly stats?: StatsConfig | SectionInit<typeof stats> | undefined;
  /** Settings of storage. */
  readonly dataConfig?: DataConfig<P> | DataConfigInit<P> | undefined;
  /** Folder for files of local runs. */
  readonly localSandboxPath?: string | undefined;
  /** Python packages in which pyflyte looks for workflows and tasks. */
  readonly workflowPackages?: readonly string[] | undefined;
}

/** Options of {@linkcode Config.forEndpoint}. */
export interface EndpointOptions<P extends readonly Plugin[] = DefaultPlugins> extends AutoOptions<P> {
  /** Whether to do without TLS. Default: `false`. */
  readonly insecure?: boolean | undefined;
  /** Settings of storage in place of those that are read. */
  readonly dataConfig?: DataConfig<P> | undefined;
}
