/**
 * The meaning of storage settings: what requests are like, according to a Python library and to each client here.
 *
 * @module
 */
import { FlyteConfigError } from "../../../mod.ts";
import {
  aws4fetchOptions,
  type AwsSdkOptions,
  awsSdkOptions,
  azureBlobArguments,
  googleCloudStorageOptions,
  minioOptions,
  s3miniOptions,
  s3ObjectUrl,
} from "../../../src/clients/mod.ts";
import type { Library } from "../peer.ts";
import {
  azureSection,
  gcsSection,
  KEY,
  s3Section,
  type StorageOptionsCase,
  type StorageOptionsResult,
} from "./case.ts";

/** What requests are like. A member that is missing is not known, or is left to what the client finds. */
export interface Meaning {
  /** The code or class of an error: there are no requests. */
  readonly error?: string | undefined;
  /** The scheme, host and path that come before the bucket. */
  readonly endpoint?: string | undefined;
  /** Where the bucket is: `none` if it is expected to be a part of the endpoint. */
  readonly style?: "path" | "virtual" | "none" | undefined;
  /** The URL of the object. */
  readonly url?: string | undefined;
  /** The region of signatures. */
  readonly region?: string | undefined;
  /** The credentials, `anonymous`, or `chain` for those that the client looks for. */
  readonly credentials?: string | undefined;
  /** The number of repetitions; `client` if the settings do not reach the client. */
  readonly retries?: number | "client" | undefined;
  /** Seconds before the first repetition; `client` if the settings do not reach the client. */
  readonly backoff?: number | "client" | undefined;
}

/** Returns the meaning according to a Python library. */
export function meaningThere(library: Library, given: StorageOptionsCase, result: StorageOptionsResult): Meaning {
  const { client } = result;
  // With neither a key nor anything in the environment, the chain of botocore finds nothing.
  const isChain = client.error === "NoCredentialsError";
  if (client.error !== undefined && !isChain) return { error: client.error };
  switch (given.storage) {
    case "s3":
      return library === "flytekit" ? flytekitS3(given, result) : flyteS3(given, result);
    case "abfs":
      return library === "flytekit" ? flytekitAzure(given, result) : flyteAzure(given, result);
    case "gs":
      return {
        credentials: result.options.token === "anon" || client.signed === false ? "anonymous" : "chain",
        retries: client.retries ?? "client",
        backoff: client.backoff ?? "client",
      };
  }
}

function flytekitS3({ bucket }: StorageOptionsCase, { options, client }: StorageOptionsResult): Meaning {
  const { key, secret, anon } = options as Readonly<Record<string, string>>;
  return {
    ...located(client.url, bucket),
    region: client.region ?? undefined,
    credentials: anon ? "anonymous" : key && secret ? `${key} ${secret}` : "chain",
    retries: "client",
    backoff: "client",
  };
}

function flyteS3({ bucket }: StorageOptionsCase, { options, client }: StorageOptionsResult): Meaning {
  const { access_key_id: key, secret_access_key: secret } = (options.config ?? {}) as Readonly<Record<string, string>>;
  return {
    ...located(client.url, bucket),
    region: client.region ?? undefined,
    credentials: client.signed ? key && secret ? `${key} ${secret}` : "chain" : "anonymous",
    retries: client.retries,
    backoff: client.backoff,
  };
}

function flytekitAzure({ settings }: StorageOptionsCase, { client }: StorageOptionsResult): Meaning {
  const { account_name: name, account_key: key, tenant_id: tenant, client_id: id, client_secret: secret } = settings;
  const credentials: Readonly<Record<string, string>> = {
    SharedKeyCredentialPolicy: `${name} ${key}`,
    ClientSecretCredential: `${tenant} ${id} ${secret}`,
    DefaultAzureCredential: "chain",
    null: "anonymous",
  };
  return {
    endpoint: client.url,
    credentials: credentials[String(client.credential)],
    retries: "client",
    backoff: "client",
  };
}

