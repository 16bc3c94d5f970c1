/**
 * Intended differences of mode `flyte` from flyte 2.12.1, with reasons.
 *
 * @module
 */
import { parseYaml, YamlError } from "../../../mod.ts";
import type { ConfigCase, Content, ReadOutcome } from "../config/case.ts";
import { isFaultyYaml } from "../config/known_differences.ts";
import { YAML_DIFFERENCES } from "../yaml/known_differences.ts";

/** Differences in details, for the documentation. */
export const FLYTE_NOTES: Readonly<Record<string, string>> = {
  flyte_without_file:
    "without a file, flyte's `Config.auto` reads no variables; strict mode uses them and adds an issue",
  flyte_booleans:
    "flyte keeps booleans in variables, and strings in files, as strings, so that `false` is truthy; here they are booleans " +
    "or rejected, with an issue, and `toEnv` does not write `false`",
  flyte_storage:
    "flyte keeps the strings of `FLYTE_STORAGE_RETRIES` and `FLYTE_STORAGE_BACKOFF_SECONDS`, which its storage client " +
    "refuses; here they are numbers, with an issue",
  flyte_git_root:
    "if git cannot be run, the repository's root is not searched, with an issue `git_root_unknown`; in a runtime without " +
    "programs only if there seems to be a repository",
  flyte_cache: "flyte searches for its file once per process; here every `auto` searches again",
  flyte_sets:
    "flyte splits the string form of a set given as a command, whose order is random; here the order is that of the file",
};

/**
 * Whether a difference is known. Only whether a file is rejected may differ, not the values; but the first of several
 * problems in a repository's file decides whether that file is skipped.
 */
export function isKnown({ file, files, repository }: ConfigCase, here: ReadOutcome, there: ReadOutcome): boolean {
  if ("error" in here === "error" in there) {
    const content = file === null && repository && files["@CWD@/.flyte/config.yaml"];
    return typeof content === "string" && hasSeveralProblems(content);
  }
  if ("error" in here) return Object.values(YAML_DIFFERENCES).some(({ code }) => code === here.error);
  const texts = [file?.text, ...Object.values(files)].filter((text: Content | undefined) => typeof text === "string");
  return texts.some(isFaultyYaml);
}

function hasSeveralProblems(text: string): boolean {
  try {
    parseYaml(text);
    return false;
  } catch (error) {
    return error instanceof YamlError && error.problems.length > 1;
  }
}
