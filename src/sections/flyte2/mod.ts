/**
 * flyte 2's sections: their definitions, and the checks of settings that depend on one another. This is data; the
 * classes are in `src/flyte2/config`.
 *
 * @module
 */
import type { ComposedSection, MountedSection, Naming, Setting } from "../../settings/setting.ts";
import { settingsOf } from "../../settings/compose.ts";
import { API_KEY_VARIABLE } from "../checks/api_key.ts";
import { IMAGE } from "./image.ts";
import { LOCAL } from "./local.ts";
import { PLATFORM } from "./platform.ts";
import { ABFS } from "./abfs.ts";
import { GCS } from "./gcs.ts";
import { S3 } from "./s3.ts";
import { STORAGE } from "./storage.ts";
import { CONFIG_FILE } from "./search_path.ts";
import { TASK } from "./task.ts";

/** Names of environment variables, which follow from the YAML names of settings. */
export const NAMING: Naming = {
  envPrefix: "FLYTE_",
  envFrom: "yaml",
  otherEnv: [...CONFIG_FILE.variables, API_KEY_VARIABLE],
};

/** The sections of `Config`, which are all sections that a configuration file can have. */
export const SECTIONS: readonly MountedSection[] = [PLATFORM, TASK, IMAGE, LOCAL];

/** The sections of storage, which are not in `Config`, and which no configuration file can have. */
export const STORAGE_SECTIONS: readonly MountedSection[] = [STORAGE, S3, GCS, ABFS];

/** Returns all sections with their settings. A test composes these, so they need no check at run time. */
export function composedSections(): readonly ComposedSection[] {
  return SECTIONS.map((section) => ({ ...section, settings: settingsOf(section, NAMING) }));
}

/** Returns the settings of storage, which flyte 2 reads apart from its `Config`; those that providers share only once. */
export function storageSettings(): readonly Setting[] {
  return STORAGE_SECTIONS.flatMap((section) =>
    settingsOf(section, NAMING).filter(({ key }) => section === STORAGE || !(key in STORAGE.definition.settings))
  );
}

/** Returns all settings of flyte 2. */
export function flyteSettings(): readonly Setting[] {
  return [...composedSections().flatMap(({ settings }) => settings), ...storageSettings()];
}
