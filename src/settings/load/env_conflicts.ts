/**
 * Settings with several variables, of which more than one is set.
 *
 * @module
 */
import type { Origin } from "../origin.ts";
import { issueAt, type SettingIssue } from "../problem.ts";
import { rawEnvs, type Sources } from "../raw.ts";
import type { Setting } from "../registry.ts";

/** Tells of variables that are set to something else than one that goes before them. Their values may be secret. */
export function ambiguousVariables(settings: readonly Setting[], sources: Sources): readonly SettingIssue[] {
  return settings.flatMap((setting) => {
    if (setting.envs.length < 2) return [];
    const [first, ...others] = rawEnvs(setting, sources);
    return others.filter(({ value }) => value !== first!.value).map(({ origin }) => {
      const what = `this is set to another value than ${
        nameOf(first!.origin)
      }, which goes before it; unset one of them`;
      return issueAt("ambiguous_variables", origin, what, { path: setting.path });
    });
  });
}

function nameOf(origin: Origin): string {
  return origin.source === "env" ? origin.name : origin.source;
}
