/**
 * Composes sections: their settings with all their names, and no two with the same one.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import type { ReadEnv } from "../runtime/env.ts";
import { checkId, checkSetting } from "./check_definition.ts";
import type { SettingIssue } from "./problem.ts";
import type { Resolved } from "./resolve.ts";
import { type SectionDefinition, type SettingDefinition, wireName } from "./definition.ts";

/** What the settings of a section may name: environment variables and files. */
export interface ReferencedSources {
  /** Reads an environment variable. */
  readonly env: ReadEnv;
  /** Returns the text of a file, or the reason why it cannot be read. */
  readonly files: (path: string) => string | FlyteConfigError;
}

/** Changes settings of a section that depend on one another. */
export type ResolveDependentSettings = (
  settings: Map<string, Resolved>,
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
  readonly check?: (values: ReadonlyMap<string, Resolved>) => readonly SettingIssue[];
  /** Resolves settings that depend on one another: in strict mode, and as the Python library does. */
  readonly dependentSettings?: { readonly strict: ResolveDependentSettings; readonly python: ResolveDependentSettings };
  /** The setting that names a file which `dependentSettings` reads. */
  readonly fileSetting?: string;
}

/** A setting with all its names. */
export interface Setting {
  /** Name of the property. */
  readonly key: string;
  /** Name on the wire. */
  readonly wire: string;
  /** Names on the wire that lead to it, with dots: `platform.endpoint`. */
  readonly path: string;
  /** Its definition. */
  readonly definition: SettingDefinition;
  /** Name of its environment variable. */
  readonly env: string | undefined;
  /**
   * Names of all variables that it is read from: the first one that is set counts. `env` is the first, but for a map,
   * which no variable can hold.
   */
  readonly envs: readonly string[];
  /** Section and option in an INI file; a map has no option. */
  readonly ini: readonly [section: string, option: string] | undefined;
  /** Keys in a YAML file. */
  readonly yaml: readonly string[] | undefined;
}

/** How the names of environment variables follow from those in files, and what else there is to know of names. */
export interface Naming {
  /** What they start with, such as `FLYTE_`. */
  readonly envPrefix: string;
  /** Which names they follow from. Default: `ini`. */
  readonly envFrom?: "ini" | "yaml";
  /** Variables that are read besides those of settings. */
  readonly otherEnv?: readonly string[];
  /** Says of a name that no setting has where it belongs, if that is known. */
  readonly whereIs?: (name: string) => string | undefined;
}

/** A section whose settings have all their names. */
export interface ComposedSection extends MountedSection {
  /** Its settings, in the order of the definition. */
  readonly settings: readonly Setting[];
}

/**
 * Gives settings their names. Throws `duplicate_section`, `setting_without_source`, `duplicate_source` (an environment
 * variable, INI option or YAML key that two settings want) and `invalid_section` (an id or key that is no name).
 */
export function composeSections(sections: readonly MountedSection[], naming: Naming): readonly ComposedSection[] {
  const names = {
    section: new Map<string, string>(),
    wire: new Map(),
    env: new Map(),
    ini: new Map(),
    yaml: new Map(),
  };
  const take = (kind: keyof typeof names, name: string | undefined, by: string): void => {
    if (name === undefined) return;
    const other = names[kind].get(name);
    if (other !== undefined) throw duplicate(kind, name, other, by);
    names[kind].set(name, by);
  };
  const composed = sections.map((section) => {
    // Several may share the path of the configuration itself, where only their settings have names.
    take("section", section.path.join(".") || undefined, section.definition.id);
    checkId(section.definition.id);
    const settings = settingsOf(section, naming);
    for (const setting of settings) {
      checkSetting(setting);
      const { path, envs, ini, definition } = setting;
      take("wire", path, path);
      for (const env of envs) take("env", env, path);
      take("ini", ini && iniText(ini), path);
      take("yaml", definition.yaml, path);
    }
    return { ...section, settings };
  });
  for (const kind of ["ini", "yaml"] as const) {
    for (const [name, by] of names[kind]) {
      const above = [...name.matchAll(/\./g)].map(({ index }) => name.slice(0, index)).find((key) =>
        names[kind].has(key)
      );
      if (above !== undefined) throw duplicate(kind, above, names[kind].get(above)!, by);
    }
  }
  return composed;
}

const NAME_LABELS = {
  section: "path",
  wire: "wire name",
  env: "environment variable",
  ini: "INI option",
  yaml: "YAML key",
} as const;

function duplicate(kind: keyof typeof NAME_LABELS, name: string, one: string, other: string): FlyteConfigError {
  const code = kind === "section" ? "duplicate_section" : "duplicate_source";
  const message = `the ${NAME_LABELS[kind]} ${name} belongs to both ${one} and ${other}`;
  return new FlyteConfigError(code, message, { path: other });
}

/** The settings of one section, as they are: `composeSections` checks them. */
export function settingsOf({ path, definition: section }: MountedSection, naming: Naming): readonly Setting[] {
  const above = path.map((name) => `${name}.`).join("");
  return Object.entries(section.settings).map(([key, definition]) => {
    const wire = definition.wire ?? wireName(key);
    const ini = definition.ini === undefined ? undefined : iniNames(definition.ini);
    const yaml = definition.yaml?.split(".");
    const own = definition.env ?? envName(naming, definition, ini, yaml);
    const envs = [...definition.envAliases ?? [], ...own === undefined ? [] : [own]];
    return {
      key,
      wire,
      path: above + wire,
      definition,
      env: definition.type === "map" ? definition.env : envs[0],
      envs,
      ini,
      yaml,
    };
  });
}

function envName(
  { envPrefix, envFrom = "ini" }: Naming,
  { type }: SettingDefinition,
  ini: readonly string[] | undefined,
  yaml: readonly string[] | undefined,
): string | undefined {
  const names = envFrom === "yaml" ? yaml : type === "map" ? undefined : ini;
  return names && `${envPrefix}${names.join("_")}`.toUpperCase();
}

/** All names by which a setting can be asked for; the same one may come twice. */
export function settingNames({ path, key, wire, envs, ini, yaml }: Setting): readonly string[] {
  const above = path.slice(0, path.length - wire.length);
  const camel = above.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()) + key;
  return [path, above + key, camel, ...envs, ini && iniText(ini), yaml?.join(".")].filter((name) => name !== undefined);
}

/** Its name in an INI file as one text. */
export function iniText(ini: readonly string[]): string {
  return ini.filter((name) => name !== "").join(".");
}

function iniNames(name: string): readonly [string, string] {
  const dot = name.indexOf(".");
  return dot < 0 ? [name, ""] : [name.slice(0, dot), name.slice(dot + 1).toLowerCase()];
}
