/**
 * Names of settings, for completion.
 *
 * @module
 */
import type { FlyteVersion } from "../../diagnostics/options.ts";
import { NAMING as FLYTE2_NAMING, SECTIONS as FLYTE2_SECTIONS } from "../../sections/flyte2/mod.ts";
import { allSections, configSections, DEFAULT_PLUGINS, NAMING } from "../../sections/flytekit/mod.ts";
import { settingsOf } from "../../settings/compose.ts";
import type { Setting } from "../../settings/setting.ts";
import type { SettingScope } from "../candidates.ts";

/** The kinds of names, the usual one first: paths, variables, keys of YAML files. */
const KINDS: readonly ((setting: Setting) => readonly string[])[] = [
  ({ path }) => [path],
  ({ envs }) => envs,
  ({ yaml }) => yaml === undefined ? [] : [yaml.join(".")],
];

/** Returns the names of settings that start with what was typed, of the first kind that has any. */
export function settingCandidates(partial: string, version: FlyteVersion, scope: SettingScope): readonly string[] {
  const all = settingsIn(version, scope);
  const settings = scope === "file" ? all.filter(({ yaml }) => yaml !== undefined) : all;
  for (const namesOf of KINDS) {
    const found = settings.flatMap((setting) =>
      namesOf(setting).filter((name) => name.startsWith(partial)).map((name) => `${name}\t${setting.definition.doc}`)
    );
    if (found.length > 0) return found;
  }
  return [];
}

function settingsIn(version: FlyteVersion, scope: SettingScope): readonly Setting[] {
  if (version === "flyte2") return FLYTE2_SECTIONS.flatMap((section) => settingsOf(section, FLYTE2_NAMING));
  const sections = scope === "file" ? allSections(DEFAULT_PLUGINS) : configSections(DEFAULT_PLUGINS);
  return sections.flatMap((section) => settingsOf(section, NAMING));
}
