/**
 * flyte 2's configuration: the classes of its sections, `Config`, and how flyte 2 reads settings. Their definitions are in
 * `src/sections/flyte2`; what does not depend on the product is in `src/settings`.
 *
 * @module
 */
export { ERROR_CODES, type ErrorCode, type ErrorDetails, FlyteConfigError, type Issue } from "../../errors.ts";
export type { NamedText } from "../../formats/config_document.ts";
export * from "../../formats/yaml/mod.ts";
export { PythonFloat } from "../../python/numbers.ts";
export { defaultHost } from "../../runtime/default_host.ts";
export type { ReadEnv } from "../../runtime/env.ts";
export type * from "../../runtime/host.ts";
export { memoryHost, type MemoryHostOptions } from "../../runtime/memory_host.ts";
export { image as imageDefinition } from "../../sections/flyte2/image.ts";
export { local as localDefinition } from "../../sections/flyte2/local.ts";
export { AUTH_TYPES, type AuthType, platform as platformDefinition } from "../../sections/flyte2/platform.ts";
export { task as taskDefinition } from "../../sections/flyte2/task.ts";
export { FLYTECTL_CONFIG_ENV_VAR } from "../../sections/flytekit/search_path.ts";
export { UCTL_CONFIG_ENV_VAR } from "../../sections/flyte2/search_path.ts";
export type { FlyteMode } from "../../settings/file/open.ts";
export * from "../../settings/mod.ts";
export { Config, type ConfigInit, type SettingName } from "./config.ts";
export { ImageConfig } from "./image.ts";
export { LocalConfig } from "./local.ts";
export type { AutoOptions, FromOptions } from "./options.ts";
export type { FlyteConsolePage } from "../../api/console_url.ts";
export { PlatformConfig } from "./platform.ts";
export { FlyteSection } from "./section.ts";
export { TaskConfig } from "./task.ts";
