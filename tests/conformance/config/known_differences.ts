/**
 * Intended differences of mode `flytekit` from flytekit 1.16.31, with reasons: it rejects files that flytekit reads. Tests
 * assert each entry both ways.
 *
 * @module
 */
import { parseYaml, YamlError } from "../../../mod.ts";
import type { Difference } from "../area.ts";
import { YAML_DIFFERENCES } from "../yaml/known_differences.ts";
import type { ConfigCase, ReadOutcome } from "./case.ts";

/** Differences in reading configuration; those in reading YAML have a table of their own. */
export const CONFIG_DIFFERENCES: Readonly<Record<string, Difference>> = {
  image_name_not_a_string: {
    code: "not_map",
    reason: "flytekit keeps numbers, dates and null as image names, although no task can refer to such an image",
    example: "images:\n  1: ghcr.io/acme/app:v1\n",
    counterexample: 'images:\n  "1": ghcr.io/acme/app:v1\n',
  },
};

/**
 * A YAML file with several problems: after an error of PyYAML flytekit continues without the file, any other Python error
 * ends it. The first problem decides; only with an escape such as `"\\U00110000"` may the first one differ here. Mode
 * `strict` rejects all of them.
 */
export const SEVERAL_PROBLEMS = {
  /** flytekit continues without the file: the tag is found when the mapping is read, the date below it later. */
  ignored: "console:\n  endpoint: 2024-13-01\nx: !mine x\n",
  /** flytekit fails, because the date comes first. */
  refused: "x: 2024-13-01\nconsole:\n  endpoint: !mine x\n",
};

/** Differences in details, for the documentation. */
export const CONFIG_NOTES: Readonly<Record<string, string>> = {
  several_problems_in_YAML:
    "after some problems flytekit continues without the file, after others it fails; of several, the first one decides, in " +
    'mode `flytekit` as well. PyYAML reads a few tokens ahead, so that an escape such as `"\\\\U00110000"` may come first ' +
    "only there. Strict mode rejects all of them",
  rejected_YAML_in_mode_flytekit:
    "flytekit continues without a file that PyYAML rejects, and so does mode `flytekit`; it throws if only this library " +
    "rejects the file, as listed in the table above",
  written_zeros:
    "flytekit treats `0`, an empty string and an empty list as not set; strict mode reads them and adds an issue, and no " +
    "writer writes them: `notCarried` lists them",
  large_YAML_files:
    "PyYAML reads YAML of any size; here a file is limited to `maxBytes`, 4 MiB by default, and to 400,000 lists and " +
    "mappings",
  large_INI_files: "configparser reads INI of any size; here a file is limited to `maxBytes`, 4 MiB by default",
  two_sources_of_the_client_secret:
    "flytekit ignores an unset variable for the client secret; strict mode rejects it, or adds an issue if the file or the " +
    "setting itself has a secret",
  tuples: "PyYAML returns the pairs of `!!omap` and `!!pairs` as tuples; here they are lists of two",
};

/** Returns the difference that explains why only one side rejects a case, if there is one. */
export function knownDifference({ file }: ConfigCase, outcome: ReadOutcome): string | undefined {
  if (!("error" in outcome)) return isFaulty(file) ? "several_problems" : undefined;
  const found = [...Object.entries(CONFIG_DIFFERENCES), ...Object.entries(YAML_DIFFERENCES)].find(([, { code }]) =>
    code === outcome.error
  );
  return found?.[0];
}

/** Whether a file is YAML that PyYAML rejects with a `YAMLError`. */
function isFaulty(file: ConfigCase["file"]): boolean {
  return file?.text !== undefined && /ya?ml$/.test(file.name) && file.text.includes("\\U") && isFaultyYaml(file.text);
}

/** Whether PyYAML rejects YAML with a `YAMLError`. */
export function isFaultyYaml(text: string): boolean {
  try {
    parseYaml(text);
    return false;
  } catch (error) {
    return error instanceof YamlError && error.isYamlError;
  }
}
