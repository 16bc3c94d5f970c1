/**
 * flytekit's own plugins that a caller did not list: their settings are not read, which is reported.
 *
 * @module
 */
import { makeIssue } from "../../errors.ts";
import { issueAt, type SettingIssue } from "../issues.ts";
import type { Setting } from "../setting.ts";
import { allValues, type Lookup } from "../sources.ts";

/** flytekit's own plugins that a caller did not list. */
export interface MissingPlugins {
  /** Their settings, except those whose names another plugin has. */
  readonly settings: readonly Setting[];
  /** The plugins that were listed, if none of them is flytekit's. */
  readonly instead: readonly string[];
}

/** Reports settings that are not read. */
export function missingPluginIssues({ settings, instead }: MissingPlugins, lookup: Lookup): readonly SettingIssue[] {
  const unused = settings.flatMap((setting) =>
    allValues(lookup(setting)).map(({ origin }) => {
      const [, plugin] = setting.path.split(".");
      const what =
        `${setting.path} is not read, since plugins does not list ${plugin}; write plugins: createRegistry(${plugin}, …)`;
      return issueAt("not_used", origin, what, { path: setting.path });
    })
  );
  if (instead.length === 0) return unused;
  const message = `plugins lists ${instead.join(", ")} and none of flytekit's own, so s3, gcs and azure are missing; ` +
    "write plugins: createRegistry(s3, gcs, azure, …) to keep them";
  return [makeIssue("plugins_replaced", message), ...unused];
}
