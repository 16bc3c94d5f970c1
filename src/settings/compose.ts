/**
 * Composes sections: derives all names of their settings, and refuses a name that two settings share.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { checkId, checkSetting } from "./check_definition.ts";
import { type SettingDefinition, wireName } from "./definition.ts";
import type { ComposedSection, MountedSection, Naming, Setting } from "./setting.ts";

/**
 * Composes sections, deriving the names of their settings. Throws `duplicate_section`, `duplicate_source` (an environment variable,
 * INI option or YAML key of two settings), `setting_without_source` and `invalid_section`.
 */
export function composeSections(sections: readonly MountedSection[], naming: Naming): readonly ComposedSection[] {
  const owners = {
    section: new Map<string, string>(),
    wire: new Map(),
    env: new Map(),
    ini: new Map(),
    yaml: new Map(),
  };
  const claim = (kind: keyof typeof owners, name: string | undefined, owner: string): void => {
    if (name === undefined) return;
    const other = owners[kind].get(name);
    if (other !== undefined) throw duplicate(kind, name, other, owner);
    owners[kind].set(name, owner);
  };
  const composed = sections.map((section) => {
    // Several sections may have an empty path; only their settings have names.
    claim("section", section.path.join(".") || undefined, section.definition.id);
    checkId(section.definition.id);
    const settings = settingsOf(section, naming);
    for (const setting of settings) {
      checkSetting(setting);
      const { path, envs, ini, definition } = setting;
      claim("wire", path, path);
      for (const env of envs) claim("env", env, path);
      claim("ini", ini && iniText(ini), path);
      claim("yaml", definition.yaml, path);
    }
    return { ...section, settings };
  });
  for (const kind of ["ini", "yaml"] as const) {
    for (const [name, owner] of owners[kind]) {
      const parents = [...name.matchAll(/\./g)].map(({ index }) => name.slice(0, index));
      const taken = parents.find((parent) => owners[kind].has(parent));
      if (taken !== undefined) throw duplicate(kind, taken, owners[kind].get(taken)!, owner);
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
  const message = kind === "section"
    ? `two sections have the path ${name}; ${
      one === other ? "remove one, or change its id" : `rename ${one} or ${other}`
    }`
    : `the ${NAME_LABELS[kind]} ${name} belongs to both ${one} and ${other}; rename one of them`;
  return new FlyteConfigError(code, message, { path: other });
}

/** Returns the settings of one section, unchecked: `composeSections` checks them. */
export function settingsOf({ path, definition: section }: MountedSection, naming: Naming): readonly Setting[] {
  const parents = path.map((name) => `${name}.`).join("");
  return Object.entries(section.settings).map(([key, definition]) => {
    const wire = definition.wire ?? wireName(key);
    const ini = definition.ini === undefined ? undefined : iniNames(definition.ini);
    const yaml = definition.yaml?.split(".");
    const own = definition.env ?? envName(naming, definition, ini, yaml);
    const envs = [...definition.envAliases ?? [], ...own === undefined ? [] : [own]];
    const env = definition.type === "map" ? definition.env : envs[0];
    return { key, wire, path: parents + wire, definition, env, envs, ini, yaml };
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

/** Returns all names by which `explain` finds a setting; some may be the same. */
export function settingNames({ path, key, wire, envs, ini, yaml }: Setting): readonly string[] {
  const parents = path.slice(0, path.length - wire.length);
  const camel = parents.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()) + key;
  return [path, parents + key, camel, ...envs, ini && iniText(ini), yaml?.join(".")].filter((name) =>
    name !== undefined
  );
}

/** Returns the name in an INI file: `section.option`, or `section` for a map. */
export function iniText(ini: readonly string[]): string {
  return ini.filter((name) => name !== "").join(".");
}

function iniNames(name: string): readonly [string, string] {
  const dot = name.indexOf(".");
  return dot < 0 ? [name, ""] : [name.slice(0, dot), name.slice(dot + 1).toLowerCase()];
}
