/**
 * The dialect of flytekit: its names, its configuration file, and how it reads settings.
 *
 * @module
 */
import { flyteSettings } from "../../sections/flyte2/mod.ts";
import {
  composedSections,
  DEFAULT_PLUGINS,
  NAMING as SECTION_NAMING,
  pluginSection,
} from "../../sections/flytekit/mod.ts";
import { CONFIG_FILE } from "../../sections/flytekit/search_path.ts";
import { FOREIGN_KEYS, FOREIGN_VARIABLES } from "../../sections/foreign_names.ts";
import { Catalog } from "../../settings/load/catalog.ts";
import type { Dialect } from "../../settings/load/dialect.ts";
import type { MissingPlugins } from "../../settings/load/missing_plugins.ts";
import { whereIs } from "../../settings/load/other_product.ts";
import type { Plugin } from "../../settings/plugin.ts";
import type { ComposedSection, Naming } from "../../settings/setting.ts";
import { settingNames, settingsOf } from "../../settings/compose.ts";
import type { WriterRules } from "../../settings/write/write.ts";
import { LEGACY_KEYS, MISNOMERS } from "./misnomers.ts";
import { readAsFlytekit } from "./reading.ts";

/** Names of environment variables, and hints for the names that only flyte 2 has. */
export const NAMING: Naming = {
  ...SECTION_NAMING,
  whereIs: (name) => whereIs(name, catalogOf(DEFAULT_PLUGINS)),
};

/** The dialect of flytekit. */
export const DIALECT: Dialect = {
  library: "flytekit",
  naming: NAMING,
  configFile: CONFIG_FILE,
  readSetting: readAsFlytekit,
  wholeNeedsFile: false,
  foreignKeys: FOREIGN_KEYS,
  misnomers: MISNOMERS,
  legacyKeys: LEGACY_KEYS,
  foreignVariables: FOREIGN_VARIABLES,
  other: { library: "flyte", settings: flyteSettings },
};

/** The formats that flytekit reads. */
export const WRITER: WriterRules = { library: "flytekit", formats: ["yaml", "ini", "env"] };

/** Returns the catalog of flytekit's settings and those of plugins. Composing it throws as `composeSections` does. */
export function catalogOf(plugins: readonly Plugin[]): Catalog {
  const findMissing = (sections: readonly ComposedSection[]) => missingPlugins(plugins, sections);
  return new Catalog(DIALECT, () => composedSections(plugins), plugins === DEFAULT_PLUGINS ? undefined : findMissing);
}

/** Returns the settings of the default plugins that `plugins` does not contain, so that they can be reported. */
function missingPlugins(plugins: readonly Plugin[], composed: readonly ComposedSection[]): MissingPlugins {
  const ids = new Set(plugins.map(({ id }) => id));
  const missing = DEFAULT_PLUGINS.filter(({ id }) => !ids.has(id));
  const usedNames = new Set(composed.flatMap(({ settings }) => settings.flatMap(settingNames)));
  const settings = missing.flatMap((plugin) => settingsOf(pluginSection(plugin), NAMING)).filter((setting) =>
    !settingNames(setting).some((name) => usedNames.has(name))
  );
  const isReplaced = missing.length === DEFAULT_PLUGINS.length && ids.size > 0;
  return { settings, instead: isReplaced ? [...ids] : [] };
}
