/**
 * The search path of flyte 2.
 *
 * @module
 */
import { makeIssue } from "../../errors.ts";
import { gitRoot } from "../../runtime/git.ts";
import type { ReadingHost } from "../../runtime/guard.ts";
import type { ConfigFileRules, RepositoryRoot } from "../../settings/file/search_path.ts";
import { FLYTECTL_CONFIG_ENV_VAR, LOOKALIKES } from "../flytekit/search_path.ts";

/** Environment variable that names the configuration file; it takes precedence over `FLYTECTL_CONFIG`. */
export const UCTL_CONFIG_ENV_VAR = "UCTL_CONFIG";

/** The environment variables that the search reads. */
export const VARIABLES: readonly string[] = [UCTL_CONFIG_ENV_VAR, FLYTECTL_CONFIG_ENV_VAR, "HOME"];

/** Rules for the configuration file of flyte 2, which is YAML whatever its name. */
export const CONFIG_FILE: ConfigFileRules = {
  searchPath: [
    { path: "config.yaml" },
    { path: ".flyte/config.yaml" },
    { git: ".flyte/config.yaml", root: repositoryRoot },
    { env: [UCTL_CONFIG_ENV_VAR] },
    { env: [FLYTECTL_CONFIG_ENV_VAR] },
    { home: ".union/config.yaml" },
    { home: ".flyte/config.yaml" },
  ],
  lookalikes: LOOKALIKES,
  variables: VARIABLES,
  formatOf: () => "yaml",
  isLenient: false,
};

async function repositoryRoot(host: ReadingHost, file: string): Promise<RepositoryRoot> {
  const { path, unknown } = await gitRoot(host, file);
  if (unknown === undefined) return { path };
  const message =
    `could not determine the root of the git repository (${unknown}); its configuration file, if any, is ` +
    "ignored; pass it as file";
  return { path, issue: makeIssue("git_root_unknown", message) };
}
