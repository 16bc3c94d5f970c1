/**
 * Arguments of the client of Azure Blob Storage, from its settings. The function is pure and does not import the client.
 *
 * @module
 */
import { BOOLEAN, checkArgument, checkOptions, objectWith, type OptionChecks, STRING } from "../arguments.ts";
import { FlyteConfigError } from "../errors.ts";
import { trimEnd } from "../python/strings.ts";
import { quoted } from "../text/quote.ts";
import { serviceUrl } from "./endpoint.ts";
import { safeCause } from "./failure.ts";
import { limit, MAX_BACKOFF } from "./retries.ts";
import { checkSettings, type SectionNames } from "./settings.ts";

/** The settings of Azure that matter to clients. `config.dataConfig.azure` has them. */
export interface AzureSettings {
  /** Name of the storage account. */
  readonly accountName?: string | undefined;
  /** Key of the storage account. */
  readonly accountKey?: string | undefined;
  /** Tenant of the service principal. */
  readonly tenantId?: string | undefined;
  /** Identifier of the service principal. */
  readonly clientId?: string | undefined;
  /** Secret of the service principal. */
  readonly clientSecret?: string | undefined;
  /**
   * Number of times that a failed request is repeated. flytekit has no such setting.
   *
   * @default that of the client, 3
   */
  readonly retries?: number | undefined;
  /**
   * Seconds before the first repetition; they double with each one, up to 16. flytekit has no such setting.
   *
   * @default that of the client, 4
   */
  readonly backoff?: number | undefined;
}

/** Options that a caller adds to the settings of Azure. */
export interface AzureOptions {
  /**
   * URL of the account, for an emulator or a sovereign cloud.
   *
   * @default `https://ACCOUNT.blob.core.windows.net`
   */
  readonly endpoint?: string | undefined;
  /**
   * Whether requests are sent without credentials, to public containers.
   *
   * @default `false`
   */
  readonly anonymous?: boolean | undefined;
}

/** The classes that make credentials, of `@azure/storage-blob` and `@azure/identity`; each is needed only where it applies. */
export interface AzureCredentialClasses<K, S, D, A> {
  /** From `@azure/storage-blob`, for an account key. */
  readonly StorageSharedKeyCredential?: new (accountName: string, accountKey: string) => K;
  /** From `@azure/storage-blob`, for anonymous access. */
  readonly AnonymousCredential?: new () => A;
  /** From `@azure/identity`, for a service principal. */
  readonly ClientSecretCredential?: new (tenantId: string, clientId: string, clientSecret: string) => S;
  /** From `@azure/identity`, where no credentials are configured. */
  readonly DefaultAzureCredential?: new () => D;
}

/** Options of the `BlobServiceClient` of `@azure/storage-blob`, as far as settings decide them. */
export interface AzureClientOptions {
  /** When and how often a request is repeated. */
  retryOptions: { maxTries?: number; retryDelayInMs?: number; maxRetryDelayInMs?: number };
}

const CALL = "azureBlobArguments";
const CLASSES = ", { ...azureStorageBlob, ...azureIdentity }";
const USAGE = `${CALL}(config.dataConfig.azure${CLASSES})`;
/** The names of the settings of Azure. */
export const AZURE_NAMES: SectionNames = {
  id: "azure",
  settings: ["accountName", "accountKey", "tenantId", "clientId", "clientSecret", "retries", "backoff"],
  strings: ["accountName", "accountKey", "tenantId", "clientId", "clientSecret"],
  others: ["enableDebug", "attachExecutionMetadata"],
  marks: ["accountKey"],
};
const CHECKS: OptionChecks<AzureOptions> = { endpoint: STRING, anonymous: BOOLEAN };
/** Modules and sections are objects, too. */
const ANY_OBJECT = /* @__PURE__ */ objectWith("an object");

/**
 * Returns the arguments of `BlobServiceClient` from `@azure/storage-blob`: the URL of the account, a credential made of the
 * account key, else of the service principal, else of Azure's chain of defaults, in the order in which flytekit's client
 * uses them, and options.
 *
 * @param settings – The settings of Azure: `config.dataConfig.azure`.
 * @param classes – Classes of `@azure/storage-blob` and `@azure/identity`: only that of the credential is used.
 * @param options – Another endpoint, or anonymous access.
 * @returns Arguments for `new BlobServiceClient(...arguments)`.
 * @throws {FlyteConfigError} `invalid_argument` – when `settings` are not those of Azure, or `classes` is not an object.
 * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
 * @throws {FlyteConfigError} `storage_endpoint_invalid` – when the endpoint is not an http or https URL.
 * @throws {FlyteConfigError} `storage_account_missing` – when neither an account nor an endpoint is set.
 * @throws {FlyteConfigError} `storage_credentials_incomplete` – when only some of the service principal is set.
 * @throws {FlyteConfigError} `storage_client_class_missing` – when the class that the settings need was not passed.
 * @throws {FlyteConfigError} `callback_failed` – when that class throws, such as for an invalid tenant.
 *
 * @example
 * ```ts
 * import { azureBlobArguments } from "@flyte-ts/config/clients";
 *
 * class StorageSharedKeyCredential { // of @azure/storage-blob
 *   accountName: string;
 *   constructor(accountName: string, _accountKey: string) {
 *     this.accountName = accountName;
 *   }
 * }
 * const settings = { accountName: "acme", accountKey: "c2VjcmV0" };
 * const [url, credential] = azureBlobArguments(settings, { StorageSharedKeyCredential });
 * console.log(url, credential.accountName); // https://acme.blob.core.windows.net acme
 * ```
 */
