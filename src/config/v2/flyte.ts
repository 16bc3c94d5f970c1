/**
 * The configuration of flyte 2, as a version of Flyte's.
 *
 * @module
 */
import { FLYTE_FILE } from "../../config_file/places.ts";
import { type Naming, settingsOf } from "../../settings/registry.ts";
import type { WriterRules } from "../../settings/written.ts";
import { bothVersions, whereIs } from "../other_version.ts";
import type { FlytePlace } from "../place.ts";
import { allPlaces, DEFAULT_PLUGINS, NAMING as FLYTEKIT_NAMING } from "../places.ts";
import type { Version, Wanted } from "../version.ts";
import { readAsFlyte } from "./flyte_reading.ts";
import { FOREIGN_KEYS, FOREIGN_VARIABLES, MISNOMERS } from "./foreign_names.ts";
import { composedPlaces, NAMING as OWN_NAMING, PLACES, storageSettings } from "./places.ts";

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
