/**
 * Where Flyte's configuration file may be.
 *
 * @module
 */
import type { Place } from "../sources/discover.ts";

/** What flytekit takes to name the file before anything else; pyflyte sets it for itself. */
export const FLYTECTL_CONFIG_ENV_VAR_OVERRIDE = "_FLYTECTL_CONFIG_PYFLYTE_OVERRIDE";

/** What names the file. */
export const FLYTECTL_CONFIG_ENV_VAR = "FLYTECTL_CONFIG";

/** The places, the first ones first. */
export const CONFIG_PLACES: readonly Place[] = [
  { env: [FLYTECTL_CONFIG_ENV_VAR_OVERRIDE, FLYTECTL_CONFIG_ENV_VAR] },
  { path: "flytekit.config" },
  { home: ".flyte/config" },
  { home: ".flyte/config.yaml" },
];

/** The variables that are read to find the file. */
export const CONFIG_PLACE_VARIABLES: readonly string[] = [
  FLYTECTL_CONFIG_ENV_VAR_OVERRIDE,
  FLYTECTL_CONFIG_ENV_VAR,
  "HOME",
];
