/**
 * Sections of settings: what they are made of, and what there is to know about their values.
 *
 * @module
 */
export { ExplainedSetting, Explanation } from "./explain.ts";
export { type GroupInit, type Part, SectionGroup } from "./group.ts";
export type { JsonSchema } from "./value_types.ts";
export type { FileOrigin, Origin } from "./origin.ts";
export { type SettingIssue, SettingsError, type SettingsErrorDetails } from "./problem.ts";
export type { Raw } from "./raw.ts";
export type { Naming, Setting } from "./registry.ts";
export type { Resolved } from "./resolve.ts";
export type {
  InferSection,
  SectionDefinition,
  SectionInit,
  SettingDefinition,
  SettingValue,
  ValueType,
  ValueTypes,
} from "./definition.ts";
export { ResolvedSection, Section } from "./section.ts";
export type { Entries, NotCarried, WrittenFormat } from "./write/written.ts";
