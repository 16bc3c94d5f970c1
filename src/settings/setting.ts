/**
 * Data of the engine: a setting with its names, its raw and resolved values, and a section at its path. `registry.ts`
 * derives the names, `sources.ts` finds raw values, `resolve.ts` resolves them.
 *
 * @module
 */
import type { FlyteConfigError } from "../errors.ts";
import type { YamlValue } from "../formats/yaml/mod.ts";
import type { ReadEnv } from "../runtime/env.ts";
import type { SectionDefinition, SettingDefinition } from "./definition.ts";
import type { SettingIssue } from "./issues.ts";
import type { Origin } from "./origin.ts";

/** A setting with all its names. */
export interface Setting {
  /** Name of the property. */
  readonly key: string;
  /** Name on the wire: the key in snake_case. */
  readonly wire: string;
  /** Wire names that lead to the setting, separated by dots: `platform.endpoint`. */
  readonly path: string;
  /** Its definition. */
  readonly definition: SettingDefinition;
  /** The environment variable to write; none for a map, which no variable can hold. */
  readonly env: string | undefined;
  /** The environment variables to read; the first one that is set takes precedence. */
  readonly envs: readonly string[];
  /** Section and option in an INI file; the option of a map is empty. */
  readonly ini: readonly [section: string, option: string] | undefined;
  /** Keys in a YAML file. */
  readonly yaml: readonly string[] | undefined;
}

/** A value as a source holds it: a string, or anything that YAML can hold. */
export interface RawValue {
  /** Its origin. */
  readonly origin: Origin;
  /** The value. */
  readonly value: YamlValue;
}

/** The value of a setting, and where it comes from. */
export interface ResolvedValue {
  /** The value; `undefined` if there is none. */
  readonly value: unknown;
  /** Its origin. */
  readonly origin: Origin;
  /** Raw values of lower precedence. */
  readonly shadowed: readonly RawValue[];
}

/** The settings of a section with their values. */
export class ResolvedSection {
  /** The settings, in the order of the definition. */
  readonly settings: readonly Setting[];
  /** Their values, by the names of their properties. */
  readonly values: ReadonlyMap<string, ResolvedValue>;
  /** Issues about them. */
  readonly issues: readonly SettingIssue[];

  /** Creates a resolved section. */
  constructor(
    settings: readonly Setting[],
    values: ReadonlyMap<string, ResolvedValue>,
    issues: readonly SettingIssue[] = [],
  ) {
    this.settings = settings;
    this.values = values;
    this.issues = issues;
  }
}

/** Settings with their values. May hold secrets. */
export type Entries = readonly (readonly [Setting, ResolvedValue])[];

/** Sources that settings may name: environment variables and files. */
export interface ReferencedSources {
  /** Reads an environment variable. */
  readonly env: ReadEnv;
  /** Returns the text of a file, or the reason why it cannot be read. */
  readonly files: (path: string) => string | FlyteConfigError;
}

/** Changes settings of a section that depend on one another. */
export type ResolveDependentSettings = (
  settings: Map<string, ResolvedValue>,
  sources: ReferencedSources,
  problems: SettingIssue[],
  issues: SettingIssue[],
) => void;

/** A section at its path in the configuration, such as `["data_config", "s3"]`. */
export interface MountedSection {
  /** Wire names that lead to the section; empty for settings of the configuration itself. */
  readonly path: readonly string[];
  /** The section. */
  readonly definition: SectionDefinition;
  /** Returns issues about settings that do not fit together. */
  readonly check?: (values: ReadonlyMap<string, ResolvedValue>) => readonly SettingIssue[];
  /** Resolves settings that depend on one another: in strict mode, and as the Python library does. */
  readonly dependentSettings?: { readonly strict: ResolveDependentSettings; readonly python: ResolveDependentSettings };
  /** Environment variables that `dependentSettings.strict` reads besides those that settings name. */
  readonly otherEnv?: readonly string[];
  /** The setting that names a file which `dependentSettings` reads. */
  readonly fileSetting?: string;
}

/** A section whose settings have all their names. */
export interface ComposedSection extends MountedSection {
  /** Its settings, in the order of the definition. */
  readonly settings: readonly Setting[];
}

/** Naming of environment variables, and names that `explain` knows besides those of settings. */
export interface Naming {
  /** Prefix of all names, such as `FLYTE_`. */
  readonly envPrefix: string;
  /** The names that they follow from. Default: `ini`. */
  readonly envFrom?: "ini" | "yaml";
  /** Environment variables that are read besides those of settings. */
  readonly otherEnv?: readonly string[];
  /** Explains a name that belongs to no setting, if it is known. */
  readonly whereIs?: (name: string) => string | undefined;
}
