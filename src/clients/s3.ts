/**
 * Options of S3 clients, from the settings of S3. The functions are pure and import none of the clients.
 *
 * @module
 */
import { ADDRESSING_STYLES } from "../../plugins/s3.ts";
import { BOOLEAN, checkOptions, objectWith, type OptionChecks, STRING } from "../arguments.ts";
import { FlyteConfigError } from "../errors.ts";
import { trimEnd } from "../python/strings.ts";
import { quoteUrl } from "../python/url.ts";
import { closest, didYouMean } from "../text/closest.ts";
import { quoted } from "../text/quote.ts";
import { serviceUrl } from "./endpoint.ts";
import { checkBucket, checkKey } from "./object_name.ts";
import { limit, MAX_BACKOFF } from "./retries.ts";
import { checkSettings, type SectionNames } from "./settings.ts";

/** The settings of S3 that matter to clients. `config.dataConfig.s3` has them. */
export interface S3Settings {
  /** URL of the service; Amazon's if left out. Without a scheme, `disableSsl` decides between `http` and `https`. */
  readonly endpoint?: string | undefined;
  /** Identifier of the access key. */
  readonly accessKeyId?: string | undefined;
  /** Secret of the access key. */
  readonly secretAccessKey?: string | undefined;
  /** Region of the service. */
  readonly region?: string | undefined;
  /** `path`, `virtual` or `auto`: whether the bucket is in the path of URLs or in their host. */
  readonly addressingStyle?: string | undefined;
  /**
   * Number of times that a failed request is repeated.
   *
   * @default 3
   */
  readonly retries?: number | undefined;
  /**
   * Seconds before the first repetition; they double with each one, up to 16.
   *
   * @default 5
   */
  readonly backoff?: number | undefined;
  /**
   * Whether requests are logged, where a logger is given.
   *
   * @default `false`
   */
  readonly enableDebug?: boolean | undefined;
  /**
   * Whether an `endpoint` without a scheme is reached without TLS.
   *
   * @default `false`
   */
  readonly disableSsl?: boolean | undefined;
}

/** Options that a caller adds to the settings of S3. */
export interface S3Options {
  /** Region; takes precedence over the setting. */
  readonly region?: string | undefined;
  /**
   * Whether requests are sent without a signature, to public buckets.
   *
   * @default `false`
   */
  readonly anonymous?: boolean | undefined;
}

/** Writes what a client does, as `console` does. */
export interface ClientLogger {
  /**
   * Writes details.
   *
   * @param content – Values to write.
   */
  debug(...content: unknown[]): void;
  /**
   * Writes what happens.
   *
   * @param content – Values to write.
   */
  info(...content: unknown[]): void;
  /**
   * Writes what may be wrong.
   *
   * @param content – Values to write.
   */
  warn(...content: unknown[]): void;
  /**
   * Writes what is wrong.
   *
   * @param content – Values to write.
   */
  error(...content: unknown[]): void;
}

/** Options of {@linkcode awsSdkOptions}. */
export interface AwsSdkCallOptions extends S3Options {
  /**
   * Passed on to the client if the setting `enableDebug` is on, for example `console`.
   *
   * @default none
   */
  readonly logger?: ClientLogger | undefined;
}

/** A region and its source; see {@linkcode s3Region}. */
export interface S3Region {
  /** The region; `undefined` where the client's own chain of defaults decides. */
  readonly region: string | undefined;
  /** The source of the region. */
  readonly source: "argument" | "setting" | "default" | "client";
}

/** An access key. */
export interface S3Credentials {
  /** Identifier of the access key. */
  readonly accessKeyId: string;
  /** Secret of the access key. */
  readonly secretAccessKey: string;
}

/** The names of the settings of S3. */
export const S3_NAMES: SectionNames = {
  id: "s3",
  settings: [
    "endpoint",
    "accessKeyId",
    "secretAccessKey",
    "region",
    "addressingStyle",
    "retries",
    "backoff",
    "enableDebug",
    "disableSsl",
  ],
  strings: ["endpoint", "accessKeyId", "secretAccessKey", "region", "addressingStyle"],
  others: ["authType", "attachExecutionMetadata"],
  marks: ["secretAccessKey"],
};
const REGION_CHECKS: OptionChecks<Pick<S3Options, "region">> = { region: STRING };
const OPTION_CHECKS: OptionChecks<S3Options> = { ...REGION_CHECKS, anonymous: BOOLEAN };
const SDK_CHECKS: OptionChecks<AwsSdkCallOptions> = {
  ...OPTION_CHECKS,
  logger: objectWith("a logger such as console", "debug", "info", "warn", "error"),
};

