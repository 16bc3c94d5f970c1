/**
 * flytekit's configuration, as a version of Flyte's.
 *
 * @module
 */
import { FLYTEKIT_FILE } from "../../settings/file/file_rules.ts";
import type { Naming } from "../../settings/registry.ts";
import type { WriterRules } from "../../settings/write/written.ts";
import { readAsFlytekit } from "./reading.ts";
import { FOREIGN_KEYS, FOREIGN_VARIABLES, MISNOMERS } from "./foreign_names.ts";
import { LEGACY_KEYS } from "./legacy_keys.ts";
import { bothProducts, whereIs } from "../../settings/load/other_product.ts";
import type { MountedSection } from "../../settings/registry.ts";
import { composedSections, DEFAULT_PLUGINS, leftOutOf, NAMING as OWN_NAMING, type Plugin } from "./sections.ts";
import { flyteSettings } from "../../sections/flyte2/sections.ts";
import type { Dialect, LoadRequest } from "../../settings/load/dialect.ts";

/** Names of variables are as flytekit's, and those of flyte 2 are known to be such. */
export const NAMING: Naming = {
  ...OWN_NAMING,
  whereIs: (name) => {
    const all = loadRequest([], DEFAULT_PLUGINS);
    return whereIs(name, bothProducts(all), all);
  },
};

/** flytekit's configuration. */
export const FLYTEKIT: Dialect = {
  library: "flytekit",
  naming: NAMING,
  configFile: FLYTEKIT_FILE,
  readSetting: readAsFlytekit,
  wholeNeedsFile: false,
  foreignKeys: FOREIGN_KEYS,
  misnomers: MISNOMERS,
  legacyKeys: LEGACY_KEYS,
  foreignVariables: FOREIGN_VARIABLES,
  other: { library: "flyte", settings: flyteSettings },
};

/** How flytekit reads what is written. */
export const WRITER: WriterRules = { library: "flytekit", formats: ["yaml", "ini", "env"] };

/** What is to be read of flytekit's configuration. Throws as `composeSections` does. */
export function loadRequest(
  sections: readonly MountedSection[],
  plugins: readonly Plugin[],
  isWhole = false,
): LoadRequest {
  const composed = composedSections(plugins);
  return { dialect: FLYTEKIT, sections, composed, isWhole, leftOut: leftOutOf(plugins, composed) };
}
