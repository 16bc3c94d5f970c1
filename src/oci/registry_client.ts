/**
 * Asks registries whether an image exists, by the OCI distribution specification.
 *
 * @module
 */
import {
  type Check,
  checkArgument,
  checkOptions,
  either,
  FUNCTION,
  HOST,
  listOf,
  numberFound,
  type OptionChecks,
  SIGNAL,
  STRING,
} from "../arguments.ts";
import { FlyteConfigError } from "../errors.ts";
import { hostFor } from "../runtime/guarded_host.ts";
import type { Host, Signal } from "../runtime/host.ts";
import type { CredentialSource } from "./credential.ts";
import { storedCredentials } from "./credential_store.ts";
import type { Existence } from "./existence.ts";
import type { ImageQueries, QueryOptions } from "./image_queries.ts";
import { formatReference, parseReference, type Reference } from "./reference.ts";
import { readName } from "./reference_grammar.ts";
import { shortValue } from "../text/expected.ts";

/** Maximum delay of timers in milliseconds. */
const LONGEST = 2 ** 31 - 1;

/** Options of {@linkcode RegistryClient}. */
export interface RegistryClientOptions {
  /**
   * Provides the network, files and programs.
   *
   * @default the runtime's own host
   */
  readonly host?: Host | undefined;
  /**
   * Registries and token servers that may be reached without TLS, such as `registry.local` or `registry.local:5000`;
   * TLS is tried first. This machine (`localhost`, 127.0.0.0/8, `[::1]`) is always allowed.
   *
   * @default none
   */
  readonly insecureRegistries?: readonly string[] | undefined;
  /**
   * Time limit of an attempt in milliseconds.
   *
   * @default 15000
   */
  readonly timeoutMs?: number | undefined;
  /**
   * Number of retries when a server is busy (429), failed (5xx) or cannot be reached.
   *
   * @default 3
   */
  readonly retries?: number | undefined;
  /**
   * The first delay before a retry in milliseconds; each later one is twice as long.
   *
   * @default 250
   */
  readonly backoffMs?: number | undefined;
  /**
   * Maximum delay in milliseconds. There is no retry if a server asks for a longer one with `Retry-After`.
   *
   * @default 20000
   */
  readonly maxWaitMs?: number | undefined;
  /**
   * Finds the credentials that registries ask for.
   *
   * @default `storedCredentials(host, { authFile })`
   */
  readonly credentials?: CredentialSource | undefined;
  /**
   * Path of a credentials file that takes precedence over the stored credentials. Cannot be combined with
   * `credentials`.
   */
  readonly authFile?: string | undefined;
}

/**
 * Asks registries whether an image exists, without Docker. Tokens are cached by the client while they are valid.
 * Concurrent calls share the authentication: credentials, credential helpers and tokens.
 *
 * @example
 * ```ts
 * import { memoryHost, RegistryClient } from "@flyte-ts/config";
 *
 * const headers = { "content-type": "application/vnd.oci.image.index.v1+json" };
 * const digest = `sha256:${"ab".repeat(32)}`;
 * const registry = () => new Response(null, { headers: { ...headers, "docker-content-digest": digest } });
 * const client = new RegistryClient({ host: memoryHost({ fetch: () => Promise.resolve(registry()) }) });
 *
 * const answer = await client.exists("ghcr.io/flyteorg/flytekit:py3.12-latest");
 * if (answer.state === "present") console.log(answer.digest);
 * if (answer.state === "unknown") console.log(answer.reason, answer.message);
 * ```
 */
export class RegistryClient {
  readonly #options: QueryOptions;
  #queries: ImageQueries | undefined;

  /**
   * Creates a client.
   *
   * @param options – Network, credentials, time limits and retries.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has a wrong value.
   */
  constructor(options: RegistryClientOptions = {}) {
    checkOptions("RegistryClient", options, OPTIONS);
    const { authFile } = options;
    const host = hostFor(options.host);
    if (options.credentials !== undefined && authFile !== undefined) {
      throw new FlyteConfigError(
        "invalid_option",
        'RegistryClient: "credentials" and "authFile" cannot be combined; pass one of them',
      );
    }
    this.#options = {
      host,
      insecureRegistries: [...options.insecureRegistries ?? []],
      timeoutMs: options.timeoutMs ?? 15_000,
      retries: options.retries ?? 3,
      backoffMs: options.backoffMs ?? 250,
      maxWaitMs: options.maxWaitMs ?? 20_000,
      credentials: options.credentials ?? storedCredentials(host, { authFile }),
    };
  }

  /**
   * Asks the registry of an image whether the image exists. A digest takes precedence over a tag; without either, the
   * tag is `latest`. An image that is requested by digest is present only if the registry's digest or the content
   * matches it.
   *
   * The answer is `unknown` if the registry does not say: its reason is one of the codes under *Registries* in
   * `ERROR_CODES`, or an error of the host's files, programs and permissions. It rejects with the reason of `signal` if
   * that is aborted.
   *
   * @param reference – Name of the image, or a parsed reference.
   * @param options – `signal` aborts the query.
   * @returns Whether the image exists.
   * @throws {FlyteConfigError} `invalid_argument` – when `reference` is not a string or reference.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has a wrong value.
   * @throws {FlyteConfigError} `callback_failed` – when `credentials` throws an error of another library.
   * @throws {FlyteConfigError} `reference_invalid_format`, `reference_name_uppercase`, `reference_name_too_long`,
   * `reference_digest_unsupported`, `reference_digest_length`, `reference_digest_invalid` – when the name is not a
   * valid reference.
   */
  async exists(
    reference: string | Reference,
    options: { readonly signal?: Signal | undefined } = {},
  ): Promise<Existence> {
    checkArgument("RegistryClient.exists", "reference", reference, REFERENCE);
    checkOptions("RegistryClient.exists", options, EXISTS_OPTIONS);
    // A reference that was parsed without normalization lacks Docker's default domain and namespace.
    const image = parseReference(typeof reference === "string" ? reference : formatReference(reference));
    // Loaded when needed, since few programs ask registries.
    const { ImageQueries } = await import("./image_queries.ts");
    this.#queries ??= new ImageQueries(this.#options);
    return await this.#queries.exists(image, options.signal);
  }
}

const OPTIONS: OptionChecks<RegistryClientOptions> = {
  host: HOST,
  insecureRegistries: listOf({
    expected: 'a host with or without a port, such as "registry.local:5000"',
    accepts: (value) => typeof value === "string" && readName(`${value}/x`)?.domain === value,
    found: shortValue,
  }),
  timeoutMs: integerFrom(1),
  retries: integerFrom(0),
  backoffMs: integerFrom(0),
  maxWaitMs: integerFrom(0),
  credentials: FUNCTION,
  authFile: STRING,
};
const EXISTS_OPTIONS: OptionChecks<{ readonly signal?: Signal | undefined }> = { signal: SIGNAL };
const REFERENCE = either(STRING, {
  expected: "a reference that parseReference returns",
  accepts: (value) => {
    const { domain, path, tag, digest } = Object(value) as Partial<Reference>;
    return typeof path === "string" && [domain, tag, digest].every((part = "") => typeof part === "string");
  },
});

function integerFrom(least: number): Check {
  return {
    expected: `an integer from ${least} to ${LONGEST}`,
    accepts: (value) => Number.isInteger(value) && (value as number) >= least && (value as number) <= LONGEST,
    found: numberFound,
  };
}