/** The region that a service other than Amazon's gets if none is set, as in botocore. */
const DEFAULT_REGION = "us-east-1";
const [DEFAULT_RETRIES, DEFAULT_BACKOFF] = [3, 5];

/** A connection as all clients need it. */
interface S3Connection {
  readonly endpoint: URL | undefined;
  readonly region: S3Region;
  readonly credentials: S3Credentials | undefined;
  readonly usesPath: boolean;
  readonly retries: number;
  readonly backoffMs: number;
  readonly isAnonymous: boolean;
}

/**
 * Returns the region in use and its source: that of the caller, that of the setting `storage.connection.region`, `us-east-1` for
 * a service other than Amazon's (as botocore does), or whatever the client finds by itself.
 *
 * @param settings – The settings of S3.
 * @param options – A region of the caller.
 * @returns The region and its source.
 * @throws {FlyteConfigError} `invalid_argument` – when an argument has the wrong type.
 * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
 *
 * @example
 * ```ts
 * import { s3Region } from "@flyte-ts/config/clients";
 *
 * console.log(s3Region({ endpoint: "http://localhost:9000" })); // { region: "us-east-1", source: "default" }
 * console.log(s3Region({}, { region: "eu-west-1" })); // { region: "eu-west-1", source: "argument" }
 * ```
 */
export function s3Region(settings: S3Settings, options: Pick<S3Options, "region"> = {}): S3Region {
  checkCall("s3Region", settings, options, REGION_CHECKS);
  return regionOf(settings, options.region);
}

function regionOf({ region, endpoint }: S3Settings, argument: string | undefined): S3Region {
  if (argument) return { region: argument, source: "argument" };
  if (region) return { region, source: "setting" };
  if (endpoint) return { region: DEFAULT_REGION, source: "default" };
  return { region: undefined, source: "client" };
}

function checkCall<O extends S3Options>(
  call: string,
  settings: S3Settings,
  options: O,
  checks: OptionChecks<O>,
): void {
  checkSettings(call, settings, S3_NAMES);
  checkOptions(call, options, checks, `${call}(config.dataConfig.s3, { region: "eu-west-1" })`);
}

function connect<O extends S3Options>(
  call: string,
  settings: S3Settings,
  options: O,
  checks: OptionChecks<O>,
  signs = true,
): S3Connection {
  checkCall(call, settings, options, checks);
  const endpoint = endpointOf(call, settings);
  return {
    endpoint,
    region: regionOf(settings, options.region),
    credentials: signs && !options.anonymous ? credentialsOf(call, settings) : undefined,
    usesPath: usesPath(call, settings.addressingStyle, endpoint),
    retries: limit(call, "retries", settings.retries ?? DEFAULT_RETRIES),
    backoffMs: limit(call, "backoff", settings.backoff ?? DEFAULT_BACKOFF) * 1000,
    isAnonymous: options.anonymous ?? false,
  };
}

function endpointOf(call: string, { endpoint, disableSsl }: S3Settings): URL | undefined {
  if (!endpoint) return undefined;
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(endpoint) ? endpoint : `${disableSsl ? "http" : "https"}://${endpoint}`;
  return serviceUrl(call, text, "https://s3.example.com", endpoint);
}

/** Both parts of the key, or none: with one of them, no client can sign. */
function credentialsOf(call: string, { accessKeyId, secretAccessKey }: S3Settings): S3Credentials | undefined {
  if (accessKeyId && secretAccessKey) return { accessKeyId, secretAccessKey };
  if (!accessKeyId && !secretAccessKey) return undefined;
  const [set, missing] = accessKeyId ? ["accessKeyId", "secretAccessKey"] : ["secretAccessKey", "accessKeyId"];
  throw new FlyteConfigError(
    "storage_credentials_incomplete",
    `${call}: ${set} is set and ${missing} is not; set both`,
    {
      path: missing!,
    },
  );
}

