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
    envPrefix: {
      type: "string",
      ini: "secrets.env_prefix",
      default: "_FSEC_",
      mayBeEmpty: true,
      doc: "What the names of environment variables with secrets start with",
    },
    defaultDir: {
      type: "path",
      ini: "secrets.default_dir",
      default: "/etc/secrets",
      doc: "Folder of files with secrets",
    },
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
    host: { type: "string", ini: "secrets.host", default: "localhost", doc: "Host of statsd" },
    port: { type: "integer", ini: "secrets.port", default: 8125, min: 0, max: 65535, doc: "Port of statsd" },
    disabled: { type: "boolean", ini: "secrets.disabled", default: false, doc: "Whether to send nothing" },
    disabledTags: { type: "boolean", ini: "secrets.disable_tags", default: false, doc: "Whether to send no tags" },
  },
} as const satisfies SectionDefinition;

/** Settings of storage of any kind. flytekit: `GenericPersistenceConfig`. */
export const generic = {
  id: "generic",
  doc: "Storage of any kind",
  settings: {
    attachExecutionMetadata: {
      type: "boolean",
      ini: "persistence.attach_execution_metadata",
      default: true,
      doc: "Whether files carry metadata of the execution that wrote them",
    },
    type: {
      type: "string",
      yaml: "storage.type",
      otherProgram: "flytectl",
      doc: "Which storage there is, such as s3, minio, gcs or local",
    },
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
    localSandboxPath: {
      type: "path",
      ini: "sdk.local_sandbox",
      doc: "Folder for files of local runs; flytekit makes a temporary one",
    },
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
    cacheEnabled: { type: "boolean", ini: "local.cache_enabled", default: true, doc: "Whether results are cached" },
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
    project: { type: "string", ini: "local.project", yaml: "task.project", default: "flytesnacks", doc: "Project" },
    domain: { type: "string", ini: "local.domain", yaml: "task.domain", default: "development", doc: "Domain" },
    // The text, not nothing: flytekit's default is the string "None".
    org: { type: "string", ini: "local.org", yaml: "task.org", default: "None", doc: "Organization" },
  },
} as const satisfies SectionDefinition;
