/**
 * flytekit's configuration: the classes of its sections, `Config`, and how flytekit reads settings. Their definitions are
 * in `src/sections/flytekit`; what does not depend on the product is in `src/settings`.
 *
 * @module
 */
export type { NamedText } from "../../formats/config_document.ts";
export * from "../../formats/ini/mod.ts";
export * from "../../formats/yaml/mod.ts";
export { defaultHost } from "../../runtime/default_host.ts";
export type { ReadEnv } from "../../runtime/env.ts";
export type * from "../../runtime/host.ts";
export { memoryHost, type MemoryHostOptions } from "../../runtime/memory_host.ts";
export { AuthType } from "../../sections/flytekit/auth_type.ts";
export { generic as genericDefinition } from "../../sections/flytekit/generic.ts";
export { local as localDefinition } from "../../sections/flytekit/local.ts";
export type { DefaultPlugins } from "../../sections/flytekit/mod.ts";
export { platform as platformDefinition } from "../../sections/flytekit/platform.ts";
export { secrets as secretsDefinition } from "../../sections/flytekit/secrets.ts";
export { stats as statsDefinition } from "../../sections/flytekit/stats.ts";
export { task as taskDefinition } from "../../sections/flytekit/task.ts";
export { FLYTECTL_CONFIG_ENV_VAR, FLYTECTL_CONFIG_ENV_VAR_OVERRIDE } from "../../sections/flytekit/search_path.ts";
export type { Mode } from "../../settings/file/open.ts";
export * from "../../settings/mod.ts";
export {
  type DefinedPlugin,
  definePlugin,
  type Plugin,
  type PluginClients,
  type PluginIssue,
  type TypedPlugin,
} from "../../settings/plugin.ts";
export { AzureBlobStorageConfig } from "./azure.ts";
export { Config, type ConfigInit, type SettingName } from "./config.ts";
export { type Converted, convertToYaml } from "./convert.ts";
export { DataConfig, type DataConfigInit, type PluginSection, type SectionById } from "./data.ts";
export { GCSConfig } from "./gcs.ts";
export { GenericPersistenceConfig } from "./generic.ts";
export { LocalConfig } from "./local.ts";
export type { AutoOptions, FromOptions } from "./options.ts";
export type { FlytekitConsolePage } from "../../api/console_url.ts";
export { PlatformConfig } from "./platform.ts";
export { createRegistry, type PluginById, Registry } from "./registry.ts";
export { S3Config } from "./s3.ts";
export { SecretsConfig } from "./secrets.ts";
export { FlyteSection } from "./section.ts";
export { StatsConfig } from "./stats.ts";
export { TaskConfig } from "./task.ts";
