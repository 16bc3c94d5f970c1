/**
 * The configuration of flyte 2, as a version of Flyte's.
 *
 * @module
 */
import { FLYTE_FILE } from "../../settings/file/file_rules.ts";
import { type Naming, settingsOf } from "../../settings/registry.ts";
import type { WriterRules } from "../../settings/write/written.ts";
import { bothProducts, whereIs } from "../../settings/load/other_product.ts";
import type { MountedSection } from "../../settings/registry.ts";
import { allSections, DEFAULT_PLUGINS, NAMING as FLYTEKIT_NAMING } from "../../flytekit/config/sections.ts";
import type { Dialect, LoadRequest } from "../../settings/load/dialect.ts";
import { readAsFlyte } from "./reading.ts";
import { FOREIGN_KEYS, FOREIGN_VARIABLES, MISNOMERS } from "./foreign_names.ts";
import { composedSections, NAMING as OWN_NAMING, SECTIONS, storageSettings } from "../../sections/flyte2/sections.ts";

/** Names of variables are as flyte's, and those of flytekit are known to be such. */
export const NAMING: Naming = {
  ...OWN_NAMING,
  whereIs: (name) => {
    const all = loadRequest([]);
    return whereIs(name, bothProducts(all), all);
  },
};

/** The configuration of flyte 2. */
export const FLYTE: Dialect = {
  library: "flyte",
  naming: NAMING,
  configFile: FLYTE_FILE,
  readSetting: readAsFlyte,
  wholeNeedsFile: true,
  foreignKeys: FOREIGN_KEYS,
  readElsewhere: storageSettings,
  misnomers: MISNOMERS,
  foreignVariables: FOREIGN_VARIABLES,
  other: {
    library: "flytekit",
    settings: () => allSections(DEFAULT_PLUGINS).flatMap((section) => settingsOf(section, FLYTEKIT_NAMING)),
  },
};

/** How flyte 2 reads what is written. */
export const WRITER: WriterRules = { library: "flyte", formats: ["yaml", "env"], stringsAreTrue: true };

/** What is to be read of the configuration of flyte 2. */
export function loadRequest(sections: readonly MountedSection[]): LoadRequest {
  return { dialect: FLYTE, sections, composed: composedSections(), isWhole: sections === SECTIONS };
}
