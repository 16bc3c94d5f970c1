/**
 * The dialect of flyte 2: its names, its configuration file, and how it reads settings.
 *
 * @module
 */
import { composedSections, NAMING as SECTION_NAMING, SECTIONS, storageSettings } from "../../sections/flyte2/mod.ts";
import { flytekitSettings } from "../../sections/flytekit/mod.ts";
import { FLYTE2_FOREIGN_VARIABLES, FOREIGN_KEYS } from "../../sections/foreign_names.ts";
import { CONFIG_FILE } from "../../sections/flyte2/search_path.ts";
import { Catalog } from "../../settings/load/catalog.ts";
import type { Dialect, LoadRequest } from "../../settings/load/dialect.ts";
import { whereIs } from "../../settings/load/other_product.ts";
import type { MountedSection, Naming } from "../../settings/setting.ts";
import type { WriterRules } from "../../settings/write/write.ts";
import { MISNOMERS } from "./misnomers.ts";
import { readAsFlyte } from "./reading.ts";
import { searchFileAsFlyte } from "./search_file.ts";

/** Names of environment variables, and hints for the names that only flytekit has. */
export const NAMING: Naming = {
  ...SECTION_NAMING,
  whereIs: (name) => whereIs(name, CATALOG),
};

/** The dialect of flyte 2. */
export const DIALECT: Dialect = {
  library: "flyte",
  naming: NAMING,
  configFile: CONFIG_FILE,
  searchFile: searchFileAsFlyte,
  readSetting: readAsFlyte,
  wholeNeedsFile: true,
  foreignKeys: FOREIGN_KEYS,
  readElsewhere: storageSettings,
  misnomers: MISNOMERS,
  foreignVariables: FLYTE2_FOREIGN_VARIABLES,
  other: { library: "flytekit", settings: flytekitSettings },
};

/** The formats that flyte 2 reads. */
export const WRITER: WriterRules = { library: "flyte", formats: ["yaml", "env"], stringsAreTrue: true };

/** All settings of flyte 2. */
export const CATALOG: Catalog = /* @__PURE__ */ new Catalog(DIALECT, composedSections);

/** Returns a request to load sections of flyte 2. */
export function loadRequest(sections: readonly MountedSection[]): LoadRequest {
  return { catalog: CATALOG, sections, isWhole: sections === SECTIONS };
}