export function azureBlobArguments<K = never, S = never, D = never, A = never>(
  settings: AzureSettings,
  classes: AzureCredentialClasses<K, S, D, A>,
  options: AzureOptions = {},
): [url: string, credential: K | S | D | A, options: AzureClientOptions] {
  checkSettings(CALL, settings, AZURE_NAMES, CLASSES);
  checkArgument(CALL, "classes", classes, ANY_OBJECT, USAGE);
  checkOptions(CALL, options, CHECKS, USAGE);
  const url = urlOf(settings, options);
  try {
    return [url, credentialOf(settings, classes, options), { retryOptions: retriesOf(settings) }];
  } catch (error) {
    if (error instanceof FlyteConfigError) throw error;
    const { accountKey = "", clientSecret = "" } = settings;
    const cause = safeCause(error, [accountKey, clientSecret]);
    const what = `${CALL}: the class of the credential does not accept the settings; check them, and see the cause`;
    throw new FlyteConfigError("callback_failed", what, { cause });
  }
}

function urlOf({ accountName }: AzureSettings, { endpoint }: AzureOptions): string {
  if (endpoint) return trimEnd(serviceUrl(CALL, endpoint, "https://acme.blob.core.windows.net").href, "/");
  if (!accountName) {
    throw new FlyteConfigError("storage_account_missing", `${CALL}: set accountName, or pass an endpoint`, {
      path: "accountName",
    });
  }
  if (!/^[a-z0-9]{3,24}$/.test(accountName)) {
    const what =
      `${CALL}: ${quoted(accountName)} is not the name of a storage account; names have 3 to 24 lower-case letters ` +
      "and digits";
    throw new FlyteConfigError("storage_account_missing", what, { path: "accountName" });
  }
  return `https://${accountName}.blob.core.windows.net`;
}

function credentialOf<K, S, D, A>(
  { accountName, accountKey, tenantId, clientId, clientSecret }: AzureSettings,
  classes: AzureCredentialClasses<K, S, D, A>,
  { anonymous }: AzureOptions,
): K | S | D | A {
  if (anonymous) return new (needed(classes, "AnonymousCredential", "@azure/storage-blob"))();
  if (accountName && accountKey) {
    return new (needed(classes, "StorageSharedKeyCredential", "@azure/storage-blob"))(accountName, accountKey);
  }
  if (accountKey) throw incomplete(["accountName"]);
  if (clientSecret === undefined || clientSecret === "") {
    return new (needed(classes, "DefaultAzureCredential", "@azure/identity"))();
  }
  if (!tenantId || !clientId) {
    throw incomplete(Object.entries({ tenantId, clientId }).filter(([, value]) => !value).map(([name]) => name));
  }
  return new (needed(classes, "ClientSecretCredential", "@azure/identity"))(tenantId, clientId, clientSecret);
}

function retriesOf({ retries, backoff }: AzureSettings): AzureClientOptions["retryOptions"] {
  return {
    ...(retries !== undefined && { maxTries: limit(CALL, "retries", retries) + 1 }),
    ...(backoff !== undefined && {
      retryDelayInMs: limit(CALL, "backoff", backoff) * 1000,
      maxRetryDelayInMs: Math.max(MAX_BACKOFF, backoff * 1000),
    }),
  };
}

function incomplete(missing: readonly string[]): FlyteConfigError {
  const what = `${CALL}: the credentials are incomplete; set ${missing.join(" and ")}`;
  return new FlyteConfigError("storage_credentials_incomplete", what, { path: missing[0]! });
}

function needed<C extends object, N extends keyof C & string>(
  classes: C,
  name: N,
  module: string,
): NonNullable<C[N]> {
  const found = classes[name];
  if (typeof found === "function") return found;
  const what = `${CALL}: these settings need ${name}; pass it from ${module}`;
  throw new FlyteConfigError("storage_client_class_missing", what, { path: name });
}
