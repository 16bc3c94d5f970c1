/**
 * The search path of flytekit.
 *
 * @module
 */
import { formatOf } from "../../formats/config_document.ts";
import type { ConfigFileRules } from "../../settings/file/search_path.ts";

/** Environment variable that takes precedence over all other locations; `pyflyte` sets it for itself. */
export const FLYTECTL_CONFIG_ENV_VAR_OVERRIDE = "_FLYTECTL_CONFIG_PYFLYTE_OVERRIDE";

/** Environment variable that names the configuration file. */
export const FLYTECTL_CONFIG_ENV_VAR = "FLYTECTL_CONFIG";

/** The file that `flytectl demo start` writes, and one with an ending that is not searched. */
export const LOOKALIKES: readonly string[] = [".flyte/config-sandbox.yaml", ".flyte/config.yml"];

/** Rules for the configuration file of flytekit. */
export const CONFIG_FILE: ConfigFileRules = {
  searchPath: [
    { env: [FLYTECTL_CONFIG_ENV_VAR_OVERRIDE, FLYTECTL_CONFIG_ENV_VAR] },
    { path: "flytekit.config" },
    { home: ".flyte/config" },
    { home: ".flyte/config.yaml" },
  ],
  lookalikes: LOOKALIKES,
  variables: [FLYTECTL_CONFIG_ENV_VAR_OVERRIDE, FLYTECTL_CONFIG_ENV_VAR, "HOME"],
  formatOf,
  isLenient: true,
};
