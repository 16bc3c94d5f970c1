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
  type OptionChecks,
  SIGNAL,
  STRING,
} from "../arguments.ts";
import { type ErrorCode, FlyteConfigError } from "../errors.ts";
import { hostFor } from "../runtime/guarded_host.ts";
import type { Host, Signal } from "../runtime/host.ts";
import { Authenticator } from "./authenticate.ts";
import type { CredentialSource } from "./credential.ts";
import { storedCredentials } from "./credential_store.ts";
import { endpointOf, type InsecureHosts, insecureHosts } from "./endpoint.ts";
import type { Existence } from "./existence.ts";
import { readGetResponse, readHeadResponse } from "./manifest.ts";
import { formatReference, parseReference, type Reference } from "./reference.ts";
import { readName } from "./reference_grammar.ts";
import { unknownImage } from "./registry_errors.ts";
import { Transport } from "./transport.ts";

/** The most milliseconds that timers can be set to. */
const LONGEST = 2 ** 31 - 1;

/** How a {@linkcode RegistryClient} asks. */
export interface RegistryClientOptions {
  /** What has the network, the files and the programs. Default: the runtime. */
  readonly host?: Host | undefined;
  /**
   * Registries and token servers that may be asked without TLS, such as `registry.local` or `registry.local:5000`; TLS is
   * tried first. This machine (`localhost`, 127.0.0.0/8, `[::1]`) always may. Default: none.
   */
  readonly insecureRegistries?: readonly string[] | undefined;
  /** How long an attempt of a request may take, in milliseconds. Default: 15,000. */
  readonly timeoutMs?: number | undefined;
  /** How often a request is made again, when a server is busy (429), has failed (5xx) or is not reached. Default: 3. */
  readonly retries?: number | undefined;
  /** The first wait before that in milliseconds; each one after it is twice as long. Default: 250. */
  readonly backoffMs?: number | undefined;
  /** The longest wait in milliseconds. A server that asks for more (`Retry-After`) is not asked again. Default: 20,000. */
  readonly maxWaitMs?: number | undefined;
  /** Finds credentials, when a registry wants some. Default: `storedCredentials(host, { authFile })`. */
  readonly credentials?: CredentialSource | undefined;
  /** Path of a file with credentials, which takes precedence over the stored ones. Not together with `credentials`. */
  readonly authFile?: string | undefined;
}

/** Beside what, how {@linkcode RegistryClient.exists} asks. */
export interface ExistsOptions {
  /** Ends it when it is aborted: then it rejects with the signal's reason. */
  readonly signal?: Signal | undefined;
}

/**
 * Asks registries whether an image exists. It needs no Docker. Tokens are kept as long as they last, for this client.
 * Calls at the same time share what signing in takes: the credentials, the helper that has them, and the token.
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
  readonly #isListed: InsecureHosts;
  readonly #registries: Authenticator;

  /** Makes a client. Throws `invalid_option`. */
  constructor(options: RegistryClientOptions = {}) {
    checkOptions("RegistryClient", options, OPTIONS);
    const { insecureRegistries = [], authFile } = options;
    const host = hostFor(options.host);
    if (options.credentials !== undefined && authFile !== undefined) {
      throw new FlyteConfigError("invalid_option", "RegistryClient: pass either credentials or authFile, not both");
    }
    this.#isListed = insecureHosts(insecureRegistries);
    const transport = new Transport({
      host,
      isListed: this.#isListed,
      timeoutMs: options.timeoutMs ?? 15_000,
      retries: options.retries ?? 3,
      backoffMs: options.backoffMs ?? 250,
      maxWaitMs: options.maxWaitMs ?? 20_000,
    });
    this.#registries = new Authenticator(transport, options.credentials ?? storedCredentials(host, { authFile }));
  }

  /**
   * Whether an image exists. Of a tag and a digest the digest counts; without either it is the tag `latest`. An image
   * that is asked for by digest is present only if the registry's digest, or the content, is that very one.
   *
   * What a registry does not say is `unknown`, with one of the codes under *Registries* in `ERROR_CODES`, or with what
   * the host says of files, programs and permissions. So it rejects only as {@linkcode parseReference} throws, with the
   * reason of `signal`, with `callback_failed` if `credentials` throws an error that is not this library's, with
   * `invalid_argument` and with `invalid_option`.
   */
  async exists(reference: string | Reference, options: ExistsOptions = {}): Promise<Existence> {
    checkArgument("exists", "reference", reference, REFERENCE);
    checkOptions("exists", options, EXISTS_OPTIONS);
    const { signal } = options;
    // A reference that was read as it is written lacks what Docker adds.
    const image = parseReference(typeof reference === "string" ? reference : formatReference(reference));
    const endpoint = endpointOf(image, this.#isListed);
    const ask = async (method: "HEAD" | "GET") => await this.#registries.request(endpoint, method, signal);
    signal?.throwIfAborted();
    try {
      const head = readHeadResponse(await ask("HEAD"), image.digest);
      return head === "get" ? await readGetResponse(await ask("GET"), image.digest) : head;
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof FlyteConfigError && !MISTAKES.has(error.code)) return unknownImage(error);
      throw error;
    }
  }
}

const OPTIONS: OptionChecks<RegistryClientOptions> = {
  host: HOST,
  insecureRegistries: listOf({
    expected: 'a host with or without a port, such as "registry.local:5000"',
    accepts: (value) => typeof value === "string" && readName(`${value}/x`)?.domain === value,
  }),
  timeoutMs: integerFrom(1),
  retries: integerFrom(0),
  backoffMs: integerFrom(0),
  maxWaitMs: integerFrom(0),
  credentials: FUNCTION,
  authFile: STRING,
};
/** Mistakes of the program, which say nothing of an image. */
const MISTAKES: ReadonlySet<ErrorCode> = new Set<ErrorCode>(["invalid_option", "callback_failed"]);
const EXISTS_OPTIONS: OptionChecks<ExistsOptions> = { signal: SIGNAL };
const REFERENCE = either(STRING, {
  expected: "what parseReference returns",
  accepts: (value) => {
    const { domain, path, tag, digest } = Object(value) as Partial<Reference>;
    return typeof path === "string" && [domain, tag, digest].every((part = "") => typeof part === "string");
  },
});

function integerFrom(least: number): Check {
  return {
    expected: `an integer from ${least} to ${LONGEST}`,
    accepts: (value) => Number.isInteger(value) && (value as number) >= least && (value as number) <= LONGEST,
  };
}
