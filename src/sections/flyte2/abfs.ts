/**
 * Settings of Azure Blob Storage, as flyte 2 has them.
 *
 * @module
 */
import { type AzureCredentials, checkAzure } from "../../../plugins/azure.ts";
import type { SectionDefinition } from "../../settings/definition.ts";
import { mountPlugin } from "../../settings/plugin.ts";
import type { MountedSection } from "../../settings/setting.ts";

/**
 * Definition of the settings of {@linkcode ABFS}. `ABFS.auto` does not read the variables of the other providers.
 *
 * Python: `flyte.storage.ABFS`
 */
export const abfs = {
  id: "abfs",
  doc: "Azure Blob Storage",
  settings: {
    /**
     * Number of times to retry a request.
     * @default 3
     */
    retries: {
      type: "integer",
      default: 3,
      min: 0,
      argumentOnly: true,
      doc: "Number of times to retry a request",
    },
    /**
     * Seconds to wait before a retry.
     * @default 5
     */
    backoff: {
      type: "seconds",
      default: 5,
      min: 0,
      argumentOnly: true,
      doc: "Seconds to wait before a retry",
    },
    /**
     * Whether to log requests.
     * @default false
     */
    enableDebug: {
      type: "boolean",
      default: false,
      argumentOnly: true,
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
      doc: "Whether to attach metadata of the execution to the files that it writes",
    },
    /** Name of the storage account. Environment variable `AZURE_STORAGE_ACCOUNT_NAME`. */
    accountName: {
      type: "string",
      env: "AZURE_STORAGE_ACCOUNT_NAME",
      counterpart: "data_config.azure.account_name",
      doc: "Name of the storage account",
    },
    /** Key of the storage account. Environment variable `AZURE_STORAGE_ACCOUNT_KEY`. */
    accountKey: {
      type: "secret",
      env: "AZURE_STORAGE_ACCOUNT_KEY",
      counterpart: "data_config.azure.account_key",
      doc: "Key of the storage account",
    },
    /** Tenant ID for authentication. Environment variable `AZURE_TENANT_ID`. */
    tenantId: {
      type: "string",
      env: "AZURE_TENANT_ID",
      counterpart: "data_config.azure.tenant_id",
      doc: "Tenant ID for authentication",
    },
    /** Client ID for authentication. Environment variable `AZURE_CLIENT_ID`. */
    clientId: {
      type: "string",
      env: "AZURE_CLIENT_ID",
      counterpart: "data_config.azure.client_id",
      doc: "Client ID for authentication",
    },
    /** Client secret for authentication. Environment variable `AZURE_CLIENT_SECRET`. */
    clientSecret: {
      type: "secret",
      env: "AZURE_CLIENT_SECRET",
      counterpart: "data_config.azure.client_secret",
      doc: "Client secret for authentication",
    },
  },
} as const satisfies SectionDefinition;

/** The section `flyte.storage.ABFS`. */
export const ABFS: MountedSection = /* @__PURE__ */ mountPlugin(["storage", "abfs"], {
  ...abfs,
  check: (settings: AzureCredentials) => checkAzure(settings, "storage.abfs"),
});