/** botocore's rule: `auto` is `virtual` for Amazon's own service, and `path` for any other and for addresses. */
function usesPath(call: string, style: string | undefined, endpoint: URL | undefined): boolean {
  const known = style === undefined || style === "" ? "auto" : style.toLowerCase();
  if (!ADDRESSING_STYLES.includes(known)) {
    const meant = didYouMean(closest(known, ADDRESSING_STYLES)) ||
      `; write ${ADDRESSING_STYLES.map((one) => quoted(one)).join(" or ")}`;
    throw new FlyteConfigError(
      "storage_addressing_style",
      `${call}: unknown addressing style ${quoted(style!)}${meant}`,
      {
        path: "addressingStyle",
      },
    );
  }
  // No host is below an address: Amazon's SDKs have the bucket in the path then.
  if (endpoint !== undefined && isAddress(endpoint.hostname)) return true;
  return known === "auto" ? endpoint !== undefined && !isAmazon(endpoint.hostname) : known === "path";
}

function isAddress(hostname: string): boolean {
  return hostname.startsWith("[") || /^\d+\.\d+\.\d+\.\d+$/.test(hostname);
}

function isAmazon(hostname: string): boolean {
  return /(?:^|\.)amazonaws\.com(?:\.cn)?$/.test(hostname);
}

/** Milliseconds to wait before a repetition, the first of which is 1. */
function delayOf(backoffMs: number, repetition: number): number {
  return Math.min(backoffMs * 2 ** (repetition - 1), Math.max(MAX_BACKOFF, backoffMs));
}

/** A token of a {@linkcode AwsRetryStrategy}. */
export interface AwsRetryToken {
  /**
   * Returns the number of repetitions so far.
   *
   * @returns The number; 0 for the first attempt.
   */
  getRetryCount(): number;
  /**
   * Returns the pause before the request is sent.
   *
   * @returns Milliseconds.
   */
  getRetryDelay(): number;
}

/** Decides whether and when `@aws-sdk` repeats a request: the SDK's `RetryStrategyV2`. */
export interface AwsRetryStrategy {
  /**
   * Returns the token of the first attempt.
   *
   * @param scope – Ignored.
   * @returns The token.
   */
  acquireInitialRetryToken(scope: string): Promise<AwsRetryToken>;
  /**
   * Returns the token of the next attempt.
   *
   * @param token – Token of the last attempt.
   * @param info – Its error.
   * @returns The token; rejects with the error if there is no further attempt.
   */
  refreshRetryTokenForRetry(
    token: AwsRetryToken,
    info: { readonly error?: unknown; readonly errorType: string; readonly retryAfterHint?: Date },
  ): Promise<AwsRetryToken>;
  /**
   * Ignores a success.
   *
   * @param token – Token of the last attempt.
   */
  recordSuccess(token: AwsRetryToken): void;
}

/** Options of the `S3Client` of `@aws-sdk/client-s3`, as far as settings decide them. */
export interface AwsSdkOptions {
  /** URL of the service; Amazon's if left out. */
  endpoint?: string;
  /** Region; if left out, the SDK looks for one in the environment and its own files. */
  region?: string;
  /** The access key; if left out, the SDK looks for credentials. */
  credentials?: S3Credentials;
  /** Whether the bucket is in the path of URLs. */
  forcePathStyle: boolean;
  /** When and how often a request is repeated. */
  retryStrategy: AwsRetryStrategy;
  /** Set for services other than Amazon's: many reject the checksums that the SDK adds by default. */
  requestChecksumCalculation?: "WHEN_REQUIRED";
  /** The same setting as `requestChecksumCalculation`, for responses. */
  responseChecksumValidation?: "WHEN_REQUIRED";
  /** Logs requests. */
  logger?: ClientLogger;
  /** Leaves requests unsigned, for anonymous access. */
  signer?: { sign<T>(request: T): Promise<T> };
}

