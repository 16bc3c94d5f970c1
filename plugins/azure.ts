/**
 * Settings of Azure Blob Storage.
 *
 * @module
 */
import type { SectionDefinition } from "../src/settings/definition.ts";

/** The settings of Azure Blob Storage. flytekit: `AzureBlobStorageConfig`. */
export const azure = {
  id: "azure",
  doc: "Azure Blob Storage",
  settings: {
    /**
     * Name of the storage account. Environment variable `FLYTE_AZURE_STORAGE_ACCOUNT_NAME`, INI
     * `azure.storage_account_name`.
     */
    accountName: { type: "string", ini: "azure.storage_account_name", doc: "Name of the storage account" },
    /**
     * Key of the storage account. Environment variable `FLYTE_AZURE_STORAGE_ACCOUNT_KEY`, INI
     * `azure.storage_account_key`.
     */
    accountKey: { type: "secret", ini: "azure.storage_account_key", doc: "Key of the storage account" },
    /**
     * Tenant of the application that signs in. Environment variable `FLYTE_AZURE_TENANT_ID`, INI `azure.tenant_id`.
     */
    tenantId: { type: "string", ini: "azure.tenant_id", doc: "Tenant of the application that signs in" },
    /**
     * Identifier of the application that signs in. Environment variable `FLYTE_AZURE_CLIENT_ID`, INI `azure.client_id`.
     */
    clientId: { type: "string", ini: "azure.client_id", doc: "Identifier of the application that signs in" },
    /**
     * Secret of the application that signs in. Environment variable `FLYTE_AZURE_CLIENT_SECRET`, INI
     * `azure.client_secret`.
     */
    clientSecret: { type: "secret", ini: "azure.client_secret", doc: "Secret of the application that signs in" },
  },
} as const satisfies SectionDefinition;
