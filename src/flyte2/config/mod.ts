/**
 * The configuration of flyte 2: where it is read from, and what it says.
 *
 * @module
 */
export type { FileUrl } from "../../settings/file/given_file.ts";
export type { FlyteMode, Mode } from "../../settings/file/open.ts";
export { FLYTECTL_CONFIG_ENV_VAR, UCTL_CONFIG_ENV_VAR } from "../../settings/file/file_rules.ts";
export { ERROR_CODES } from "../../error_codes.ts";
export { type ErrorCode, type ErrorDetails, FlyteConfigError, type Issue } from "../../errors.ts";
export { defaultHost } from "../../runtime/default_host.ts";
export type * from "../../runtime/host.ts";
export { memoryHost, type MemoryHostOptions } from "../../runtime/memory_host.ts";
export { PythonFloat } from "../../python/numbers.ts";
export * from "../../settings/mod.ts";
export type { NamedText } from "../../formats/config_document.ts";
export type { SearchedLocation } from "../../settings/file/search_path.ts";
export type { ReadEnv } from "../../runtime/env.ts";
export * from "../../formats/yaml/mod.ts";
export type { AutoArgument, GivenSources, LoadOptions, MachineSources } from "../../settings/load/options.ts";
export type { MountedSection, ReferencedSources, ResolveDependentSettings } from "../../settings/registry.ts";
export type { SectionClass } from "../../settings/load/section_class.ts";
export type { UnknownKeys } from "../../settings/load/unknown.ts";
export { AUTH_TYPES, type AuthType } from "../../sections/flyte2/auth_type.ts";
export { Config, type ConfigInit, type SettingName } from "./config.ts";
export type { AutoOptions, FromOptions } from "./options.ts";
export { PlatformConfig } from "./platform_config.ts";
export { platform as platformDefinition } from "../../sections/flyte2/platform.ts";
export { FlyteSection } from "./section.ts";
export { ImageConfig, LocalConfig, TaskConfig } from "./small_configs.ts";
export {
  image as imageDefinition,
  local as localDefinition,
  task as taskDefinition,
} from "../../sections/flyte2/small.ts";