/**
 * Returns the options of `S3Client` from `@aws-sdk/client-s3` (version 3).
 *
 * @param settings – The settings of S3: `config.dataConfig.s3`.
 * @param options – A region, or anonymous access.
 * @returns Options for `new S3Client(options)`; add more by spreading them.
 * @throws {FlyteConfigError} `invalid_argument` – when an argument has the wrong type.
 * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
 * @throws {FlyteConfigError} `storage_endpoint_invalid` – when the endpoint is not an http or https URL.
 * @throws {FlyteConfigError} `storage_credentials_incomplete` – when only one part of the access key is set.
 * @throws {FlyteConfigError} `storage_addressing_style` – when the style is unknown.
 *
 * @example
 * ```ts
 * import { Config } from "@flyte-ts/config";
 * import { awsSdkOptions } from "@flyte-ts/config/clients";
 *
 * const { s3 } = Config.forSandbox().dataConfig;
 * const options = awsSdkOptions(s3); // for new S3Client(options)
 * console.log(options.endpoint, options.region, options.forcePathStyle); // http://localhost:30002 us-east-1 true
 * ```
 */
export function awsSdkOptions(settings: S3Settings, options: AwsSdkCallOptions = {}): AwsSdkOptions {
  const { endpoint, region, credentials, usesPath, retries, backoffMs, isAnonymous } = connect(
    "awsSdkOptions",
    settings,
    options,
    SDK_CHECKS,
  );
  return {
    ...(endpoint && { endpoint: withoutSlash(endpoint) }),
    ...(region.region !== undefined && { region: region.region }),
    ...(credentials && { credentials }),
    forcePathStyle: usesPath,
    retryStrategy: retryStrategy(retries, backoffMs),
    ...(endpoint && !isAmazon(endpoint.hostname) && {
      requestChecksumCalculation: "WHEN_REQUIRED",
      responseChecksumValidation: "WHEN_REQUIRED",
    }),
    ...(settings.enableDebug && options.logger && { logger: options.logger }),
    ...(isAnonymous && {
      credentials: { accessKeyId: "", secretAccessKey: "" },
      signer: { sign: <T>(request: T) => Promise.resolve(request) },
    }),
  };
}

function withoutSlash(endpoint: URL): string {
  return trimEnd(endpoint.href, "/");
}

function retryStrategy(retries: number, backoffMs: number): AwsRetryStrategy {
  const token = (repetition: number, delay: number): AwsRetryToken => ({
    getRetryCount: () => repetition,
    getRetryDelay: () => delay,
  });
  return {
    acquireInitialRetryToken: () => Promise.resolve(token(0, 0)),
    refreshRetryTokenForRetry: (last, { error, errorType, retryAfterHint }) => {
      const repetition = last.getRetryCount() + 1;
      if (errorType === "CLIENT_ERROR" || repetition > retries) {
        return Promise.reject(error ?? new Error("the request is not repeated"));
      }
      const hinted = retryAfterHint === undefined ? 0 : retryAfterHint.getTime() - Date.now();
      return Promise.resolve(token(repetition, Math.max(delayOf(backoffMs, repetition), hinted)));
    },
    recordSuccess: () => {},
  };
}

/** Options of the `AwsClient` of `aws4fetch`. */
export interface Aws4fetchOptions extends S3Credentials {
  /** Always `s3`. */
  service: "s3";
  /** Region that requests are signed for. */
  region: string;
  /** Number of times that a request is repeated after status 429 or 5xx. */
  retries: number;
  /** Upper bound of the first pause, in milliseconds; the client doubles it each time and takes a random part of it. */
  initRetryMs: number;
}

/**
 * Returns the options of `AwsClient` from `aws4fetch`, for edge functions. The client takes URLs: {@linkcode s3ObjectUrl}
 * makes them. Without an access key there is nothing to sign: use `fetch` itself.
 *
 * @param settings – The settings of S3: `config.dataConfig.s3`.
 * @param options – A region.
 * @returns Options for `new AwsClient(options)`.
 * @throws {FlyteConfigError} `invalid_argument` – when an argument has the wrong type.
 * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
 * @throws {FlyteConfigError} `storage_credentials_missing` – when there is no access key.
 * @throws {FlyteConfigError} `storage_credentials_incomplete` – when only one part of the access key is set.
 * @throws {FlyteConfigError} `storage_endpoint_invalid` – when the endpoint is not an http or https URL.
 * @throws {FlyteConfigError} `storage_addressing_style` – when the style is unknown.
 *
 * @example
 * ```ts
 * import { aws4fetchOptions } from "@flyte-ts/config/clients";
 *
 * const s3 = { endpoint: "http://localhost:9000", accessKeyId: "minio", secretAccessKey: "miniostorage" };
 * const options = aws4fetchOptions(s3); // for new AwsClient(options)
 * console.log(options.service, options.region, options.retries); // s3 us-east-1 3
 * ```
 */
