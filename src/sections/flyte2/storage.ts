/**
 * The variables that flyte 2 reads for storage. They are not part of its `Config`: `flyte.storage.S3.auto()` and its
 * siblings read them. Here so that no load calls them unknown, and so that flytekit's names lead to them.
 *
 * @module
 */
import type { SectionDefinition } from "../../settings/definition.ts";

/** Storage of any kind. flyte: `flyte.storage.Storage`. */
export const storage = {
  id: "storage",
  doc: "Storage of any kind",
  settings: {
    retries: {
      type: "integer",
      env: "FLYTE_STORAGE_RETRIES",
      default: 3,
      counterpart: "data_config.s3.retries",
      doc: "Number of retries",
    },
    backoff: {
      type: "seconds",
      env: "FLYTE_STORAGE_BACKOFF_SECONDS",
      default: 5,
      counterpart: "data_config.s3.backoff",
      doc: "Seconds to wait before a retry",
    },
    enableDebug: {
      type: "boolean",
      env: "FLYTE_STORAGE_DEBUG",
      default: false,
      counterpart: "data_config.s3.enable_debug",
      doc: "Whether to log requests",
    },
    attachExecutionMetadata: {
      type: "boolean",
      default: true,
      argumentOnly: true,
      counterpart: "data_config.generic.attach_execution_metadata",
      doc: "Whether files carry metadata of the execution that wrote them",
    },
  },
} as const satisfies SectionDefinition;

/** Amazon S3. flyte: `flyte.storage.S3`. */
export const s3 = {
  id: "s3",
  doc: "Amazon S3, or a service with its protocol",
  settings: {
    endpoint: {
      type: "string",
      env: "FLYTE_AWS_ENDPOINT",
      counterpart: "data_config.s3.endpoint",
      doc: "URL of the service, unless it is Amazon's",
    },
    accessKeyId: {
      type: "string",
      env: "FLYTE_AWS_ACCESS_KEY_ID",
      counterpart: "data_config.s3.access_key_id",
      doc: "Identifier of the access key",
    },
    secretAccessKey: {
      type: "secret",
      env: "FLYTE_AWS_SECRET_ACCESS_KEY",
      counterpart: "data_config.s3.secret_access_key",
      doc: "The access key's secret",
    },
    region: {
      type: "string",
      argumentOnly: true,
      counterpart: "data_config.s3.region",
      doc: "Region of the service",
    },
    addressingStyle: {
      type: "string",
      env: "FLYTE_AWS_S3_ADDRESSING_STYLE",
      counterpart: "data_config.s3.adressing_style",
      doc: "Where URLs have the bucket: path or virtual",
    },
  },
} as const satisfies SectionDefinition;

/** Azure Blob Storage. flyte: `flyte.storage.ABFS`. */
export const abfs = {
  id: "abfs",
  doc: "Azure Blob Storage",
  settings: {
    /**
     * Name of the storage account. Environment variable `FLYTE_AZURE_STORAGE_ACCOUNT_NAME`, INI
     * `azure.storage_account_name`.
     */
    accountName: {
      type: "string",
      env: "AZURE_STORAGE_ACCOUNT_NAME",
      counterpart: "data_config.azure.account_name",
      doc: "Name of the storage account",
    },
    /**
     * Key of the storage account. Environment variable `FLYTE_AZURE_STORAGE_ACCOUNT_KEY`, INI
     * `azure.storage_account_key`.
     */
    accountKey: {
      type: "secret",
      env: "AZURE_STORAGE_ACCOUNT_KEY",
      counterpart: "data_config.azure.account_key",
      doc: "Key of the storage account",
    },
    /**
     * Tenant of the application that signs in. Environment variable `FLYTE_AZURE_TENANT_ID`, INI `azure.tenant_id`.
     */
    tenantId: {
      type: "string",
      env: "AZURE_TENANT_ID",
      counterpart: "data_config.azure.tenant_id",
      doc: "Tenant of the application that signs in",
    },
    /**
     * Identifier of the application that signs in. Environment variable `FLYTE_AZURE_CLIENT_ID`, INI `azure.client_id`.
     */
    clientId: {
      type: "string",
      env: "AZURE_CLIENT_ID",
      counterpart: "data_config.azure.client_id",
      doc: "Identifier of the application that signs in",
    },
    /**
     * Secret of the application that signs in. Environment variable `FLYTE_AZURE_CLIENT_SECRET`, INI
     * `azure.client_secret`.
     */
    clientSecret: {
      type: "secret",
      env: "AZURE_CLIENT_SECRET",
      counterpart: "data_config.azure.client_secret",
      doc: "Secret of the application that signs in",
    },
  },
} as const satisfies SectionDefinition;
