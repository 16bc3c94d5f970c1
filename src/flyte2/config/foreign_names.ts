/**
 * Names in flyte 2's configuration file and environment that belong to other programs.
 *
 * @module
 */
import type { ForeignKey, Misnomer } from "../../settings/load/known_keys.ts";
import { FOREIGN_KEYS as KEYS, FOREIGN_VARIABLES as VARIABLES } from "../../flytekit/config/foreign_names.ts";

/** Keys of the configuration file that other programs read. */
export const FOREIGN_KEYS: readonly ForeignKey[] = KEYS.filter(({ yaml }) => yaml !== undefined);

/** Wrong names that people write for a setting or section, where the spelling does not suggest the right one. */
export const MISNOMERS: readonly Misnomer[] = [
  { wrong: "platform", right: "admin", why: "platform is the name of the section in Config" },
  { wrong: "credentials", right: "admin" },
  { wrong: "admin.url", right: "admin.endpoint" },
];

/** Prefixes of environment variables that flyte 2 or the Flyte platform use for other purposes than settings. */
export const FOREIGN_VARIABLES: readonly string[] = [
  ...VARIABLES,
  "FLYTE_API_KEY",
  "FLYTE_APP_",
  "FLYTE_APPLE_SILICON_",
  "FLYTE_CLUSTERED_",
  "FLYTE_DEV",
  "FLYTE_DOMAIN",
  "FLYTE_DISABLE_",
  "FLYTE_DOCKER_",
  "FLYTE_ENABLE_",
  "FLYTE_IMAGEBUILDER_",
  "FLYTE_IO_",
  "FLYTE_KEYRING_PATH",
  "FLYTE_MCP_",
  "FLYTE_MODEL_LOADER_",
  "FLYTE_PREFETCH_",
  "FLYTE_PROJECT",
  "FLYTE_RESET_ROOT_LOGGER",
  "FLYTE_RUFF_",
  "FLYTE_SSH_",
  "FLYTE_SYS_PATH",
  "FLYTE_UPLOAD_",
  "FLYTE_USER_",
  "FLYTE_USE_PYQWEST_",
];
