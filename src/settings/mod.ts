/**
 * The engine of both products' configuration: definitions, sections, loading, explaining and writing. It knows no setting
 * and no product; what is special to one is in its definitions and its dialect.
 *
 * @module
 */
export type {
  InferSection,
  SectionDefinition,
  SectionInit,
  SettingDefinition,
  ValueType,
  ValueTypes,
} from "./definition.ts";
export { ExplainedSetting, Explanation } from "./explain.ts";
export type { FileUrl } from "./file/file_option.ts";
export type { TriedLocation } from "./file/search_path.ts";
export { type SettingIssue, SettingsError } from "./issues.ts";
export type { AutoArgument, GivenSources, LoadOptions, MachineSources } from "./load/options.ts";
export type { UnknownKeys } from "./load/unknown_names.ts";
export type { FileOrigin, Origin } from "./origin.ts";
export { Section } from "./section.ts";
export { SectionGroup } from "./section_group.ts";
export type { JsonSchema } from "./value_types.ts";
export type { NotCarried, WrittenFormat } from "./write/write.ts";
