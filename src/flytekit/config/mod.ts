/**
 * Flyte's configuration: where it is read from, and what it says.
 *
 * @module
 */
export type { FileUrl } from "../../settings/file/given_file.ts";
export type { FlyteMode, Mode } from "../../settings/file/open.ts";
export { FLYTECTL_CONFIG_ENV_VAR, FLYTECTL_CONFIG_ENV_VAR_OVERRIDE } from "../../settings/file/file_rules.ts";
export { defaultHost } from "../../runtime/default_host.ts";
export type * from "../../runtime/host.ts";
export { memoryHost, type MemoryHostOptions } from "../../runtime/memory_host.ts";
export * from "../../settings/mod.ts";
export type { NamedText } from "../../formats/config_document.ts";
export type { SearchedLocation } from "../../settings/file/search_path.ts";
export type { ReadEnv } from "../../runtime/env.ts";
export * from "../../formats/ini/mod.ts";
export * from "../../formats/yaml/mod.ts";
export { AUTH_TYPES, AuthType } from "../../sections/flytekit/auth_type.ts";
export { Config } from "./config.ts";
export type { ConfigInit, EndpointOptions, SettingName } from "./config_init.ts";
export { type Converted, convertToYaml } from "./convert.ts";
export {
  DataConfig,
  type DataConfigClass,
  type DataConfigInit,
  type DataSections,
  type PluginSection,
  type PluginSections,
} from "./data_config.ts";
export { FlyteSection } from "./flyte_section.ts";
export type { AutoArgument, GivenSources, LoadOptions, MachineSources } from "../../settings/load/options.ts";
export type { AutoOptions, FromOptions, ReadOptions } from "./options.ts";
export type { MountedSection, ReferencedSources, ResolveDependentSettings } from "../../settings/registry.ts";
export type { DefaultPlugins, Plugin } from "./sections.ts";
export { PlatformConfig } from "./platform_config.ts";
export { platform as platformDefinition } from "../../sections/flytekit/platform.ts";
export type { SectionClass } from "../../settings/load/section_class.ts";
export { LocalConfig, SecretsConfig, StatsConfig, TaskConfig } from "./small_configs.ts";
export {
  generic as genericDefinition,
  local as localDefinition,
  secrets as secretsDefinition,
  stats as statsDefinition,
  task as taskDefinition,
} from "../../sections/flytekit/small.ts";
export { AzureBlobStorageConfig, GCSConfig, GenericPersistenceConfig, S3Config } from "./storage_configs.ts";
export type { UnknownKeys } from "../../settings/load/unknown.ts";
