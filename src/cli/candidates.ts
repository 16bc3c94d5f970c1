/**
 * Candidates for the argument that someone types in a shell: for `proposeCompletions` of the parser of arguments, which
 * keeps those that start with what was typed. A candidate may be followed by a tab and its description.
 *
 * @module
 */
import type { Session } from "./session.ts";

/** Ends the candidate that stands for names of files, which shells know themselves. */
export const FILES = "\0";

/** Proposes names of files. */
export function files(partial: string): string[] {
  return [partial + FILES];
}

/** Settings of `Config`, or all that a YAML file can have. */
export type SettingScope = "config" | "file";

/** Returns a function that proposes names of settings, of the version that the options before them name. */
export function settings(scope: SettingScope): (this: Session, partial: string) => Promise<readonly string[]> {
  return async function (partial) {
    const { settingCandidates } = await import("./run/setting_candidates.ts");
    return settingCandidates(partial, this.completed.includes("--flyte2") ? "flyte2" : "flytekit", scope);
  };
}

/** Use of a field of a context. */
export type FieldUse = "print" | "assign" | "unset";

/** Returns a function that proposes names of fields of a context. */
export function contextFields(use: FieldUse): () => Promise<readonly string[]> {
  return async () => (await import("./run/context_candidates.ts")).contextCandidates(use);
}
