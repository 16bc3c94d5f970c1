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
    enableDebug: { type: "boolean", ini: "aws.enable_debug", default: false, doc: "Whether to log requests" },
    endpoint: {
      type: "string",
      ini: "aws.endpoint",
      yaml: "storage.connection.endpoint",
      doc: "URL of the service, if it is not Amazon's",
    },
    retries: { type: "integer", ini: "aws.retries", default: 3, min: 0, doc: "How often to try again" },
    backoff: {
      type: "seconds",
      ini: "aws.backoff_seconds",
      default: 5,
      min: 0,
      doc: "Seconds to wait before trying again",
    },
    accessKeyId: {
      type: "string",
      ini: "aws.access_key_id",
      yaml: "storage.connection.access-key",
      doc: "Identifier of the access key",
    },
    secretAccessKey: {
      type: "secret",
      ini: "aws.secret_access_key",
      yaml: "storage.connection.secret-key",
      doc: "The access key's secret",
    },
    // Spelt so in flytekit.
    adressingStyle: {
      type: "string",
      ini: "aws.addressing_style",
      yaml: "storage.connection.addressing-style",
      doc: "Where the bucket is in URLs, such as path or virtual",
    },
    region: {
      type: "string",
      yaml: "storage.connection.region",
      otherProgram: "flytectl",
      doc: "Region of the service",
    },
    authType: {
      type: "string",
      yaml: "storage.connection.auth-type",
      otherProgram: "flytectl",
      doc: "How to sign in to the service: accesskey or iam",
    },
    disableSsl: {
      type: "boolean",
      yaml: "storage.connection.disable-ssl",
      otherProgram: "flytectl",
      doc: "Whether the service is reached without TLS",
    },
  },
} as const satisfies SectionDefinition;
