/**
 * Settings of Amazon S3 and whatever speaks its protocol.
 *
 * @module
 */
import type { SectionDefinition } from "../src/settings/definition.ts";

/** The settings of S3. flytekit: `S3Config`. */
export const s3 = {
  id: "s3",
  doc: "Amazon S3, or what speaks its protocol",
  settings: {
    /**
     * Whether to log requests. Environment variable `FLYTE_AWS_ENABLE_DEBUG`, INI `aws.enable_debug`.
     * @default false
     */
    enableDebug: { type: "boolean", ini: "aws.enable_debug", default: false, doc: "Whether to log requests" },
    /**
     * URL of the service, if it is not Amazon's. Environment variable `FLYTE_AWS_ENDPOINT`, INI `aws.endpoint`, YAML
     * `storage.connection.endpoint`.
     */
    endpoint: {
      type: "string",
      ini: "aws.endpoint",
      yaml: "storage.connection.endpoint",
      doc: "URL of the service, if it is not Amazon's",
    },
    /**
     * How often to try again. Environment variable `FLYTE_AWS_RETRIES`, INI `aws.retries`.
     * @default 3
     */
    retries: { type: "integer", ini: "aws.retries", default: 3, min: 0, doc: "How often to try again" },
    /**
     * Seconds to wait before trying again. Environment variable `FLYTE_AWS_BACKOFF_SECONDS`, INI `aws.backoff_seconds`.
     * @default 5
     */
    backoff: {
      type: "seconds",
      ini: "aws.backoff_seconds",
      default: 5,
      min: 0,
      doc: "Seconds to wait before trying again",
    },
    /**
     * Identifier of the access key. Environment variable `FLYTE_AWS_ACCESS_KEY_ID`, INI `aws.access_key_id`, YAML
     * `storage.connection.access-key`.
     */
    accessKeyId: {
      type: "string",
      ini: "aws.access_key_id",
      yaml: "storage.connection.access-key",
      doc: "Identifier of the access key",
    },
    /**
     * The access key's secret. Environment variable `FLYTE_AWS_SECRET_ACCESS_KEY`, INI `aws.secret_access_key`, YAML
     * `storage.connection.secret-key`.
     */
    secretAccessKey: {
      type: "secret",
      ini: "aws.secret_access_key",
      yaml: "storage.connection.secret-key",
      doc: "The access key's secret",
    },
    /**
     * Where the bucket is in URLs, such as path or virtual. Environment variable `FLYTE_AWS_ADDRESSING_STYLE`, INI
     * `aws.addressing_style`, YAML `storage.connection.addressing-style`.
     */
    // Spelt so in flytekit.
    adressingStyle: {
      type: "string",
      ini: "aws.addressing_style",
      yaml: "storage.connection.addressing-style",
      doc: "Where the bucket is in URLs, such as path or virtual",
    },
    /** Region of the service. YAML `storage.connection.region`. */
    region: {
      type: "string",
      yaml: "storage.connection.region",
      otherProgram: "flytectl",
      doc: "Region of the service",
    },
    /** How to sign in to the service: accesskey or iam. YAML `storage.connection.auth-type`. */
    authType: {
      type: "string",
      yaml: "storage.connection.auth-type",
      otherProgram: "flytectl",
      doc: "How to sign in to the service: accesskey or iam",
    },
    /** Whether the service is reached without TLS. YAML `storage.connection.disable-ssl`. */
    disableSsl: {
      type: "boolean",
      yaml: "storage.connection.disable-ssl",
      otherProgram: "flytectl",
      doc: "Whether the service is reached without TLS",
    },
  },
} as const satisfies SectionDefinition;
