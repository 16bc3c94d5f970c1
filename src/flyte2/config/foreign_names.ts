/**
 * What flyte 2 knows of other programs' names.
 *
 * @module
 */
import type { ForeignKey, Misnomer } from "../../settings/load/known_names.ts";
import { FOREIGN_KEYS as KEYS, FOREIGN_VARIABLES as VARIABLES } from "../../flytekit/config/foreign_names.ts";

/** Keys of the same files that other programs read. */
export const FOREIGN_KEYS: readonly ForeignKey[] = KEYS.filter(({ yaml }) => yaml !== undefined);

/** Names that people take for those of settings. */
export const MISNOMERS: readonly Misnomer[] = [
  { wrong: "platform", right: "admin", why: "platform is a section of Config" },
  { wrong: "credentials", right: "admin" },
  { wrong: "admin.url", right: "admin.endpoint" },
];

/** Variables that flyte 2 or the platform read or set besides settings, as starts of names. */
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