/** obstore prefers the key to the service principal. */
function flyteAzure(_: StorageOptionsCase, { options, client }: StorageOptionsResult): Meaning {
  const config = (options.config ?? {}) as Readonly<Record<string, string>>;
  const { account_name: name, account_key: key, tenant_id: tenant, client_id: id, client_secret: secret } = config;
  const principal = tenant && id && secret ? `${tenant} ${id} ${secret}` : "chain";
  return {
    endpoint: client.url && new URL(client.url).origin,
    credentials: client.signed ? key ? `${name} ${key}` : principal : "anonymous",
    retries: client.retries,
    backoff: client.backoff,
  };
}

/** Takes the URL of an object apart. */
function located(text: string | undefined, bucket: string): Pick<Meaning, "url" | "endpoint" | "style"> {
  if (text === undefined) return {};
  // Capitals in host names, and ports of schemes, mean nothing.
  const url = /^https?:/.test(text) && URL.canParse(text) ? new URL(text).href : text;
  const path = `/${KEY.split("/").map(encode).join("/")}`;
  const base = url.slice(0, -path.length);
  if (base.endsWith(`/${bucket}`)) {
    return { url: amazon(url), endpoint: amazon(base.slice(0, -bucket.length - 1)), style: "path" };
  }
  const isVirtual = base.includes(`://${bucket.toLowerCase()}.`);
  const endpoint = isVirtual ? base.replace(`://${bucket.toLowerCase()}.`, "://") : base;
  return { url: amazon(url), endpoint: amazon(endpoint), style: isVirtual ? "virtual" : "none" };
}

/** Amazon's own name for its first region. */
function amazon(url: string): string {
  return url.replace("s3.amazonaws.com", "s3.us-east-1.amazonaws.com");
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Returns the meaning for each client of this library. */
export async function meaningsHere(library: Library, given: StorageOptionsCase): Promise<Record<string, Meaning>> {
  switch (given.storage) {
    case "s3":
      return {
        awsSdkOptions: await meaningOf(() => awsSdk(library, given)),
        aws4fetchOptions: await meaningOf(() => aws4fetch(library, given)),
        s3miniOptions: await meaningOf(() => s3mini(library, given)),
        minioOptions: await meaningOf(() => minio(library, given)),
      };
    case "abfs":
      return { azureBlobArguments: await meaningOf(() => azure(library, given)) };
    case "gs":
      return { googleCloudStorageOptions: await meaningOf(() => gcs(library, given)) };
  }
}

async function meaningOf(read: () => Meaning | Promise<Meaning>): Promise<Meaning> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof FlyteConfigError)) throw error;
    return { error: error.code };
  }
}

/** The endpoint of Amazon itself, which clients know on their own. */
function amazonOf(region: string | undefined): string {
  return `https://s3.${region ?? "us-east-1"}.amazonaws.com`;
}

/** Returns the style; of a bucket that not every host name can have, the client decides. */
function styleOf(usesPath: boolean, { bucket }: StorageOptionsCase): Meaning["style"] {
  if (usesPath) return "path";
  return /^[a-z0-9-]+$/.test(bucket) ? "virtual" : undefined;
}

async function awsSdk(library: Library, given: StorageOptionsCase): Promise<Meaning> {
  const { anonymous } = given;
  const options = awsSdkOptions(s3Section(library, given), { anonymous });
  const { credentials: key, region } = options;
  return {
    endpoint: options.endpoint ?? amazonOf(region),
    style: styleOf(options.forcePathStyle, given),
    region,
    credentials: options.signer ? "anonymous" : key ? `${key.accessKeyId} ${key.secretAccessKey}` : "chain",
    ...await repetitions(options),
  };
}

