/**
 * The variables that flyte 2 reads for storage. They are not part of its `Config`: `flyte.storage.S3.auto()` and its
 * siblings read them. Here so that no load calls them unknown, and so that flytekit's names lead to them.
 *
 * @module
 */
import type { SectionTable } from "../../settings/definition.ts";

/** Storage of any kind. flyte: `flyte.storage.Storage`. */
export const storage = {
  id: "storage",
  doc: "Storage of any kind",
  rows: {
    retries: {
      kind: "integer",
      env: "FLYTE_STORAGE_RETRIES",
      default: 3,
      elsewhere: "data_config.s3.retries",
      doc: "Number of retries",
    },
    backoff: {
      kind: "seconds",
      env: "FLYTE_STORAGE_BACKOFF_SECONDS",
      default: 5,
      elsewhere: "data_config.s3.backoff",
      doc: "Seconds to wait before a retry",
    },
    enableDebug: {
      kind: "boolean",
      env: "FLYTE_STORAGE_DEBUG",
      default: false,
      elsewhere: "data_config.s3.enable_debug",
      doc: "Whether to log requests",
    },
    attachExecutionMetadata: {
      kind: "boolean",
      default: true,
      argumentOnly: true,
      elsewhere: "data_config.generic.attach_execution_metadata",
      doc: "Whether files carry metadata of the execution that wrote them",
    },
  },
} as const satisfies SectionTable;

/** Amazon S3. flyte: `flyte.storage.S3`. */
export const s3 = {
  id: "s3",
  doc: "Amazon S3, or a service with its protocol",
  rows: {
    endpoint: {
      kind: "string",
      env: "FLYTE_AWS_ENDPOINT",
      elsewhere: "data_config.s3.endpoint",
      doc: "URL of the service, unless it is Amazon's",
    },
    accessKeyId: {
      kind: "string",
      env: "FLYTE_AWS_ACCESS_KEY_ID",
      elsewhere: "data_config.s3.access_key_id",
      doc: "Identifier of the access key",
    },
    secretAccessKey: {
      kind: "secret",
      env: "FLYTE_AWS_SECRET_ACCESS_KEY",
      elsewhere: "data_config.s3.secret_access_key",
      doc: "The access key's secret",
    },
    region: {
      kind: "string",
      argumentOnly: true,
      elsewhere: "data_config.s3.region",
      doc: "Region of the service",
    },
    addressingStyle: {
      kind: "string",
      env: "FLYTE_AWS_S3_ADDRESSING_STYLE",
      elsewhere: "data_config.s3.adressing_style",
      doc: "Where URLs have the bucket: path or virtual",
    },
  },
} as const satisfies SectionTable;

/** Azure Blob Storage. flyte: `flyte.storage.ABFS`. */
export const abfs = {
  id: "abfs",
  doc: "Azure Blob Storage",
  rows: {
    accountName: {
      kind: "string",
      env: "AZURE_STORAGE_ACCOUNT_NAME",
      elsewhere: "data_config.azure.account_name",
      doc: "Name of the storage account",
    },
    accountKey: {
      kind: "secret",
      env: "AZURE_STORAGE_ACCOUNT_KEY",
      elsewhere: "data_config.azure.account_key",
      doc: "Key of the storage account",
    },
    tenantId: {
      kind: "string",
      env: "AZURE_TENANT_ID",
      elsewhere: "data_config.azure.tenant_id",
      doc: "Tenant of the application that signs in",
    },
    clientId: {
      kind: "string",
      env: "AZURE_CLIENT_ID",
      elsewhere: "data_config.azure.client_id",
      doc: "Identifier of the application that signs in",
    },
    clientSecret: {
      kind: "secret",
      env: "AZURE_CLIENT_SECRET",
      elsewhere: "data_config.azure.client_secret",
      doc: "Secret of the application that signs in",
    },
  },
} as const satisfies SectionTable;
