/**
 * flytekit's sections: their definitions, and the checks of settings that depend on one another. This is data; the
 * classes are in `src/flytekit/config`.
 *
 * @module
 */
import { azure } from "../../../plugins/azure.ts";
import { gcs } from "../../../plugins/gcs.ts";
import { s3 } from "../../../plugins/s3.ts";
import { mountPlugin, type Plugin } from "../../settings/plugin.ts";
import type { ComposedSection, MountedSection, Naming, Setting } from "../../settings/setting.ts";
import { composeSections, settingsOf } from "../../settings/compose.ts";
import { GENERIC } from "./generic.ts";
import { IMAGES } from "./images.ts";
import { LOCAL } from "./local.ts";
import { PLATFORM, platform } from "./platform.ts";
import { SDK } from "./sdk.ts";
import { SECRETS } from "./secrets.ts";
import { STATS } from "./stats.ts";
import { CONFIG_FILE } from "./search_path.ts";
import { TASK } from "./task.ts";

/** Names of environment variables, which follow from the INI names of settings. */
export const NAMING: Naming = { envPrefix: "FLYTE_", otherEnv: CONFIG_FILE.variables };

/** The storage plugins that are used by default. */
export type DefaultPlugins = readonly [typeof s3, typeof gcs, typeof azure];

/** The storage plugins that are used by default. */
export const DEFAULT_PLUGINS: DefaultPlugins = [s3, gcs, azure];

/** Mounts the section of a storage plugin below `Config.dataConfig`. */
export function pluginSection(plugin: Plugin): MountedSection {
  return mountPlugin(["data_config", plugin.id], plugin);
}

/** Returns the sections of `Config.dataConfig`, in flytekit's order. */
export function dataSections(plugins: readonly Plugin[]): readonly MountedSection[] {
  return [...plugins.map(pluginSection), GENERIC];
}

/** Returns the sections of `Config`, in flytekit's order. */
export function configSections(plugins: readonly Plugin[]): readonly MountedSection[] {
  return [PLATFORM, SECRETS, STATS, ...dataSections(plugins), SDK];
}

/** Returns all sections that a configuration file can have. */
export function allSections(plugins: readonly Plugin[]): readonly MountedSection[] {
  return [...configSections(plugins), LOCAL, TASK, IMAGES];
}

/** Returns all sections with their settings. Throws as `composeSections` does for plugins other than the default ones. */
export function composedSections(plugins: readonly Plugin[]): readonly ComposedSection[] {
  const sections = allSections(plugins);
  if (plugins !== DEFAULT_PLUGINS) return composeSections(sections, NAMING);
  // A test composes these, so they need no check at run time.
  return sections.map((section) => ({ ...section, settings: settingsOf(section, NAMING) }));
}

/** Returns all settings of flytekit. They come from the bare definitions, so flyte 2's product has no checks of flytekit. */
export function flytekitSettings(): readonly Setting[] {
  const ofPlugins = DEFAULT_PLUGINS.map((definition) => ({ path: ["data_config", definition.id], definition }));
  return [
    { path: ["platform"], definition: platform },
    SECRETS,
    STATS,
    ...ofPlugins,
    GENERIC,
    SDK,
    LOCAL,
    TASK,
    IMAGES,
  ].flatMap((section: MountedSection) => settingsOf(section, NAMING));
}
