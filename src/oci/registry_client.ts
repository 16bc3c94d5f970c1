/**
 * Asks registries whether an image exists, by the OCI distribution specification.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { defaultHost } from "../host/default.ts";
import type { Host, Signal } from "../host/host.ts";
import { formatReference, parseReference, type Reference } from "../image/reference.ts";
import type { CredentialSource } from "./credential.ts";
import { storedCredentials } from "./credentials.ts";
import { type Endpoint, endpointOf, plainHosts, type Scheme } from "./endpoints.ts";
import { type Existence, RegistryFault, unknownBecause } from "./existence.ts";
import { faultOf, judgeGet, judgeHead, MANIFEST_TYPES } from "./manifest.ts";
import { type RegistryRequest, type Reply, send, type SendOptions } from "./send.ts";
import { type Authorization, signIn } from "./sign_in.ts";

/** The most milliseconds that timers can be set to. */
const LONGEST = 2 ** 31 - 1;

/** How a {@linkcode RegistryClient} asks. */
export interface RegistryClientOptions {
  /** What has the network, the files and the programs. Default: the runtime. */
  readonly host?: Host | undefined;
  /**
   * Registries that may be talked to without TLS, such as `registry.local` or `registry.local:5000`. TLS is tried first.
   * The machine itself (`localhost`, `127.0.0.1`, `[::1]`) always may.
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
  readonly #options: SendOptions;
  readonly #credentials: CredentialSource;
  readonly #schemes = new Map<string, Scheme>();
  readonly #authorizations = new Map<string, Authorization>();

  /** Makes a client. Throws `invalid_option`. */
  constructor(options: RegistryClientOptions = {}) {
    const { host = defaultHost(), insecureRegistries = [], authFile } = options;
    if (options.credentials !== undefined && authFile !== undefined) {
      throw new FlyteConfigError("invalid_option", "RegistryClient: pass either credentials or authFile, not both");
    }
    this.#credentials = options.credentials ?? storedCredentials(host, { authFile });
    this.#options = {
      host,
      isPlain: plainHosts(insecureRegistries),
      timeoutMs: inRange("timeoutMs", options.timeoutMs ?? 15_000, 1),
      retries: inRange("retries", options.retries ?? 3, 0),
      backoffMs: inRange("backoffMs", options.backoffMs ?? 250, 0),
      maxWaitMs: inRange("maxWaitMs", options.maxWaitMs ?? 20_000, 0),
    };
  }

  /**
   * Whether an image exists. Of a tag and a digest the digest counts; without either it is the tag `latest`.
   *
   * What a registry does not say is `unknown`, with one of the codes under *Registries* in `ERROR_CODES`, or with what
   * the host says of files, programs and permissions. So it rejects only as {@linkcode parseReference} throws, with the
   * reason of `signal`, and with what a credential source of yours throws that is not this library's.
   */
  async exists(reference: string | Reference, options: ExistsOptions = {}): Promise<Existence> {
    const { signal } = options;
    // A reference that was read as it is written lacks what Docker adds.
    const image = parseReference(typeof reference === "string" ? reference : formatReference(reference));
    const endpoint = endpointOf(image, this.#options.isPlain);
    signal?.throwIfAborted();
    try {
      const head = judgeHead(await this.#request(endpoint, "HEAD", signal));
      const answer = head === "get" ? await judgeGet(await this.#request(endpoint, "GET", signal)) : head;
      if (answer.state !== "present" || image.digest === undefined || isSame(answer.digest, image.digest)) {
        return answer;
      }
      const message = `${endpoint.server} answered with the image ${answer.digest}, which was not asked for`;
      throw new RegistryFault("registry_unexpected", message, { status: 200 });
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof FlyteConfigError) return unknownBecause(error);
      throw error;
    }
  }

  async #request(endpoint: Endpoint, method: "HEAD" | "GET", signal: Signal | undefined): Promise<Reply> {
    const key = `${endpoint.server}/${endpoint.repository}`;
    const kept = this.#authorizations.get(key);
    const headers = { accept: MANIFEST_TYPES.join(", ") };
    const ask = (shown: Authorization | undefined) =>
      this.#reach(endpoint, { method, headers, authorization: shown?.value, signal });

    const first = await ask(kept !== undefined && kept.expires > Date.now() ? kept : undefined);
    // What another server says, where the registry leads to, is not for the registry's credentials.
    if (first.status !== 401 || first.moved) return first;
    const { registry, repository } = endpoint;
    const credential = await this.#credentials({ registry, repository, signal });
    const url = urlOf(endpoint, this.#schemes.get(endpoint.server)!);
    const shown = await signIn({ endpoint, url, refusal: first, credential, signal }, this.#options);
    const second = await ask(shown);
    if (second.status === 401 && !second.moved) throw faultOf(second, second.server, shown.source);
    this.#authorizations.set(key, shown);
    return second;
  }

  /** Makes a request of a registry with TLS or, where that may be and it cannot be had, without. */
  async #reach(endpoint: Endpoint, request: RegistryRequest): Promise<Reply> {
    const { server } = endpoint;
    const known = this.#schemes.get(server);
    const [scheme, other] = known === undefined ? endpoint.schemes : [known];
    let failure: RegistryFault;
    try {
      const once = other !== undefined;
      const reply = await send(urlOf(endpoint, scheme!), { ...request, once }, this.#options);
      this.#schemes.set(server, scheme!);
      return reply;
    } catch (error) {
      if (other === undefined || !isUnreachable(error)) throw error;
      failure = error;
    }
    try {
      const reply = await send(urlOf(endpoint, other), request, this.#options);
      // Servers that want TLS say 400 to who has none, so the trouble is with the TLS.
      if (reply.status === 400) throw failure;
      this.#schemes.set(server, other);
      return reply;
    } catch (error) {
      if (error === failure || !isUnreachable(error)) throw error;
      const message = `${failure.message}; without TLS, ${error.message}`;
      throw new RegistryFault("registry_unreachable", message, { cause: failure });
    }
  }
}

function isUnreachable(error: unknown): error is RegistryFault {
  return error instanceof RegistryFault && error.code === "registry_unreachable";
}

/** Whether two digests are the same, or cannot be compared since they are of different algorithms. */
function isSame(one: string, other: string): boolean {
  return one === other || one.split(":")[0] !== other.split(":")[0];
}

function urlOf({ server, path }: Endpoint, scheme: Scheme): URL {
  const text = `${scheme}//${server}${path}`;
  if (URL.canParse(text)) return new URL(text);
  throw new RegistryFault("registry_unreachable", `${server} is no host that can be reached`);
}

function inRange(name: string, value: number, least: number): number {
  if (Number.isInteger(value) && value >= least && value <= LONGEST) return value;
  throw new FlyteConfigError(
    "invalid_option",
    `${name} must be a whole number from ${least} to ${LONGEST}, not ${value}`,
  );
}
