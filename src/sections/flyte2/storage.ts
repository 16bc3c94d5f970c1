/**
 * Settings of storage, whatever its provider. flyte 2 reads them apart from its `Config`.
 *
 * @module
 */
import type { SectionDefinition, SettingDefinition } from "../../settings/definition.ts";
import type { MountedSection } from "../../settings/setting.ts";

/** The settings that each provider has. Which variables set them depends on the provider. */
export const SHARED = {
  retries: { type: "integer", default: 3, min: 0, doc: "Number of times to retry a request" },
  backoff: { type: "seconds", default: 5, min: 0, doc: "Seconds to wait before a retry" },
  enableDebug: { type: "boolean", default: false, doc: "Whether to log requests" },
  attachExecutionMetadata: {
    type: "boolean",
    default: true,
    argumentOnly: true,
    doc: "Whether to attach metadata of the execution to the files that it writes",
  },
} as const satisfies Readonly<Record<string, SettingDefinition>>;

/**
 * Definition of the settings of {@linkcode Storage}.
 *
 * Python: `flyte.storage.Storage`
 */
export const storage = {
  id: "storage",
  doc: "Storage, whatever its provider",
  settings: {
    /**
     * Number of times to retry a request. Environment variable `FLYTE_STORAGE_RETRIES`.
     * @default 3
     */
    retries: { ...SHARED.retries, env: "FLYTE_STORAGE_RETRIES", counterpart: "data_config.s3.retries" },
    /**
     * Seconds to wait before a retry. Environment variable `FLYTE_STORAGE_BACKOFF_SECONDS`.
     * @default 5
     */
    backoff: { ...SHARED.backoff, env: "FLYTE_STORAGE_BACKOFF_SECONDS", counterpart: "data_config.s3.backoff" },
    /**
     * Whether to log requests. Environment variable `FLYTE_STORAGE_DEBUG`.
     * @default false
     */
    enableDebug: { ...SHARED.enableDebug, env: "FLYTE_STORAGE_DEBUG", counterpart: "data_config.s3.enable_debug" },
    /**
     * Whether to attach metadata of the execution to the files that it writes.
     * @default true
     */
    attachExecutionMetadata: {
      ...SHARED.attachExecutionMetadata,
      counterpart: "data_config.generic.attach_execution_metadata",
    },
  },
} as const satisfies SectionDefinition;

/** The section `flyte.storage.Storage`. */
export const STORAGE: MountedSection = { path: ["storage"], definition: storage };
