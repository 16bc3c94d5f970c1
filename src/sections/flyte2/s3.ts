/**
 * Settings of Amazon S3 and compatible services, as flyte 2 has them.
 *
 * @module
 */
import { checkS3, type S3Connection } from "../../../plugins/s3.ts";
import type { SectionDefinition } from "../../settings/definition.ts";
import { mountPlugin } from "../../settings/plugin.ts";
import type { MountedSection } from "../../settings/setting.ts";

/**
 * Definition of the settings of {@linkcode S3}.
 *
 * Python: `flyte.storage.S3`
 */
export const s3 = {
  id: "s3",
  doc: "Amazon S3 and compatible services",
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
    /** URL of the service, unless it is Amazon S3. Environment variable `FLYTE_AWS_ENDPOINT`. */
    endpoint: {
      type: "string",
      env: "FLYTE_AWS_ENDPOINT",
      counterpart: "data_config.s3.endpoint",
      doc: "URL of the service, unless it is Amazon S3",
    },
    /** Access key ID. Environment variable `FLYTE_AWS_ACCESS_KEY_ID`. */
    accessKeyId: {
      type: "string",
      env: "FLYTE_AWS_ACCESS_KEY_ID",
      counterpart: "data_config.s3.access_key_id",
      doc: "Access key ID",
    },
    /** Secret access key. Environment variable `FLYTE_AWS_SECRET_ACCESS_KEY`. */
    secretAccessKey: {
      type: "secret",
      env: "FLYTE_AWS_SECRET_ACCESS_KEY",
      counterpart: "data_config.s3.secret_access_key",
      doc: "Secret access key",
    },
    /** Region of the service. */
    region: {
      type: "string",
      argumentOnly: true,
      counterpart: "data_config.s3.region",
      doc: "Region of the service",
    },
    /** Addressing style of bucket URLs: path or virtual. Environment variable `FLYTE_AWS_S3_ADDRESSING_STYLE`. */
    addressingStyle: {
      type: "string",
      env: "FLYTE_AWS_S3_ADDRESSING_STYLE",
      counterpart: "data_config.s3.adressing_style",
      doc: "Addressing style of bucket URLs: path or virtual",
    },
  },
} as const satisfies SectionDefinition;

/** The section `flyte.storage.S3`. */
export const S3: MountedSection = /* @__PURE__ */ mountPlugin(["storage", "s3"], {
  ...s3,
  check: (settings: S3Connection) => checkS3(settings, "storage.s3", "flyte 2"),
});
