/**
 * What is worth knowing about how the configuration file was found, and why it is read as the format that it is.
 *
 * @module
 */
import { type ErrorCode, type Issue, makeIssue } from "../../errors.ts";
import { formatOf, type NamedText } from "../../formats/config_document.ts";
import { type ConfigFileRules, FLYTECTL_CONFIG_ENV_VAR } from "./file_rules.ts";

/** Something worth knowing about how a file was found. */
export interface FileIssue extends Issue {
  /** Stable identifier of the kind of issue. */
  readonly code: ErrorCode;
}

/** Tells of a file that another one hides. */
export function shadowed(hidden: string, used: string): FileIssue {
  const message = `${used} is read, and hides ${hidden}; remove one of them, or name the right one`;
  return makeIssue("config_file_shadowed", message);
}

/** Reports a file that is not on the search path. */
export function notSearched(path: string): FileIssue {
  const message = `no configuration file was found; there is ${path}, which is read only if it is named: set ` +
    `${FLYTECTL_CONFIG_ENV_VAR}=${path}, or pass it as file`;
  return makeIssue("config_file_not_searched", message);
}

/** Why a file is read as a format that it does not seem to have. flyte takes files of any name for YAML. */
export function hintOf({ name, text }: NamedText, rules: ConfigFileRules): string | undefined {
  const hasSections = /^\[[\w-]+\]\s*$/m.test(text);
  if (rules.formatOf(name) === "ini") {
    const json = /^\s*[{[]/.test(text) ? ", which also reads JSON" : "";
    return hasSections ? undefined : '; it is read as INI, since its name ends in neither "yaml" nor "yml"; ' +
      `if it is YAML${json}, give it such a name`;
  }
  if (!hasSections) return undefined;
  if (rules.formatOf === formatOf) {
    return "; this looks like an INI file; its name ends in yaml or yml, so it is read as YAML";
  }
  return formatOf(name) === "yaml"
    ? undefined
    : "; this looks like an INI file, which flytekit reads and flyte does not: convertToYaml makes YAML of it";
}

/** Tells of an empty variable that hides the next one from flytekit. */
export function hiding(variable: string): FileIssue {
  const message =
    `${variable} is set to nothing, which is the same as not set here; to flytekit, it hides the variables after it`;
  return makeIssue("differs_from_python", message);
}

/** Tells that git could not be asked. */
export function unknownRoot(why: string): FileIssue {
  const message =
    `nobody can tell whether a git repository has a file that comes before those named by variables and ` +
    `those at home: ${why}; if one has, name it with file`;
  return makeIssue("git_root_unknown", message);
}
