/**
 * The storage plugin for Azure Blob Storage.
 *
 * @module
 */
import type { Plugin, PluginIssue } from "../src/settings/plugin.ts";

/**
 * Storage plugin for Azure Blob Storage: the definition of `Config.dataConfig.azure`.
 *
 * Python: `flytekit.configuration.AzureBlobStorageConfig`
 */
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
    /** Tenant ID for authentication. Environment variable `FLYTE_AZURE_TENANT_ID`, INI `azure.tenant_id`. */
    tenantId: { type: "string", ini: "azure.tenant_id", doc: "Tenant ID for authentication" },
    /** Client ID for authentication. Environment variable `FLYTE_AZURE_CLIENT_ID`, INI `azure.client_id`. */
    clientId: { type: "string", ini: "azure.client_id", doc: "Client ID for authentication" },
    /**
     * Client secret for authentication. Environment variable `FLYTE_AZURE_CLIENT_SECRET`, INI `azure.client_secret`.
     */
    clientSecret: { type: "secret", ini: "azure.client_secret", doc: "Client secret for authentication" },
  },
  check: (settings: AzureCredentials): readonly PluginIssue<keyof AzureCredentials>[] => checkAzure(settings),
} as const satisfies Plugin;

/** The settings that depend on one another. */
export interface AzureCredentials {
  readonly accountName: string | undefined;
  readonly accountKey: string | undefined;
  readonly tenantId: string | undefined;
  readonly clientId: string | undefined;
  readonly clientSecret: string | undefined;
}

/** Reports credentials that are incomplete. flyte 2 has the same ones at another path. */
export function checkAzure(
  { accountName, accountKey, tenantId, clientId, clientSecret }: AzureCredentials,
  path = "data_config.azure",
): readonly PluginIssue<keyof AzureCredentials>[] {
  const issues: PluginIssue<keyof AzureCredentials>[] = [];
  const needs = (setting: keyof AzureCredentials, missing: string) => {
    const message = `is set without ${path}.${missing}; set both`;
    issues.push({ setting, code: "storage_credentials_incomplete", message });
  };
  if (accountKey && !accountName) needs("accountKey", "account_name");
  if (clientSecret && !tenantId) needs("clientSecret", "tenant_id");
  if (clientSecret && !clientId) needs("clientSecret", "client_id");
  return issues;
}
