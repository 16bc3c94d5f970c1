/**
 * Where mode `flytekit` means to differ from flytekit 1.16.31, and why: it refuses these files, and flytekit does not.
 * Tests assert each entry both ways.
 *
 * @module
 */
import { type ErrorCode, parseYaml, YamlError } from "../../../mod.ts";
import { YAML_DIFFERENCES } from "../yaml/known_differences.ts";
import type { ConfigCase, ReadOutcome } from "./case.ts";

/** Files that flytekit reads and this library refuses. */
export interface ConfigDifference {
  /** The code with which this library refuses them. */
  readonly code: ErrorCode;
  /** Why. */
  readonly reason: string;
  /** Such a file. */
  readonly example: string;
  /** A file that comes close, and that both read alike. */
  readonly counterexample: string;
}

/** All differences of reading configuration; those of reading YAML as such are a table of their own. */
export const CONFIG_DIFFERENCES: Readonly<Record<string, ConfigDifference>> = {
  image_name_not_text: {
    code: "not_map",
    reason: "flytekit keeps numbers, dates and null as names of images; no task can ask for such an image",
    example: "images:\n  1: ghcr.io/acme/app:v1\n",
    counterexample: 'images:\n  "1": ghcr.io/acme/app:v1\n',
  },
};

/**
 * A YAML file with several faults: some are errors of PyYAML, after which flytekit goes on without the file, others are
 * errors of Python, with which it ends. The first one decides; only with an escape such as `"\\U00110000"` may it be
 * another one here. Mode `strict` refuses all of them.
 */
export const SEVERAL_FAULTS = {
  /** flytekit goes on without the file: a tag is found when the mapping is read, and a date below it later. */
  ignored: "console:\n  endpoint: 2024-13-01\nx: !mine x\n",
  /** flytekit ends with an error, since the date is first. */
  refused: "x: 2024-13-01\nconsole:\n  endpoint: !mine x\n",
};

/** What is the same, and not quite, for documentation. */
export const CONFIG_NOTES: Readonly<Record<string, string>> = {
  several_faults_in_YAML:
    'some faults make flytekit go on without the file, others make it end: of several, the first decides in mode `flytekit`, too. PyYAML reads some words ahead, so that an escape such as `"\\\\U00110000"` may come first there only; strict mode refuses all',
  refused_YAML_in_mode_flytekit:
    "flytekit goes on without a file that PyYAML refuses; so does mode `flytekit`, but it throws where only this library refuses the file: the YAML in the table above",
  written_zeros:
    "flytekit takes `0`, an empty string and an empty list for not set; strict mode reads them and `issues` tells, and no " +
    "writer writes them: `notCarried` names them",
  large_YAML_files:
    "PyYAML reads YAML of any size; here a text is limited to `maxBytes`, 4 MiB by default, and to 400,000 " +
    "lists and mappings",
  large_INI_files: "configparser reads INI of any size; here a text is limited to `maxBytes`, 4 MiB by default",
  secrets_of_two_places:
    "a variable for the client secret that is not set counts for nothing in flytekit; in strict mode it is refused, unless " +
    "the file or the setting itself has a secret, and `issues` tells",
  tuples: "the pairs of `!!omap` and `!!pairs` are tuples to PyYAML, and lists of two here",
};

/** The difference that explains why not both refuse, if there is one. */
export function knownDifference({ file }: ConfigCase, outcome: ReadOutcome): string | undefined {
  if (!("error" in outcome)) return isFaulty(file) ? "several_faults" : undefined;
  const found = [...Object.entries(CONFIG_DIFFERENCES), ...Object.entries(YAML_DIFFERENCES)].find(([, { code }]) =>
    code === outcome.error
  );
  return found?.[0];
}

/** Whether a file is YAML that PyYAML refuses with an error of its own. */
function isFaulty(file: ConfigCase["file"]): boolean {
  return file?.text !== undefined && /ya?ml$/.test(file.name) && file.text.includes("\\U") && isFaultyYaml(file.text);
}

/** Whether PyYAML refuses a text with an error of its own. */
export function isFaultyYaml(text: string): boolean {
  try {
    parseYaml(text);
    return false;
  } catch (error) {
    return error instanceof YamlError && error.isYamlError;
  }
}
