/**
 * Settings of Azure Blob Storage.
 *
 * @module
 */
import type { SectionTable } from "../src/settings/definition.ts";

/** The settings of Azure Blob Storage. flytekit: `AzureBlobStorageConfig`. */
export const azure = {
  id: "azure",
  doc: "Azure Blob Storage",
  rows: {
    accountName: { kind: "string", ini: "azure.storage_account_name", doc: "Name of the storage account" },
    accountKey: { kind: "secret", ini: "azure.storage_account_key", doc: "Key of the storage account" },
    tenantId: { kind: "string", ini: "azure.tenant_id", doc: "Tenant of the application that signs in" },
    clientId: { kind: "string", ini: "azure.client_id", doc: "Identifier of the application that signs in" },
    clientSecret: { kind: "secret", ini: "azure.client_secret", doc: "Secret of the application that signs in" },
  },
} as const satisfies SectionTable;
