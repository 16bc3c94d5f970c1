/**
 * Flyte's configuration: where it is read from, and what it says.
 *
 * @module
 */
export type { FileUrl } from "../config_file/given_file.ts";
export type { FlyteMode, Mode } from "../config_file/open.ts";
export { FLYTECTL_CONFIG_ENV_VAR, FLYTECTL_CONFIG_ENV_VAR_OVERRIDE } from "../config_file/places.ts";
export { defaultHost } from "../host/default.ts";
export type * from "../host/host.ts";
export { memoryHost, type MemoryHostOptions } from "../host/memory.ts";
export * from "../settings/mod.ts";
export type { NamedText } from "../sources/config_document.ts";
export type { TriedPlace } from "../sources/discover.ts";
export type { ReadEnv } from "../sources/env.ts";
export * from "../sources/ini/mod.ts";
export * from "../sources/yaml/mod.ts";
export { AUTH_TYPES, AuthType } from "./auth_type.ts";
export { Config } from "./config.ts";
export type { ConfigInit, EndpointOptions } from "./config_init.ts";
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
export type {
  AutoArgument,
  AutoOptions,
  FromOptions,
  GivenSources,
  LoadOptions,
  MachineSources,
  ReadOptions,
} from "./options.ts";
export type { Finish, FlytePlace, Referred } from "./place.ts";
export type { DefaultPlugins, Plugin } from "./places.ts";
export { PlatformConfig } from "./platform_config.ts";
export { platform as platformTable } from "./platform_table.ts";
export type { SectionClass } from "./section_class.ts";
export { LocalConfig, SecretsConfig, StatsConfig, TaskConfig } from "./small_configs.ts";
export {
  generic as genericTable,
  local as localTable,
  secrets as secretsTable,
  stats as statsTable,
  task as taskTable,
} from "./small_tables.ts";
export { AzureBlobStorageConfig, GCSConfig, GenericPersistenceConfig, S3Config } from "./storage_configs.ts";
export type { UnknownKeys } from "./unknown.ts";
