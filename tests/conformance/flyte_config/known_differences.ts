/**
 * Where mode `flyte` means to differ from flyte 2.12.1, and why.
 *
 * @module
 */
import { parseYaml, YamlError } from "../../../mod.ts";
import type { ConfigCase, Content, ReadOutcome } from "../config/case.ts";
import { isFaultyYaml } from "../config/known_differences.ts";
import { YAML_DIFFERENCES } from "../yaml/known_differences.ts";

/** What is the same, and not quite, for documentation. */
export const FLYTE_NOTES: Readonly<Record<string, string>> = {
  flyte_without_file:
    "flyte's `Config.auto` reads no variables where there is no file; in strict mode they count, and `issues` tells",
  flyte_booleans:
    "flyte keeps booleans in variables, and texts in files, as texts, of which `false` counts as true; here they are " +
    "booleans or refused, `issues` tells, and `toEnv` writes no `false`",
  flyte_git_root:
    "where git may not be asked, no repository's file is looked for, and `issues` tells (`git_root_unknown`); in a " +
    "runtime without programs only if there seems to be one",
  flyte_cache: "flyte looks for its file once in a process; here each `auto` looks again",
  flyte_sets:
    "flyte splits the text of a set that stands for a command, whose order is chance; here it is that of the file",
};

/**
 * Only whether a file is refused may differ, never what is read; but of a repository's file with several faults, the
 * first one decides whether it is passed over.
 */
export function isKnown({ file, files, repository }: ConfigCase, here: ReadOutcome, there: ReadOutcome): boolean {
  if ("error" in here === "error" in there) {
    const content = file === null && repository && files["@CWD@/.flyte/config.yaml"];
    return typeof content === "string" && hasSeveralFaults(content);
  }
  if ("error" in here) return Object.values(YAML_DIFFERENCES).some(({ code }) => code === here.error);
  const texts = [file?.text, ...Object.values(files)].filter((text: Content | undefined) => typeof text === "string");
  return texts.some(isFaultyYaml);
}

function hasSeveralFaults(text: string): boolean {
  try {
    parseYaml(text);
    return false;
  } catch (error) {
    return error instanceof YamlError && error.problems.length > 1;
  }
}