export function aws4fetchOptions(settings: S3Settings, options: Pick<S3Options, "region"> = {}): Aws4fetchOptions {
  const { region, credentials, retries, backoffMs } = connect("aws4fetchOptions", settings, options, REGION_CHECKS);
  return {
    ...required("aws4fetchOptions", credentials),
    service: "s3",
    region: region.region ?? DEFAULT_REGION,
    retries,
    initRetryMs: backoffMs,
  };
}

function required(call: string, credentials: S3Credentials | undefined): S3Credentials {
  if (credentials !== undefined) return credentials;
  const what = `${call}: this client needs an access key; set accessKeyId and secretAccessKey`;
  throw new FlyteConfigError("storage_credentials_missing", what, { path: "accessKeyId" });
}

/**
 * Returns the URL of an object, with the bucket where the addressing style has it.
 *
 * @param settings – The settings of S3: `config.dataConfig.s3`.
 * @param bucket – Name of the bucket.
 * @param key – Key of the object; empty for the bucket itself.
 * @param options – A region.
 * @returns The URL, percent-encoded.
 * @throws {FlyteConfigError} `invalid_argument` – when an argument has the wrong type.
 * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
 * @throws {FlyteConfigError} `storage_endpoint_invalid` – when the endpoint is not an http or https URL.
 * @throws {FlyteConfigError} `storage_addressing_style` – when the style is unknown.
 * @throws {FlyteConfigError} `storage_name_invalid` – when the bucket has no valid name, or no URL can name the key.
 *
 * @example
 * ```ts
 * import { s3ObjectUrl } from "@flyte-ts/config/clients";
 *
 * console.log(s3ObjectUrl({ endpoint: "http://localhost:9000" }, "data", "a b/c.txt")); // http://localhost:9000/data/a%20b/c.txt
 * console.log(s3ObjectUrl({ region: "eu-west-1" }, "data", "c.txt")); // https://data.s3.eu-west-1.amazonaws.com/c.txt
 * ```
 */
export function s3ObjectUrl(
  settings: S3Settings,
  bucket: string,
  key: string,
  options: Pick<S3Options, "region"> = {},
): string {
  const connection = connect("s3ObjectUrl", settings, options, REGION_CHECKS, false);
  checkBucket("s3ObjectUrl", bucket);
  checkKey("s3ObjectUrl", key);
  return urlOf(connection, bucket, key);
}

function urlOf({ endpoint, region, usesPath }: S3Connection, bucket: string, key: string): string {
  const base = withoutSlash(endpoint ?? new URL(`https://s3.${region.region ?? DEFAULT_REGION}.amazonaws.com`));
  const path = key.split("/").map(quoteUrl).join("/");
  const [scheme, rest] = base.split("://");
  if (usesPath || !isHostLabel(bucket, scheme === "http")) return `${base}/${quoteUrl(bucket)}/${path}`;
  return `${scheme}://${bucket}.${rest}/${path}`;
}

/**
 * Whether a bucket can be part of a host name. A certificate for `*.s3.amazonaws.com` is not valid for `a.b.s3.amazonaws.com`,
 * so that a dot is only possible without TLS. The SDKs of Amazon have the same rule.
 */
function isHostLabel(bucket: string, allowsDots: boolean): boolean {
  return /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket) && (allowsDots || !bucket.includes("."));
}

/** Options of the `S3mini` of `s3mini`. */
export interface S3miniOptions extends S3Credentials {
  /** URL of the bucket. */
  endpoint: string;
  /** Region that requests are signed for. */
  region: string;
}

