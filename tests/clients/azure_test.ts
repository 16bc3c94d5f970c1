import assert from "node:assert/strict";
import { Config } from "../../mod.ts";
import { azureBlobArguments, type AzureSettings } from "../../src/clients/mod.ts";
import { thrownBy } from "../_support/support.ts";

class StorageSharedKeyCredential {
  readonly args: readonly string[];
  constructor(...args: [string, string]) {
    this.args = args;
  }
}
class ClientSecretCredential {
  readonly args: readonly string[];
  constructor(...args: [string, string, string]) {
    this.args = args;
  }
}
class DefaultAzureCredential {}
class AnonymousCredential {}
const CLASSES = { StorageSharedKeyCredential, ClientSecretCredential, DefaultAzureCredential, AnonymousCredential };
const PRINCIPAL = { tenantId: "tenant", clientId: "client", clientSecret: "hunter2" };

Deno.test("azure: the section of a configuration gives the arguments of the client", () => {
  const { azure } = Config.from({
    env: {
      AZURE_STORAGE_ACCOUNT_NAME: "acme",
      FLYTE_AZURE_STORAGE_ACCOUNT_NAME: "acme",
      FLYTE_AZURE_STORAGE_ACCOUNT_KEY: "a2V5",
    },
  }).dataConfig;
  const [url, credential] = azureBlobArguments(azure, CLASSES);
  assert.equal(url, "https://acme.blob.core.windows.net");
  assert.ok(credential instanceof StorageSharedKeyCredential);
  assert.deepEqual(credential.args, ["acme", "a2V5"]);
});

Deno.test("azure: the key, else the service principal, else the chain of defaults; nothing for anonymous access", () => {
  const credential = (settings: AzureSettings, anonymous = false) =>
    azureBlobArguments(settings, CLASSES, { anonymous })[1];
  const both = credential({ accountName: "acme", accountKey: "a2V5", ...PRINCIPAL });
  assert.ok(both instanceof StorageSharedKeyCredential);
  const principal = credential({ accountName: "acme", ...PRINCIPAL });
  assert.ok(principal instanceof ClientSecretCredential);
  assert.deepEqual(principal.args, ["tenant", "client", "hunter2"]);
  assert.ok(credential({ accountName: "acme" }) instanceof DefaultAzureCredential);
  // The chain itself reads these two.
  assert.ok(credential({ accountName: "acme", tenantId: "t", clientId: "c" }) instanceof DefaultAzureCredential);
  assert.ok(credential({ accountName: "acme", accountKey: "a2V5" }, true) instanceof AnonymousCredential);
});

Deno.test("azure: an endpoint takes the place of the account's URL", () => {
  const settings = { accountName: "devstoreaccount1", accountKey: "a2V5" };
  const endpoint = "http://127.0.0.1:10000/devstoreaccount1/";
  assert.equal(azureBlobArguments(settings, CLASSES, { endpoint })[0], "http://127.0.0.1:10000/devstoreaccount1");
});

Deno.test("azure: what is missing is named, and no secret is shown", () => {
  const cases: readonly (readonly [() => unknown, code: string, message: RegExp])[] = [
    [() => azureBlobArguments({}, CLASSES), "storage_account_missing", /set accountName, or pass an endpoint/],
    [() => azureBlobArguments({ accountName: "Acme!" }, CLASSES), "storage_account_missing", /"Acme!" is not the name/],
    [
      () => azureBlobArguments({ accountName: "acme", clientSecret: "hunter2" }, CLASSES),
      "storage_credentials_incomplete",
      /set tenantId and clientId$/,
    ],
    [
      () => azureBlobArguments({ accountKey: "hunter2" }, CLASSES, { endpoint: "http://h" }),
      "storage_credentials_incomplete",
      /set accountName$/,
    ],
    [
      () => azureBlobArguments({ accountName: "acme", accountKey: "hunter2" }, {}),
      "storage_client_class_missing",
      /need StorageSharedKeyCredential; pass it from @azure\/storage-blob/,
    ],
    [
      () => azureBlobArguments({ accountName: "acme" }, { StorageSharedKeyCredential }),
      "storage_client_class_missing",
      /need DefaultAzureCredential; pass it from @azure\/identity/,
    ],
    [() => azureBlobArguments({}, null as unknown as object), "invalid_argument", /classes must be an object/],
    [
      () => azureBlobArguments({ accountName: "acme" }, CLASSES, { endpoint: "localhost:10000" }),
      "storage_endpoint_invalid",
      /endpoint "localhost:10000" is not an http or https URL; write for example "https:/,
    ],
    [
      () => azureBlobArguments({ accountName: "acme", accountKey: 5 } as object, CLASSES),
      "invalid_argument",
      /accountKey must be a string, found a number$/,
    ],
    [() => azureBlobArguments({}, {}, { endpiont: "x" } as object), "invalid_option", /did you mean "endpoint"\?/],
  ];
  for (const [call, code, message] of cases) {
    assert.throws(call, (error: Error & { code?: string }) => {
      assert.equal(error.code, code);
      assert.match(error.message, message);
      assert.doesNotMatch(error.message, /hunter2/);
      return true;
    });
  }
});

Deno.test("azure: a class that does not accept the settings is an error without secrets", () => {
  class ClientSecretCredential {
    constructor(tenantId: string, _clientId: string, secret: string) {
      throw new Error(`invalid tenant ${tenantId}, ${secret}`);
    }
  }
  const settings = { accountName: "acme", tenantId: "a b", clientId: "c", clientSecret: "hunter2" };
  const error = thrownBy(() => azureBlobArguments(settings, { ClientSecretCredential }));
  assert.equal(error.code, "callback_failed");
  assert.equal((error.cause as Error).message, "invalid tenant a b, ***");
});

Deno.test("azure: the path is that of the first missing setting", () => {
  const cases: readonly (readonly [AzureSettings, string])[] = [
    [{}, "accountName"],
    [{ accountName: "Acme!" }, "accountName"],
    [{ accountName: "acme", clientSecret: "hunter2" }, "tenantId"],
    [{ accountName: "acme", tenantId: "t", clientSecret: "hunter2" }, "clientId"],
  ];
  for (const [settings, path] of cases) assert.throws(() => azureBlobArguments(settings, CLASSES), { path });
  assert.throws(() => azureBlobArguments({ accountName: "acme" }, {}), { path: "DefaultAzureCredential" });
});

Deno.test("azure: repetitions are those of the settings, else the client's", () => {
  const options = (settings: AzureSettings) => azureBlobArguments({ accountName: "acme", ...settings }, CLASSES)[2];
  assert.deepEqual(options({}), { retryOptions: {} });
  assert.deepEqual(options({ retries: 0, backoff: 5 }), {
    retryOptions: { maxTries: 1, retryDelayInMs: 5_000, maxRetryDelayInMs: 16_000 },
  });
  assert.deepEqual(options({ backoff: 20 }).retryOptions, { retryDelayInMs: 20_000, maxRetryDelayInMs: 20_000 });
  assert.throws(() => options({ retries: NaN }), { code: "invalid_argument", path: "retries" });
});

Deno.test("azure: a whole configuration in place of its section is refused, with the right call", () => {
  const config = Config.from({});
  for (const settings of [config, config.dataConfig, config.dataConfig.gcs]) {
    assert.throws(() => azureBlobArguments(settings as AzureSettings, CLASSES), {
      code: "invalid_argument",
      message:
        /; write azureBlobArguments\(config\.dataConfig\.azure, \{ \.\.\.azureStorageBlob, \.\.\.azureIdentity \}\)$/,
    });
  }
});
