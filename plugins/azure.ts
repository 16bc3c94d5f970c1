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
    accountName: { type: "string", ini: "azure.storage_account_name", doc: "Name of the storage account" },
    accountKey: { type: "secret", ini: "azure.storage_account_key", doc: "Key of the storage account" },
    tenantId: { type: "string", ini: "azure.tenant_id", doc: "Tenant of the application that signs in" },
    clientId: { type: "string", ini: "azure.client_id", doc: "Identifier of the application that signs in" },
    clientSecret: { type: "secret", ini: "azure.client_secret", doc: "Secret of the application that signs in" },
  },
} as const satisfies SectionDefinition;
