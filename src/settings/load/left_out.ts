/**
 * What is likely a mistake about what there is to read: an empty file, and plugins that replace flytekit's.
 *
 * @module
 */
import { makeIssue } from "../../errors.ts";
import { issueAt, type SettingIssue } from "../problem.ts";
import { type Raw, rawEnvs, rawFile, type Sources } from "../raw.ts";
import type { Setting } from "../registry.ts";
import type { ConfigDocument } from "../../formats/config_document.ts";
import { IniError } from "../../formats/ini/mod.ts";
import { isYamlMapping } from "../../formats/yaml/values.ts";

/** Settings of flytekit's own plugins that a caller left out. */
export interface LeftOut {
  /** The settings, but for those whose names another plugin has. */
  readonly settings: readonly Setting[];
  /** The plugins that were given, if none of them is flytekit's. */
  readonly instead: readonly string[];
}

/** Tells of a file without a key. */
export function emptyFile(document: ConfigDocument | undefined): readonly SettingIssue[] {
  if (document === undefined || !isEmpty(document)) return [];
  const message = `${document.name}: the file has no settings, so those of the environment and the defaults are used`;
  return [makeIssue("empty_file", message)];
}

function isEmpty(document: ConfigDocument): boolean {
  if (document.format === "ini") return document.ini.sections.length === 0;
  const { value } = document.yaml;
  return value === null || (isYamlMapping(value) && document.yaml.entries().next().done === true);
}

/** Tells of settings that no plugin reads, since flytekit's own were left out. */
export function leftOutIssues({ settings, instead }: LeftOut, sources: Sources): readonly SettingIssue[] {
  const unused = settings.flatMap((setting) =>
    raws(setting, sources).map(({ origin }) => {
      const [, plugin] = setting.path.split(".");
      const what = `${setting.path} is not read, since plugins does not list ${plugin}; write plugins: [${plugin}, …]`;
      return issueAt("not_used", origin, what, { path: setting.path });
    })
  );
  if (instead.length === 0) return unused;
  const message = `plugins lists ${instead.join(", ")} and none of flytekit's own, so there is no s3, gcs and azure; ` +
    `write plugins: [s3, gcs, azure, …] to keep them`;
  return [makeIssue("plugins_replaced", message), ...unused];
}

function raws(setting: Setting, sources: Sources): readonly Raw[] {
  try {
    const file = rawFile(setting, sources);
    return file === undefined ? rawEnvs(setting, sources) : [...rawEnvs(setting, sources), file];
  } catch (error) {
    if (error instanceof IniError) return rawEnvs(setting, sources);
    throw error;
  }
}
