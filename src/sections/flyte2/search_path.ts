/**
 * The search path of flyte 2.
 *
 * @module
 */
import type { ConfigFileRules } from "../../settings/file/search_path.ts";
import { FLYTECTL_CONFIG_ENV_VAR, LOOKALIKES } from "../flytekit/search_path.ts";

/** Environment variable that names the configuration file; it takes precedence over `FLYTECTL_CONFIG`. */
export const UCTL_CONFIG_ENV_VAR = "UCTL_CONFIG";

/** Rules for the configuration file of flyte 2, which is YAML whatever its name. */
export const CONFIG_FILE: ConfigFileRules = {
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
