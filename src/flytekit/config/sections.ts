/**
 * Flyte's sections: their tables, and where they are.
 *
 * @module
 */
import { SEARCH_PATH_VARIABLES } from "../../settings/file/file_rules.ts";
import {
  type ComposedSection,
  composeSections,
  type Naming,
  settingNames,
  settingsOf,
} from "../../settings/registry.ts";
import type { SectionDefinition } from "../../settings/definition.ts";
import { images } from "../../sections/flytekit/images.ts";
import { azure } from "../../../plugins/azure.ts";
import { gcs } from "../../../plugins/gcs.ts";
import { s3 } from "../../../plugins/s3.ts";
import { checkFlytekitPlatform } from "../../sections/checks/platform.ts";
import { resolveClientSecret, resolveClientSecretAsPython } from "../../sections/checks/client_secret.ts";
import type { LeftOut } from "../../settings/load/left_out.ts";
import type { MountedSection } from "../../settings/registry.ts";
import { platform } from "../../sections/flytekit/platform.ts";
import { generic, local, root, secrets, stats, task } from "../../sections/flytekit/small.ts";

/** Names of variables are as flytekit's. */
export const NAMING: Naming = { envPrefix: "FLYTE_", otherEnv: SEARCH_PATH_VARIABLES };

/** A storage plugin is the definition of its settings. */
export type Plugin = SectionDefinition;

/** The plugins that flytekit has. */
export type DefaultPlugins = readonly [typeof s3, typeof gcs, typeof azure];

/** The plugins that are there if no others are given. */
export const DEFAULT_PLUGINS: DefaultPlugins = [s3, gcs, azure];

/** `Config.platform`. */
export const PLATFORM: MountedSection = {
  path: ["platform"],
  definition: platform,
  dependentSettings: { strict: resolveClientSecret, python: resolveClientSecretAsPython },
  fileSetting: "clientSecretLocation",
  check: checkFlytekitPlatform,
};
/** `Config.secrets`. */
export const SECRETS: MountedSection = { path: ["secrets"], definition: secrets };
/** `Config.stats`. */
export const STATS: MountedSection = { path: ["stats"], definition: stats };
/** `Config` itself. */
export const ROOT: MountedSection = { path: [], definition: root };
/** `LocalConfig`. */
export const LOCAL: MountedSection = { path: ["local"], definition: local };
/** `TaskConfig`. */
export const TASK: MountedSection = { path: ["task"], definition: task };
/** The images that `ImageConfig` reads. */
export const IMAGES: MountedSection = { path: [], definition: images };
/** `DataConfig.generic`. */
export const GENERIC: MountedSection = dataSection(generic);
/** `DataConfig.s3`. */
export const S3: MountedSection = dataSection(s3);
/** `DataConfig.gcs`. */
export const GCS: MountedSection = dataSection(gcs);
/** `DataConfig.azure`. */
export const AZURE: MountedSection = dataSection(azure);

/** Where a plugin's section is. */
export function dataSection(definition: SectionDefinition): MountedSection {
  return { path: ["data_config", definition.id], definition };
}

/** The sections of `Config.data_config`, in flytekit's order. */
export function dataSections(plugins: readonly Plugin[]): readonly MountedSection[] {
  return [...plugins.map(dataSection), GENERIC];
}

/** The sections of `Config`. */
export function configSections(plugins: readonly Plugin[]): readonly MountedSection[] {
  return [PLATFORM, SECRETS, STATS, ...dataSections(plugins), ROOT];
}

/** All sections with their settings. The default ones need no check: the tests compose them. Throws as `composeSections` does. */
export function composedSections(plugins: readonly Plugin[]): readonly ComposedSection[] {
  const sections = allSections(plugins);
  if (plugins !== DEFAULT_PLUGINS) return composeSections(sections, NAMING);
  return sections.map((section) => ({ ...section, settings: settingsOf(section, NAMING) }));
}

/** What is missing of flytekit's own plugins. */
export function leftOutOf(plugins: readonly Plugin[], composed: readonly ComposedSection[]): LeftOut | undefined {
  if (plugins === DEFAULT_PLUGINS) return undefined;
  const given = new Set(plugins.map(({ id }) => id));
  const missing = DEFAULT_PLUGINS.filter(({ id }) => !given.has(id));
  const taken = new Set(composed.flatMap(({ settings }) => settings.flatMap(settingNames)));
  const settings = missing.flatMap((definition) => settingsOf(dataSection(definition), NAMING)).filter((setting) =>
    !settingNames(setting).some((name) => taken.has(name))
  );
  const isReplaced = missing.length === DEFAULT_PLUGINS.length && given.size > 0;
  return { settings, instead: isReplaced ? [...given] : [] };
}

/** All sections that a file may have settings of. */
export function allSections(plugins: readonly Plugin[]): readonly MountedSection[] {
  return [...configSections(plugins), LOCAL, TASK, IMAGES];
}
