/**
 * What a configuration can be made of.
 *
 * @module
 */
import type { SectionDefinition, SectionInit } from "../../settings/definition.ts";
import type { DataConfig, DataConfigInit } from "./data_config.ts";
import type { AutoOptions } from "./options.ts";
import type { DefaultPlugins, Plugin } from "./sections.ts";
import type { PlatformConfig } from "./platform_config.ts";
import type { platform } from "../../sections/flytekit/platform.ts";
import type { SecretsConfig, StatsConfig } from "./small_configs.ts";
import type { generic, secrets, stats } from "../../sections/flytekit/small.ts";

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

/** Names of the settings of {@linkcode Config}, such as `platform.endpoint`; {@linkcode Config.explain} takes others, too. */
export type SettingName<P extends readonly Plugin[] = DefaultPlugins> =
  | `platform.${Extract<keyof typeof platform["settings"], string>}`
  | `secrets.${Extract<keyof typeof secrets["settings"], string>}`
  | `stats.${Extract<keyof typeof stats["settings"], string>}`
  | (P[number] extends infer T
    ? T extends SectionDefinition ? `dataConfig.${T["id"]}.${Extract<keyof T["settings"], string>}` : never
    : never)
  | `dataConfig.generic.${Extract<keyof typeof generic["settings"], string>}`
  | "localSandboxPath"
  | "workflowPackages";

/** Options of {@linkcode Config.forEndpoint}. */
export interface EndpointOptions<P extends readonly Plugin[] = DefaultPlugins> extends AutoOptions<P> {
  /** Whether to do without TLS. Default: `false`. */
  readonly insecure?: boolean | undefined;
  /** Settings of storage in place of those that are read. */
  readonly dataConfig?: DataConfig<P> | undefined;
}
