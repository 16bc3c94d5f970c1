/**
 * Settings of the location of secrets.
 *
 * @module
 */
import type { SectionDefinition } from "../../settings/definition.ts";
import type { MountedSection } from "../../settings/setting.ts";

/**
 * Definition of the settings of {@linkcode SecretsConfig}.
 *
 * Python: `flytekit.configuration.SecretsConfig`
 */
export const secrets = {
  id: "secrets",
  doc: "Location of the secrets of tasks",
  settings: {
    /**
     * Prefix of environment variables that contain secrets. Environment variable `FLYTE_SECRETS_ENV_PREFIX`, INI
     * `secrets.env_prefix`.
     * @default "_FSEC_"
     */
    envPrefix: {
      type: "string",
      ini: "secrets.env_prefix",
      default: "_FSEC_",
      mayBeEmpty: true,
      doc: "Prefix of environment variables that contain secrets",
    },
    /**
     * Directory of the files that contain secrets. Environment variable `FLYTE_SECRETS_DEFAULT_DIR`, INI
     * `secrets.default_dir`.
     * @default "/etc/secrets"
     */
    defaultDir: {
      type: "path",
      ini: "secrets.default_dir",
      default: "/etc/secrets",
      doc: "Directory of the files that contain secrets",
    },
    /**
     * Prefix of the names of files that contain secrets. Environment variable `FLYTE_SECRETS_FILE_PREFIX`, INI
     * `secrets.file_prefix`.
     * @default ""
     */
    filePrefix: {
      type: "string",
      ini: "secrets.file_prefix",
      default: "",
      mayBeEmpty: true,
      doc: "Prefix of the names of files that contain secrets",
    },
  },
} as const satisfies SectionDefinition;

/** The section `Config.secrets`. */
export const SECRETS: MountedSection = { path: ["secrets"], definition: secrets };
