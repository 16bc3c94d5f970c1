/**
 * The sections of flyte 2: their tables, and where they are.
 *
 * @module
 */
import { FLYTE_FILE } from "../../settings/file/file_rules.ts";
import { type ComposedSection, type Naming, type Setting, settingsOf } from "../../settings/registry.ts";
import type { SettingIssue } from "../../settings/problem.ts";
import type { Resolved } from "../../settings/resolve.ts";
import { checkCommands } from "../checks/command.ts";
import { checkUrlEndpoint } from "../checks/endpoint.ts";
import { checkPlatform } from "../checks/platform.ts";
import { resolveClientSecret, resolveClientSecretAsPython } from "../checks/client_secret.ts";
import type { MountedSection } from "../../settings/registry.ts";
import { platform } from "./platform.ts";
import { image, local, task } from "./small.ts";
import { abfs, s3, storage } from "./storage.ts";

/** Names of variables follow from those in YAML. */
export const NAMING: Naming = { envPrefix: "FLYTE_", envFrom: "yaml", otherEnv: FLYTE_FILE.variables };

/** Settings that contradict one another, or that are no use without another. */
function checkFlytePlatform(settings: ReadonlyMap<string, Resolved>): readonly SettingIssue[] {
  return [
    ...checkPlatform(settings, "(admin.clientSecretLocation or admin.clientSecretEnvVar)"),
    ...checkUrlEndpoint(settings),
    ...checkCommands(settings, "write a list of words, or one line without commas, as a shell takes it"),
  ];
}

/** `Config.platform`. */
export const PLATFORM: MountedSection = {
  path: ["platform"],
  definition: platform,
  dependentSettings: { strict: resolveClientSecret, python: resolveClientSecretAsPython },
  fileSetting: "clientSecretLocation",
  check: checkFlytePlatform,
};
/** `Config.task`. */
export const TASK: MountedSection = { path: ["task"], definition: task };
/** `Config.image`. */
export const IMAGE: MountedSection = { path: ["image"], definition: image };
/** `Config.local`. */
export const LOCAL: MountedSection = { path: ["local"], definition: local };

/** The sections of `Config`, which are all there are. */
export const SECTIONS: readonly MountedSection[] = [PLATFORM, TASK, IMAGE, LOCAL];

/** All sections with their settings. They need no check: the tests compose them. */
export function composedSections(): readonly ComposedSection[] {
  return SECTIONS.map((section) => ({ ...section, settings: settingsOf(section, NAMING) }));
}

/** The settings of storage, which flyte reads on their own: its `Config` does not have them. */
const STORAGE_PLACES: readonly MountedSection[] = [
  { path: ["storage"], definition: storage },
  { path: ["storage", "s3"], definition: s3 },
  { path: ["storage", "abfs"], definition: abfs },
];

/** The settings that flyte reads and that are not in its `Config`. */
export function storageSettings(): readonly Setting[] {
  return STORAGE_PLACES.flatMap((section) => settingsOf(section, NAMING));
}

/** All settings. */
export function flyteSettings(): readonly Setting[] {
  return [...composedSections().flatMap(({ settings }) => settings), ...storageSettings()];
}
