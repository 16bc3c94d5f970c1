/**
 * Flyte's sections: their tables, and where they are.
 *
 * @module
 */
import { CONFIG_PLACE_VARIABLES } from "../../settings/file/file_rules.ts";
import {
  type ComposedSection,
  composeSections,
  type Naming,
  settingNames,
  settingsOf,
} from "../../settings/registry.ts";
import type { SectionTable } from "../../settings/definition.ts";
import { images } from "../../sections/flytekit/images.ts";
import { azure } from "../../../plugins/azure.ts";
import { gcs } from "../../../plugins/gcs.ts";
import { s3 } from "../../../plugins/s3.ts";
import { checkFlytekitPlatform } from "../../sections/checks/platform.ts";
import { finishAsPython, finishStrictly } from "../../sections/checks/client_secret.ts";
import type { LeftOut } from "../../settings/load/left_out.ts";
import type { FlytePlace } from "../../settings/load/place.ts";
import { platform } from "../../sections/flytekit/platform.ts";
import { generic, local, root, secrets, stats, task } from "../../sections/flytekit/small.ts";

/** Names of variables are as flytekit's. */
export const NAMING: Naming = { envPrefix: "FLYTE_", otherEnv: CONFIG_PLACE_VARIABLES };

/** A storage plugin is the table of its settings. */
export type Plugin = SectionTable;

/** The plugins that flytekit has. */
export type DefaultPlugins = readonly [typeof s3, typeof gcs, typeof azure];

/** The plugins that are there if no others are given. */
export const DEFAULT_PLUGINS: DefaultPlugins = [s3, gcs, azure];

/** `Config.platform`. */
export const PLATFORM: FlytePlace = {
  path: ["platform"],
  table: platform,
  finish: { strict: finishStrictly, python: finishAsPython },
  file: "clientSecretLocation",
  check: checkFlytekitPlatform,
};
/** `Config.secrets`. */
export const SECRETS: FlytePlace = { path: ["secrets"], table: secrets };
/** `Config.stats`. */
export const STATS: FlytePlace = { path: ["stats"], table: stats };
/** `Config` itself. */
export const ROOT: FlytePlace = { path: [], table: root };
/** `LocalConfig`. */
export const LOCAL: FlytePlace = { path: ["local"], table: local };
/** `TaskConfig`. */
export const TASK: FlytePlace = { path: ["task"], table: task };
/** The images that `ImageConfig` reads. */
export const IMAGES: FlytePlace = { path: [], table: images };
/** `DataConfig.generic`. */
export const GENERIC: FlytePlace = dataPlace(generic);
/** `DataConfig.s3`. */
export const S3: FlytePlace = dataPlace(s3);
/** `DataConfig.gcs`. */
export const GCS: FlytePlace = dataPlace(gcs);
/** `DataConfig.azure`. */
export const AZURE: FlytePlace = dataPlace(azure);

/** Where a plugin's section is. */
export function dataPlace(table: SectionTable): FlytePlace {
  return { path: ["data_config", table.id], table };
}

/** The sections of `Config.data_config`, in flytekit's order. */
export function dataPlaces(plugins: readonly Plugin[]): readonly FlytePlace[] {
  return [...plugins.map(dataPlace), GENERIC];
}

/** The sections of `Config`. */
export function configPlaces(plugins: readonly Plugin[]): readonly FlytePlace[] {
  return [PLATFORM, SECRETS, STATS, ...dataPlaces(plugins), ROOT];
}

/** All sections with their settings. The default ones need no check: the tests compose them. Throws as `composeSections` does. */
export function composedPlaces(plugins: readonly Plugin[]): readonly ComposedSection[] {
  const places = allPlaces(plugins);
  if (plugins !== DEFAULT_PLUGINS) return composeSections(places, NAMING);
  return places.map((place) => ({ ...place, settings: settingsOf(place, NAMING) }));
}

/** What is missing of flytekit's own plugins. */
export function leftOutOf(plugins: readonly Plugin[], composed: readonly ComposedSection[]): LeftOut | undefined {
  if (plugins === DEFAULT_PLUGINS) return undefined;
  const given = new Set(plugins.map(({ id }) => id));
  const missing = DEFAULT_PLUGINS.filter(({ id }) => !given.has(id));
  const taken = new Set(composed.flatMap(({ settings }) => settings.flatMap(settingNames)));
  const settings = missing.flatMap((table) => settingsOf(dataPlace(table), NAMING)).filter((setting) =>
    !settingNames(setting).some((name) => taken.has(name))
  );
  const isReplaced = missing.length === DEFAULT_PLUGINS.length && given.size > 0;
  return { settings, instead: isReplaced ? [...given] : [] };
}

/** All sections that a file may have settings of. */
export function allPlaces(plugins: readonly Plugin[]): readonly FlytePlace[] {
  return [...configPlaces(plugins), LOCAL, TASK, IMAGES];
}
