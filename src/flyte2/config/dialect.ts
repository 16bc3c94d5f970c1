/**
 * The configuration of flyte 2, as a version of Flyte's.
 *
 * @module
 */
import { FLYTE_FILE } from "../../settings/file/file_rules.ts";
import { type Naming, settingsOf } from "../../settings/registry.ts";
import type { WriterRules } from "../../settings/write/written.ts";
import { bothVersions, whereIs } from "../../settings/load/other_product.ts";
import type { FlytePlace } from "../../settings/load/place.ts";
import { allPlaces, DEFAULT_PLUGINS, NAMING as FLYTEKIT_NAMING } from "../../flytekit/config/places.ts";
import type { Version, Wanted } from "../../settings/load/dialect.ts";
import { readAsFlyte } from "./reading.ts";
import { FOREIGN_KEYS, FOREIGN_VARIABLES, MISNOMERS } from "./foreign_names.ts";
import { composedPlaces, NAMING as OWN_NAMING, PLACES, storageSettings } from "../../sections/flyte2/places.ts";

/** Names of variables are as flyte's, and those of flytekit are known to be such. */
export const NAMING: Naming = {
  ...OWN_NAMING,
  whereIs: (name) => {
    const all = wanted([]);
    return whereIs(name, bothVersions(all), all);
  },
};

/** The configuration of flyte 2. */
export const FLYTE: Version = {
  library: "flyte",
  naming: NAMING,
  file: FLYTE_FILE,
  readSetting: readAsFlyte,
  wholeNeedsFile: true,
  foreignKeys: FOREIGN_KEYS,
  readElsewhere: storageSettings,
  misnomers: MISNOMERS,
  foreignVariables: FOREIGN_VARIABLES,
  other: {
    library: "flytekit",
    settings: () => allPlaces(DEFAULT_PLUGINS).flatMap((place) => settingsOf(place, FLYTEKIT_NAMING)),
  },
};

/** How flyte 2 reads what is written. */
export const WRITER: WriterRules = { library: "flyte", formats: ["yaml", "env"], stringsAreTrue: true };

/** What is to be read of the configuration of flyte 2. */
export function wanted(places: readonly FlytePlace[]): Wanted {
  return { version: FLYTE, places, composed: composedPlaces(), isWhole: places === PLACES };
}
