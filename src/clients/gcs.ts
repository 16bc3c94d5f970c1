/**
 * Options of the client of Google Cloud Storage, from its settings. The function is pure and does not import the client.
 *
 * @module
 */
import { BOOLEAN, checkOptions, type OptionChecks, STRING } from "../arguments.ts";
import { serviceUrl } from "./endpoint.ts";
import { limit } from "./retries.ts";
import { checkSettings, type SectionNames } from "./settings.ts";

/**
 * The settings of Google Cloud Storage that matter to clients. `config.dataConfig.gcs` has none of them: flytekit's section
 * only says how gsutil works.
 */
export interface GcsSettings {
  /** Ignored: only gsutil uses it. */
  readonly gsutilParallelism?: boolean | undefined;
  /**
   * Number of times that a failed request is repeated.
   *
   * @default that of the client, 3
   */
  readonly retries?: number | undefined;
}

/** Options of {@linkcode googleCloudStorageOptions}; flytekit has no settings for the connection. */
export interface GcsOptions {
  /** URL of the service, for an emulator or a private endpoint. Without it, Google's. */
  readonly endpoint?: string | undefined;
  /** Project that new buckets belong to; if left out, the client looks for one. */
  readonly projectId?: string | undefined;
  /**
   * Whether requests are sent without credentials, to public buckets and emulators.
   *
   * @default `false`
   */
  readonly anonymous?: boolean | undefined;
}

/** Options of the `Storage` of `@google-cloud/storage`. */
export interface GoogleCloudStorageOptions {
  /** URL of the service. */
  apiEndpoint?: string;
  /** Whether requests to `apiEndpoint` carry credentials: the client leaves them out by default. */
  useAuthWithCustomEndpoint?: boolean;
  /** Project that new buckets belong to. */
  projectId?: string;
  /** Whether and how often a request is repeated. */
  retryOptions?: { autoRetry: boolean; maxRetries: number };
}

const CHECKS: OptionChecks<GcsOptions> = { endpoint: STRING, projectId: STRING, anonymous: BOOLEAN };
const CALL = "googleCloudStorageOptions";
/** The names of the settings of Google Cloud Storage. */
export const GCS_NAMES: SectionNames = {
  id: "gcs",
  settings: ["gsutilParallelism", "retries"],
  strings: [],
  others: ["backoff", "enableDebug", "attachExecutionMetadata"],
  marks: ["gsutilParallelism", "retries"],
  foreign: ["secretAccessKey", "accountKey"],
};

/**
 * Returns the options of `Storage` from `@google-cloud/storage`. Credentials are the client's own business: it looks for
 * them in `GOOGLE_APPLICATION_CREDENTIALS`, in gcloud's files and on the machine, as flytekit's client does.
 *
 * @param settings – The settings of Google Cloud Storage: `config.dataConfig.gcs`.
 * @param options – Endpoint, project, anonymous access.
 * @returns Options for `new Storage(options)`.
 * @throws {FlyteConfigError} `invalid_argument` – when `settings` are not those of Google Cloud Storage.
 * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
 * @throws {FlyteConfigError} `storage_endpoint_invalid` – when the endpoint is not an http or https URL.
 *
 * @example
 * ```ts
 * import { Config } from "@flyte-ts/config";
 * import { googleCloudStorageOptions } from "@flyte-ts/config/clients";
 *
 * const { gcs } = Config.from({}).dataConfig;
 * const options = googleCloudStorageOptions(gcs, { endpoint: "http://localhost:4443", anonymous: true });
 * console.log(options.apiEndpoint); // http://localhost:4443
 * ```
 */
export function googleCloudStorageOptions(
  settings: GcsSettings = {},
  options: GcsOptions = {},
): GoogleCloudStorageOptions {
  checkSettings(CALL, settings, GCS_NAMES);
  checkOptions(CALL, options, CHECKS, `${CALL}(config.dataConfig.gcs, { anonymous: true })`);
  const { endpoint, projectId, anonymous = false } = options;
  if (endpoint) serviceUrl(CALL, endpoint, "http://localhost:4443");
  const retries = settings.retries === undefined ? undefined : limit(CALL, "retries", settings.retries);
  return {
    // The client signs nothing for an endpoint that is not literally its own, so a slash makes Google's anonymous.
    ...(anonymous && { apiEndpoint: endpoint ?? "https://storage.googleapis.com/" }),
    ...(!anonymous && endpoint && { apiEndpoint: endpoint, useAuthWithCustomEndpoint: true }),
    ...(projectId && { projectId }),
    ...(retries !== undefined && { retryOptions: { autoRetry: retries > 0, maxRetries: retries } }),
  };
}
