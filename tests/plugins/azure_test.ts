import assert from "node:assert/strict";
import { type AzureCredentials, checkAzure } from "../../plugins/azure.ts";

const NOTHING: AzureCredentials = {
  accountName: undefined,
  accountKey: undefined,
  tenantId: undefined,
  clientId: undefined,
  clientSecret: undefined,
};

Deno.test("azure: secrets without the names that belong to them are reported", () => {
  const cases: readonly (readonly [settings: Partial<AzureCredentials>, issues: readonly string[]])[] = [
    [{}, []],
    [{ accountKey: "", clientSecret: "" }, []],
    [{ accountName: "acme" }, []],
    [{ accountName: "acme", accountKey: "a2V5" }, []],
    [{ accountKey: "a2V5" }, ["accountKey without account_name"]],
    [{ accountName: "", accountKey: "a2V5" }, ["accountKey without account_name"]],
    // Azure's chain of defaults reads these on its own.
    [{ tenantId: "acme", clientId: "me" }, []],
    [{ tenantId: "acme", clientId: "me", clientSecret: "hunter2" }, []],
    [{ clientId: "me", clientSecret: "hunter2" }, ["clientSecret without tenant_id"]],
    [{ tenantId: "acme", clientId: "", clientSecret: "hunter2" }, ["clientSecret without client_id"]],
    [{ clientSecret: "hunter2" }, ["clientSecret without tenant_id", "clientSecret without client_id"]],
    [
      { accountKey: "a2V5", tenantId: "acme", clientSecret: "hunter2" },
      ["accountKey without account_name", "clientSecret without client_id"],
    ],
  ];
  for (const [settings, expected] of cases) {
    const issues = checkAzure({ ...NOTHING, ...settings }, "storage.abfs");
    const found = issues.map(({ setting, message }) => {
      const [, missing] = /^is set without storage\.abfs\.(\w+); set both$/.exec(message) ?? [];
      return `${setting} without ${missing}`;
    });
    assert.deepEqual(found, expected, JSON.stringify(settings));
    assert.ok(issues.every(({ code }) => code === "storage_credentials_incomplete"));
  }
});
