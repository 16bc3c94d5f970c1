/**
 * The settings of storage that flyte 2 reads apart from its `Config`, in `flyte.storage.S3.auto()` and the like. They are
 * defined so that they are not reported as unknown, and so that issues can suggest them in place of flytekit's names.
 *
 * @module
 */
import type { SectionDefinition } from "../../settings/definition.ts";
import type { MountedSection } from "../../settings/setting.ts";

/** Definition of the settings of storage, whatever its provider. Python: `flyte.storage.Storage` */
const storage = {
  id: "storage",
  doc: "Storage, whatever its provider",
  settings: {
    retries: {
      type: "integer",
      env: "FLYTE_STORAGE_RETRIES",
      default: 3,
      counterpart: "data_config.s3.retries",
      doc: "Number of times to retry a request",
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
      doc: "Whether to attach metadata of the execution to the files that it writes",
    },
  },
} as const satisfies SectionDefinition;

/** Definition of the settings of Amazon S3. Python: `flyte.storage.S3` */
const s3 = {
  id: "s3",
  doc: "Amazon S3 and compatible services",
  settings: {
    endpoint: {
      type: "string",
      env: "FLYTE_AWS_ENDPOINT",
      counterpart: "data_config.s3.endpoint",
      doc: "URL of the service, unless it is Amazon S3",
    },
    accessKeyId: {
      type: "string",
      env: "FLYTE_AWS_ACCESS_KEY_ID",
      counterpart: "data_config.s3.access_key_id",
      doc: "Access key ID",
    },
    secretAccessKey: {
      type: "secret",
      env: "FLYTE_AWS_SECRET_ACCESS_KEY",
      counterpart: "data_config.s3.secret_access_key",
      doc: "Secret access key",
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
      doc: "Addressing style of bucket URLs: path or virtual",
    },
  },
} as const satisfies SectionDefinition;

/** Definition of the settings of Azure Blob Storage. Python: `flyte.storage.ABFS` */
const abfs = {
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
      doc: "Tenant ID for authentication",
    },
    /**
     * Identifier of the application that signs in. Environment variable `FLYTE_AZURE_CLIENT_ID`, INI `azure.client_id`.
     */
    clientId: {
      type: "string",
      env: "AZURE_CLIENT_ID",
      counterpart: "data_config.azure.client_id",
      doc: "Client ID for authentication",
    },
    /**
     * Secret of the application that signs in. Environment variable `FLYTE_AZURE_CLIENT_SECRET`, INI
     * `azure.client_secret`.
     */
    clientSecret: {
      type: "secret",
      env: "AZURE_CLIENT_SECRET",
      counterpart: "data_config.azure.client_secret",
      doc: "Client secret for authentication",
    },
  },
} as const satisfies SectionDefinition;

/** `flyte.storage.Storage`. */
export const STORAGE: MountedSection = { path: ["storage"], definition: storage };
/** `flyte.storage.S3`. */
export const S3: MountedSection = { path: ["storage", "s3"], definition: s3 };
/** `flyte.storage.ABFS`. */
export const ABFS: MountedSection = { path: ["storage", "abfs"], definition: abfs };
