/**
 * Settings of Google Cloud Storage, as flyte 2 has them.
 *
 * @module
 */
import type { SectionDefinition } from "../../settings/definition.ts";
import type { MountedSection } from "../../settings/setting.ts";

/**
 * Definition of the settings of {@linkcode GCS}.
 *
 * Python: `flyte.storage.GCS`
 */
export const gcs = {
  id: "gcs",
  doc: "Google Cloud Storage",
  settings: {
    /**
     * Number of times to retry a request. Environment variable `FLYTE_STORAGE_RETRIES`.
     * @default 3
     */
    retries: {
      type: "integer",
      env: "FLYTE_STORAGE_RETRIES",
      default: 3,
      min: 0,
      counterpart: "data_config.s3.retries",
      doc: "Number of times to retry a request",
    },
    /**
     * Seconds to wait before a retry. Environment variable `FLYTE_STORAGE_BACKOFF_SECONDS`.
     * @default 5
     */
    backoff: {
      type: "seconds",
      env: "FLYTE_STORAGE_BACKOFF_SECONDS",
      default: 5,
      min: 0,
      counterpart: "data_config.s3.backoff",
      doc: "Seconds to wait before a retry",
    },
    /**
     * Whether to log requests. Environment variable `FLYTE_STORAGE_DEBUG`.
     * @default false
     */
    enableDebug: {
      type: "boolean",
      env: "FLYTE_STORAGE_DEBUG",
      default: false,
      counterpart: "data_config.s3.enable_debug",
      doc: "Whether to log requests",
    },
    /**
     * Whether to attach metadata of the execution to the files that it writes.
     * @default true
     */
    attachExecutionMetadata: {
      type: "boolean",
      default: true,
      argumentOnly: true,
      counterpart: "data_config.generic.attach_execution_metadata",
      doc: "Whether to attach metadata of the execution to the files that it writes",
    },
  },
} as const satisfies SectionDefinition;

/** The section `flyte.storage.GCS`. */
export const GCS: MountedSection = { path: ["storage", "gcs"], definition: gcs };
