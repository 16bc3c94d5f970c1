/**
 * Composes sections: their settings with all their names, and no two with the same one.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { checkId, checkSetting } from "./check_setting.ts";
import type { SettingIssue } from "./problem.ts";
import type { Resolved } from "./resolve.ts";
import { type SectionTable, type SettingRow, wireName } from "./definition.ts";

/** Where a section is in the whole, such as `["data_config", "s3"]`. */
export interface SectionPlace {
  /** Names on the wire that lead to it; none for settings of the whole itself. */
  readonly path: readonly string[];
  /** Its table. */
  readonly table: SectionTable;
  /** What is odd about its settings, taken together. */
  readonly check?: (values: ReadonlyMap<string, Resolved>) => readonly SettingIssue[];
}

/** A setting with all its names. */
export interface Setting {
  /** Name of the property. */
  readonly key: string;
  /** Name on the wire. */
  readonly wire: string;
  /** Names on the wire that lead to it, with dots: `platform.endpoint`. */
  readonly path: string;
  /** Its row. */
  readonly row: SettingRow;
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
export interface ComposedSection extends SectionPlace {
  /** Its settings, in the order of the table. */
  readonly settings: readonly Setting[];
}

/**
 * Gives settings their names. Throws `duplicate_section`, `setting_without_source`, `duplicate_source` (an environment
 * variable, INI option or YAML key that two settings want) and `invalid_section` (an id or key that is no name).
 */
export function composeSections(places: readonly SectionPlace[], naming: Naming): readonly ComposedSection[] {
  const names = { place: new Map<string, string>(), env: new Map(), ini: new Map(), yaml: new Map() };
  const take = (kind: keyof typeof names, name: string | undefined, by: string): void => {
    if (name === undefined) return;
    const other = names[kind].get(name);
    if (other !== undefined) throw duplicate(kind, name, other, by);
    names[kind].set(name, by);
  };
  const composed = places.map((place) => {
    // Several may share the place of the whole, where only their settings have names.
    take("place", place.path.join(".") || undefined, place.table.id);
    checkId(place.table.id);
    const settings = settingsOf(place, naming);
    for (const setting of settings) {
      checkSetting(setting);
      const { path, envs, ini, row } = setting;
      for (const env of envs) take("env", env, path);
      take("ini", ini && iniText(ini), path);
      take("yaml", row.yaml, path);
    }
    return { ...place, settings };
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

const KINDS_OF_NAMES = {
  place: "place",
  env: "environment variable",
  ini: "INI option",
  yaml: "YAML key",
} as const;

function duplicate(kind: keyof typeof KINDS_OF_NAMES, name: string, one: string, other: string): FlyteConfigError {
  const code = kind === "place" ? "duplicate_section" : "duplicate_source";
  const message = `the ${KINDS_OF_NAMES[kind]} ${name} belongs to both ${one} and ${other}`;
  return new FlyteConfigError(code, message, { path: other });
}

/** The settings of one section, as they are: `composeSections` checks them. */
export function settingsOf({ path, table }: SectionPlace, naming: Naming): readonly Setting[] {
  const above = path.map((name) => `${name}.`).join("");
  return Object.entries(table.rows).map(([key, row]) => {
    const wire = wireName(key);
    const ini = row.ini === undefined ? undefined : iniNames(row.ini);
    const yaml = row.yaml?.split(".");
    const own = row.env ?? envName(naming, row, ini, yaml);
    const envs = [...row.envAliases ?? [], ...own === undefined ? [] : [own]];
    return { key, wire, path: above + wire, row, env: row.kind === "map" ? row.env : envs[0], envs, ini, yaml };
  });
}

function envName(
  { envPrefix, envFrom = "ini" }: Naming,
  { kind }: SettingRow,
  ini: readonly string[] | undefined,
  yaml: readonly string[] | undefined,
): string | undefined {
  const names = envFrom === "yaml" ? yaml : kind === "map" ? undefined : ini;
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