async function repetitions(
  { retryStrategy }: AwsSdkOptions,
): Promise<{ readonly retries: number; readonly backoff: number | undefined }> {
  let token = await retryStrategy.acquireInitialRetryToken("");
  for (let retries = 0, backoff: number | undefined;; retries++) {
    try {
      token = await retryStrategy.refreshRetryTokenForRetry(token, { errorType: "SERVER_ERROR" });
    } catch {
      return { retries, backoff };
    }
    backoff ??= token.getRetryDelay() / 1000;
  }
}

function aws4fetch(library: Library, given: StorageOptionsCase): Meaning {
  const section = s3Section(library, given);
  const url = located(s3ObjectUrl(section, given.bucket, KEY), given.bucket);
  // Requests without a signature need no client: fetch itself gets the URL.
  if (given.anonymous) return { ...url, credentials: "anonymous" };
  const { accessKeyId, secretAccessKey, region, retries, initRetryMs } = aws4fetchOptions(section);
  return { ...url, region, credentials: `${accessKeyId} ${secretAccessKey}`, retries, backoff: initRetryMs / 1000 };
}

function s3mini(library: Library, given: StorageOptionsCase): Meaning {
  // The client signs all requests.
  if (given.anonymous) return {};
  const { endpoint, accessKeyId, secretAccessKey, region } = s3miniOptions(s3Section(library, given), given.bucket);
  const url = `${endpoint}/${KEY.split("/").map(encode).join("/")}`;
  return { ...located(url, given.bucket), region, credentials: `${accessKeyId} ${secretAccessKey}` };
}

function minio(library: Library, given: StorageOptionsCase): Meaning {
  const { anonymous } = given;
  const { endPoint, port, useSSL, pathStyle, ...options } = minioOptions(s3Section(library, given), { anonymous });
  const at = port === undefined ? "" : `:${port}`;
  const { accessKey, secretKey, region, retryOptions: { disableRetry, maximumRetryCount, baseDelayMs } } = options;
  return {
    // The client replaces Amazon's host with that of the region.
    endpoint: endPoint === "s3.amazonaws.com" ? amazonOf(region) : `${useSSL ? "https" : "http"}://${endPoint}${at}`,
    style: styleOf(pathStyle, given),
    region,
    credentials: accessKey === undefined ? "anonymous" : `${accessKey} ${secretKey}`,
    retries: disableRetry ? 0 : maximumRetryCount,
    // The client doubles it before the first pause.
    backoff: disableRetry ? undefined : 2 * baseDelayMs / 1000,
  };
}

/** A class of credentials that remembers its arguments. */
class Credential {
  readonly text: string;
  constructor(...args: readonly string[]) {
    this.text = args.join(" ");
  }
}

function azure(library: Library, given: StorageOptionsCase): Meaning {
  const { anonymous } = given;
  class Anonymous extends Credential {}
  const classes = {
    StorageSharedKeyCredential: Credential,
    ClientSecretCredential: Credential,
    DefaultAzureCredential: Credential,
    AnonymousCredential: Anonymous,
  };
  const [endpoint, credential, { retryOptions }] = azureBlobArguments(azureSection(library, given), classes, {
    anonymous,
  });
  const { maxTries, retryDelayInMs } = retryOptions;
  return {
    endpoint,
    credentials: credential instanceof Anonymous ? "anonymous" : credential.text || "chain",
    retries: maxTries === undefined ? "client" : maxTries - 1,
    backoff: retryDelayInMs === undefined ? "client" : retryDelayInMs / 1000,
  };
}

function gcs(library: Library, given: StorageOptionsCase): Meaning {
  const { anonymous } = given;
  const { apiEndpoint, useAuthWithCustomEndpoint, retryOptions } = googleCloudStorageOptions(
    gcsSection(library, given),
    { anonymous },
  );
  return {
    credentials: apiEndpoint !== undefined && !useAuthWithCustomEndpoint ? "anonymous" : "chain",
    retries: retryOptions === undefined ? "client" : retryOptions.maxRetries,
    backoff: "client",
  };
}
