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
import { PLATFORM, platform } from "./platform.ts";
import { ABFS, abfs } from "./abfs.ts";
import { GCS, gcs } from "./gcs.ts";
import { S3, s3 } from "./s3.ts";
import { STORAGE } from "./storage.ts";
import { VARIABLES } from "./search_path.ts";
import { TASK } from "./task.ts";

/** Names of environment variables, which follow from the YAML names of settings. */
const NAMES: Naming = { envPrefix: "FLYTE_", envFrom: "yaml" };

/** Names of environment variables, with those that are not of settings. */
export const NAMING: Naming = {
  envPrefix: "FLYTE_",
  envFrom: "yaml",
  otherEnv: /* @__PURE__ */ VARIABLES.concat(API_KEY_VARIABLE),
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
  const ofProviders = [s3, gcs, abfs].flatMap((definition) =>
    settingsOf({ path: ["storage", definition.id], definition }, NAMES)
      .filter(({ key }) => !(key in STORAGE.definition.settings))
  );
  return [...settingsOf(STORAGE, NAMES), ...ofProviders];
}

/** Returns all settings of flyte 2. They come from the bare definitions, so flytekit's product has no checks of flyte 2. */
export function flyteSettings(): readonly Setting[] {
  const sections: readonly MountedSection[] = [{ path: ["platform"], definition: platform }, TASK, IMAGE, LOCAL];
  return [...sections.flatMap((section) => settingsOf(section, NAMES)), ...storageSettings()];
}
