/**
 * Options of the client of Google Cloud Storage. The function is pure and does not import the client.
 *
 * @module
 */
import { BOOLEAN, checkOptions, LIMIT, type OptionChecks, STRING } from "../arguments.ts";

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
  /**
   * Number of times that a failed request is repeated.
   *
   * @default that of the client, 3
   */
  readonly retries?: number | undefined;
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

const CHECKS: OptionChecks<GcsOptions> = { endpoint: STRING, projectId: STRING, anonymous: BOOLEAN, retries: LIMIT };
const CALL = "googleCloudStorageOptions";

/**
 * Returns the options of `Storage` from `@google-cloud/storage`. Credentials are the client's own business: it looks for
 * them in `GOOGLE_APPLICATION_CREDENTIALS`, in gcloud's files and on the machine, as flytekit's client does.
 *
 * @param options – Endpoint, project, anonymous access, repetitions.
 * @returns Options for `new Storage(options)`.
 * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
 *
 * @example
 * ```ts
 * import { googleCloudStorageOptions } from "@flyte-ts/config/clients";
 *
 * const options = googleCloudStorageOptions({ endpoint: "http://localhost:4443", anonymous: true });
 * console.log(options.apiEndpoint); // http://localhost:4443
 * ```
 */
export function googleCloudStorageOptions(options: GcsOptions = {}): GoogleCloudStorageOptions {
  checkOptions(CALL, options, CHECKS, `${CALL}({ anonymous: true })`);
  const { endpoint, projectId, anonymous = false, retries } = options;
  return {
    // The client signs nothing for an endpoint that is not literally its own, so a slash makes Google's anonymous.
    ...(anonymous && { apiEndpoint: endpoint ?? "https://storage.googleapis.com/" }),
    ...(!anonymous && endpoint && { apiEndpoint: endpoint, useAuthWithCustomEndpoint: true }),
    ...(projectId && { projectId }),
    ...(retries !== undefined && { retryOptions: { autoRetry: retries > 0, maxRetries: retries } }),
  };
}
