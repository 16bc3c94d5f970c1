/**
 * The configuration of flyte 2: where it is read from, and what it says.
 *
 * @module
 */
export type { FileUrl } from "../../config_file/given_file.ts";
export type { FlyteMode, Mode } from "../../config_file/open.ts";
export { FLYTECTL_CONFIG_ENV_VAR, UCTL_CONFIG_ENV_VAR } from "../../config_file/places.ts";
export { ERROR_CODES } from "../../error_codes.ts";
export { type ErrorCode, type ErrorDetails, FlyteConfigError, type Issue } from "../../errors.ts";
export { defaultHost } from "../../host/default.ts";
export type * from "../../host/host.ts";
export { memoryHost, type MemoryHostOptions } from "../../host/memory.ts";
export { PythonFloat } from "../../python/float.ts";
export * from "../../settings/mod.ts";
export type { NamedText } from "../../sources/config_document.ts";
export type { TriedPlace } from "../../sources/discover.ts";
export type { ReadEnv } from "../../sources/env.ts";
export * from "../../sources/yaml/mod.ts";
export type { AutoArgument, GivenSources, LoadOptions, MachineSources } from "../options.ts";
export type { Finish, FlytePlace, Referred } from "../place.ts";
export type { SectionClass } from "../section_class.ts";
export type { UnknownKeys } from "../unknown.ts";
export { AUTH_TYPES, type AuthType } from "./auth_type.ts";
export { Config, type ConfigInit } from "./config.ts";
export type { AutoOptions, FromOptions } from "./options.ts";
export { PlatformConfig } from "./platform_config.ts";
export { platform as platformTable } from "./platform_table.ts";
export { FlyteSection } from "./section.ts";
export { ImageConfig, LocalConfig, TaskConfig } from "./small_configs.ts";
export { image as imageTable, local as localTable, task as taskTable } from "./small_tables.ts";
