/**
 * Where the files of both versions of Flyte's configuration may be, and what they are.
 *
 * @module
 */
import { formatOf } from "../../formats/config_document.ts";
import type { SearchLocation } from "./search_path.ts";

/** How one version finds its file. */
export interface ConfigFileRules {
  /** The locations, in order of precedence. */
  readonly searchPath: readonly SearchLocation[];
  /** Files at home that people take for it, and that are read only if they are named. */
  readonly lookalikes: readonly string[];
  /** The variables that are read to find the file. */
  readonly variables: readonly string[];
  /** The format of a file of that name. */
  readonly formatOf: (name: string) => "ini" | "yaml";
  /** Whether the Python library passes over variables that name no file, and lets empty ones hide the next. */
  readonly isLenient: boolean;
}

/** What flytekit takes to name the file before anything else; pyflyte sets it for itself. */
export const FLYTECTL_CONFIG_ENV_VAR_OVERRIDE = "_FLYTECTL_CONFIG_PYFLYTE_OVERRIDE";

/** What names the file. */
export const FLYTECTL_CONFIG_ENV_VAR = "FLYTECTL_CONFIG";

/** What names the file to flyte 2, before `FLYTECTL_CONFIG`. */
export const UCTL_CONFIG_ENV_VAR = "UCTL_CONFIG";

/** The variables that are read to find flytekit's file. */
export const SEARCH_PATH_VARIABLES: readonly string[] = [
  FLYTECTL_CONFIG_ENV_VAR_OVERRIDE,
  FLYTECTL_CONFIG_ENV_VAR,
  "HOME",
];

/** The file that `flytectl demo start` writes, and one whose ending is not searched for. */
const LOOKALIKES = [".flyte/config-sandbox.yaml", ".flyte/config.yml"];

/** flytekit's file. */
export const FLYTEKIT_FILE: ConfigFileRules = {
  searchPath: [
    { env: [FLYTECTL_CONFIG_ENV_VAR_OVERRIDE, FLYTECTL_CONFIG_ENV_VAR] },
    { path: "flytekit.config" },
    { home: ".flyte/config" },
    { home: ".flyte/config.yaml" },
  ],
  lookalikes: LOOKALIKES,
  variables: SEARCH_PATH_VARIABLES,
  formatOf,
  isLenient: true,
};

/** flyte 2's file, which is YAML whatever it is called. */
export const FLYTE_FILE: ConfigFileRules = {
  searchPath: [
    { path: "config.yaml" },
    { path: ".flyte/config.yaml" },
    { git: ".flyte/config.yaml" },
    { env: [UCTL_CONFIG_ENV_VAR] },
    { env: [FLYTECTL_CONFIG_ENV_VAR] },
    { home: ".union/config.yaml" },
    { home: ".flyte/config.yaml" },
  ],
  lookalikes: LOOKALIKES,
  variables: [UCTL_CONFIG_ENV_VAR, FLYTECTL_CONFIG_ENV_VAR, "HOME"],
  formatOf: () => "yaml",
  isLenient: false,
};