/**
 * Returns the options of `S3mini` from `s3mini`, which works on one bucket and does not repeat requests.
 *
 * @param settings – The settings of S3: `config.dataConfig.s3`.
 * @param bucket – Name of the bucket.
 * @param options – A region.
 * @returns Options for `new S3mini(options)`.
 * @throws {FlyteConfigError} `invalid_argument` – when an argument has the wrong type.
 * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
 * @throws {FlyteConfigError} `storage_credentials_missing` – when there is no access key.
 * @throws {FlyteConfigError} `storage_credentials_incomplete` – when only one part of the access key is set.
 * @throws {FlyteConfigError} `storage_endpoint_invalid` – when the endpoint is not an http or https URL.
 * @throws {FlyteConfigError} `storage_addressing_style` – when the style is unknown.
 * @throws {FlyteConfigError} `storage_name_invalid` – when the bucket has no valid name.
 *
 * @example
 * ```ts
 * import { s3miniOptions } from "@flyte-ts/config/clients";
 *
 * const s3 = { endpoint: "http://localhost:9000", accessKeyId: "minio", secretAccessKey: "miniostorage" };
 * const options = s3miniOptions(s3, "data"); // for new S3mini(options)
 * console.log(options.endpoint); // http://localhost:9000/data
 * ```
 */
export function s3miniOptions(
  settings: S3Settings,
  bucket: string,
  options: Pick<S3Options, "region"> = {},
): S3miniOptions {
  const connection = connect("s3miniOptions", settings, options, REGION_CHECKS);
  checkBucket("s3miniOptions", bucket);
  return {
    ...required("s3miniOptions", connection.credentials),
    endpoint: urlOf(connection, bucket, "").replace(/\/$/, ""),
    region: connection.region.region ?? DEFAULT_REGION,
  };
}

/** Options of the `Client` of `minio`. */
export interface MinioOptions {
  /** Host of the service. */
  endPoint: string;
  /** Port of the service; that of the scheme if left out. */
  port?: number;
  /** Whether the service is reached with TLS. */
  useSSL: boolean;
  /** Identifier of the access key; anonymous if left out. */
  accessKey?: string;
  /** Secret of the access key. */
  secretKey?: string;
  /** Region that requests are signed for. */
  region?: string;
  /** Whether the bucket is in the path of URLs. */
  pathStyle: boolean;
  /** Number of repetitions of a request, and the pauses before them. */
  retryOptions: { disableRetry: boolean; maximumRetryCount: number; baseDelayMs: number; maximumDelayMs: number };
}

/**
 * Returns the options of `Client` from `minio`.
 *
 * @param settings – The settings of S3: `config.dataConfig.s3`.
 * @param options – A region, or anonymous access.
 * @returns Options for `new Client(options)`.
 * @throws {FlyteConfigError} `invalid_argument` – when an argument has the wrong type.
 * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
 * @throws {FlyteConfigError} `storage_credentials_incomplete` – when only one part of the access key is set.
 * @throws {FlyteConfigError} `storage_endpoint_invalid` – when the endpoint is not an http or https URL, or has a path.
 * @throws {FlyteConfigError} `storage_addressing_style` – when the style is unknown.
 *
 * @example
 * ```ts
 * import { minioOptions } from "@flyte-ts/config/clients";
 *
 * const s3 = { endpoint: "http://localhost:9000", accessKeyId: "minio", secretAccessKey: "miniostorage" };
 * const options = minioOptions(s3); // for new Client(options)
 * console.log(options.endPoint, options.port, options.useSSL); // localhost 9000 false
 * ```
 */
export function minioOptions(settings: S3Settings, options: S3Options = {}): MinioOptions {
  const { endpoint, region, credentials, usesPath, retries, backoffMs } = connect(
    "minioOptions",
    settings,
    options,
    OPTION_CHECKS,
  );
  const url = endpoint ?? new URL("https://s3.amazonaws.com");
  if (url.pathname !== "/") {
    const what = `minioOptions: endpoint has the path ${quoted(url.pathname)}, which this client does not support; ` +
      "use another client";
    throw new FlyteConfigError("storage_endpoint_invalid", what, { path: "endpoint" });
  }
  return {
    endPoint: url.hostname,
    ...(url.port !== "" && { port: Number(url.port) }),
    useSSL: url.protocol === "https:",
    ...(credentials && { accessKey: credentials.accessKeyId, secretKey: credentials.secretAccessKey }),
    ...(region.region !== undefined && { region: region.region }),
    pathStyle: usesPath,
    retryOptions: {
      disableRetry: retries === 0,
      maximumRetryCount: retries,
      // The client doubles it before the first pause, and adds a random part.
      baseDelayMs: backoffMs / 2,
      maximumDelayMs: Math.max(MAX_BACKOFF, backoffMs),
    },
  };
}
