/**
 * Flyte's own sections that are a few settings each.
 *
 * @module
 */
import type { SectionDefinition } from "../../settings/definition.ts";

/** Where tasks find their secrets. flytekit: `SecretsConfig`. */
export const secrets = {
  id: "secrets",
  doc: "Where tasks find their secrets",
  settings: {
    /**
     * What the names of environment variables with secrets start with. Environment variable `FLYTE_SECRETS_ENV_PREFIX`,
     * INI `secrets.env_prefix`.
     * @default "_FSEC_"
     */
    envPrefix: {
      type: "string",
      ini: "secrets.env_prefix",
      default: "_FSEC_",
      mayBeEmpty: true,
      doc: "What the names of environment variables with secrets start with",
    },
    /**
     * Folder of files with secrets. Environment variable `FLYTE_SECRETS_DEFAULT_DIR`, INI `secrets.default_dir`.
     * @default "/etc/secrets"
     */
    defaultDir: {
      type: "path",
      ini: "secrets.default_dir",
      default: "/etc/secrets",
      doc: "Folder of files with secrets",
    },
    /**
     * What the names of files with secrets start with. Environment variable `FLYTE_SECRETS_FILE_PREFIX`, INI
     * `secrets.file_prefix`.
     * @default ""
     */
    filePrefix: {
      type: "string",
      ini: "secrets.file_prefix",
      default: "",
      mayBeEmpty: true,
      doc: "What the names of files with secrets start with",
    },
  },
} as const satisfies SectionDefinition;

/** How to send statistics; its INI section is indeed `secrets`. flytekit: `StatsConfig`. */
export const stats = {
  id: "stats",
  doc: "How to send statistics to statsd",
  settings: {
    /**
     * Host of statsd. Environment variable `FLYTE_SECRETS_HOST`, INI `secrets.host`.
     * @default "localhost"
     */
    host: { type: "string", ini: "secrets.host", default: "localhost", doc: "Host of statsd" },
    /**
     * Port of statsd. Environment variable `FLYTE_SECRETS_PORT`, INI `secrets.port`.
     * @default 8125
     */
    port: { type: "integer", ini: "secrets.port", default: 8125, min: 0, max: 65535, doc: "Port of statsd" },
    /**
     * Whether to send nothing. Environment variable `FLYTE_SECRETS_DISABLED`, INI `secrets.disabled`.
     * @default false
     */
    disabled: { type: "boolean", ini: "secrets.disabled", default: false, doc: "Whether to send nothing" },
    /**
     * Whether to send no tags. Environment variable `FLYTE_SECRETS_DISABLE_TAGS`, INI `secrets.disable_tags`.
     * @default false
     */
    disabledTags: { type: "boolean", ini: "secrets.disable_tags", default: false, doc: "Whether to send no tags" },
  },
} as const satisfies SectionDefinition;

/** Settings of storage of any kind. flytekit: `GenericPersistenceConfig`. */
export const generic = {
  id: "generic",
  doc: "Storage of any kind",
  settings: {
    /**
     * Whether files carry metadata of the execution that wrote them. Environment variable
     * `FLYTE_PERSISTENCE_ATTACH_EXECUTION_METADATA`, INI `persistence.attach_execution_metadata`.
     * @default true
     */
    attachExecutionMetadata: {
      type: "boolean",
      ini: "persistence.attach_execution_metadata",
      default: true,
      doc: "Whether files carry metadata of the execution that wrote them",
    },
    /** Which storage there is, such as s3, minio, gcs or local. YAML `storage.type`. */
    type: {
      type: "string",
      yaml: "storage.type",
      otherProgram: "flytectl",
      doc: "Which storage there is, such as s3, minio, gcs or local",
    },
    /** Bucket that is used if nothing else is said. YAML `storage.container`. */
    container: {
      type: "string",
      yaml: "storage.container",
      otherProgram: "flytectl",
      doc: "Bucket that is used if nothing else is said",
    },
  },
} as const satisfies SectionDefinition;

/** Settings of the whole. */
export const root = {
  id: "sdk",
  doc: "Settings of no section",
  settings: {
    /**
     * Folder for files of local runs; flytekit makes a temporary one. Environment variable `FLYTE_SDK_LOCAL_SANDBOX`,
     * INI `sdk.local_sandbox`.
     */
    localSandboxPath: {
      type: "path",
      ini: "sdk.local_sandbox",
      doc: "Folder for files of local runs; flytekit makes a temporary one",
    },
    /**
     * Python packages in which pyflyte looks for workflows and tasks. Environment variable
     * `FLYTE_SDK_WORKFLOW_PACKAGES`, INI `sdk.workflow_packages`.
     * @default []
     */
    workflowPackages: {
      type: "commaList",
      ini: "sdk.workflow_packages",
      default: [],
      notInDict: true,
      doc: "Python packages in which pyflyte looks for workflows and tasks",
    },
  },
} as const satisfies SectionDefinition;

/** Local runs. flytekit: `LocalConfig`. */
export const local = {
  id: "local",
  doc: "Local runs",
  settings: {
    /**
     * Whether results are cached. Environment variable `FLYTE_LOCAL_CACHE_ENABLED`, INI `local.cache_enabled`.
     * @default true
     */
    cacheEnabled: { type: "boolean", ini: "local.cache_enabled", default: true, doc: "Whether results are cached" },
    /**
     * Whether cached results are replaced. Environment variable `FLYTE_LOCAL_CACHE_OVERWRITE`, INI
     * `local.cache_overwrite`.
     * @default false
     */
    cacheOverwrite: {
      type: "boolean",
      ini: "local.cache_overwrite",
      default: false,
      doc: "Whether cached results are replaced",
    },
  },
} as const satisfies SectionDefinition;

/** Where tasks belong. flytekit: `TaskConfig`. */
export const task = {
  id: "task",
  doc: "Where tasks belong if nothing else is said",
  settings: {
    /**
     * Project. Environment variable `FLYTE_LOCAL_PROJECT`, INI `local.project`, YAML `task.project`.
     * @default "flytesnacks"
     */
    project: { type: "string", ini: "local.project", yaml: "task.project", default: "flytesnacks", doc: "Project" },
    /**
     * Domain. Environment variable `FLYTE_LOCAL_DOMAIN`, INI `local.domain`, YAML `task.domain`.
     * @default "development"
     */
    domain: { type: "string", ini: "local.domain", yaml: "task.domain", default: "development", doc: "Domain" },
    /**
     * Organization. Environment variable `FLYTE_LOCAL_ORG`, INI `local.org`, YAML `task.org`.
     * @default "None"
     */
    // The text, not nothing: flytekit's default is the string "None".
    org: { type: "string", ini: "local.org", yaml: "task.org", default: "None", doc: "Organization" },
  },
} as const satisfies SectionDefinition;
