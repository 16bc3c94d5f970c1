/**
 * The configuration of flyte 2: where it is read from, and what it says.
 *
 * @module
 */
export type { FlyteMode } from "../../config_file/open.ts";
export { FLYTECTL_CONFIG_ENV_VAR, UCTL_CONFIG_ENV_VAR } from "../../config_file/places.ts";
export type { GivenSources, LoadOptions, MachineSources } from "../options.ts";
export { AUTH_TYPES, type AuthType } from "./auth_type.ts";
export { Config, type ConfigInit } from "./config.ts";
export type { AutoOptions, FromOptions } from "./options.ts";
export { PlatformConfig } from "./platform_config.ts";
export { platform as platformTable } from "./platform_table.ts";
export { FlyteSection } from "./section.ts";
export { ImageConfig, LocalConfig, TaskConfig } from "./small_configs.ts";
export { image as imageTable, local as localTable, task as taskTable } from "./small_tables.ts";
