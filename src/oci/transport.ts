/**
 * HTTP requests to registries: TLS or plain HTTP, time and size limits, retries, and redirects without secrets.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { untilAborted, wait, withinTime } from "../runtime/cancellation.ts";
import type { Host } from "../runtime/host.ts";
import { failureReason, readBody } from "../runtime/http.ts";
import { isLoopback } from "../text/loopback.ts";
import { quoted } from "../text/quote.ts";
import type { Endpoint, InsecureHosts, Scheme } from "./endpoint.ts";
import { LruMap } from "./lru_map.ts";
import { RegistryError } from "./registry_errors.ts";
import type { Authorization, RegistryResponse } from "./response.ts";

/** Maximum number of servers that are remembered. */
const MAX_SERVERS = 1000;

/** Sends requests to registries, and remembers which of them use TLS. */
export class Transport {
  /** Options of requests. */
  readonly options: SendOptions;
  readonly #schemes = new LruMap<Scheme>(MAX_SERVERS);

  /** Creates a transport that has not contacted any server. */
  constructor(options: SendOptions) {
    this.options = options;
  }

  /** Sends a request; without TLS where that is allowed, if the server cannot be reached with TLS. */
  async request(endpoint: Endpoint, request: RegistryRequest): Promise<TransportResponse> {
    const { server } = endpoint;
    const known = this.#schemes.get(server);
    const [scheme, other] = known === undefined ? endpoint.schemes : [known];
    let failure: RegistryError;
    try {
      return await this.#send(endpoint, scheme!, { ...request, once: other !== undefined });
    } catch (error) {
      if (!isUnreachable(error)) throw error;
      if (other === undefined) throw isBelowLocalhost(server) ? withHint(error, server) : error;
      failure = error;
    }
    try {
      return await this.#send(endpoint, other, request, failure);
    } catch (error) {
      if (error === failure || !isUnreachable(error)) throw error;
      const message = `${failure.message}; without TLS: ${error.message}`;
      throw new RegistryError("registry_unreachable", message, { cause: failure });
    }
  }

  async #send(
    endpoint: Endpoint,
    scheme: Scheme,
    request: RegistryRequest,
    failure?: RegistryError,
  ): Promise<TransportResponse> {
    const url = urlOf(endpoint, scheme);
    const response = await send(url, request, this.options);
    // Servers with TLS respond with 400 to plain HTTP, so the problem is the TLS connection.
    if (failure !== undefined && response.status === 400) throw failure;
    this.#schemes.set(endpoint.server, scheme);
    return { ...response, url };
  }
}

/** A response and the address of its request. */
export interface TransportResponse extends RegistryResponse {
  /** Address of the request. */
  readonly url: URL;
}

function isUnreachable(error: unknown): error is RegistryError {
  return error instanceof RegistryError && error.code === "registry_unreachable";
}

function isBelowLocalhost(server: string): boolean {
  return /\.localhost(?::\d+)?$/.test(server);
}

function withHint(error: RegistryError, server: string): RegistryError {
  const message = `${error.message}; if it does not use TLS, add ${quoted(server)} to insecureRegistries`;
  return new RegistryError(error.code, message, { cause: error });
}

function urlOf({ server, path }: Endpoint, scheme: Scheme): URL {
  const text = `${scheme}//${server}${path}`;
  if (URL.canParse(text)) return new URL(text);
  throw new RegistryError("registry_unreachable", `${server} is not a valid host name`);
}

/** A request to a server. */
export interface RegistryRequest {
  /** HTTP method. */
  readonly method: "HEAD" | "GET" | "POST";
  /** Headers without secrets. */
  readonly headers: Readonly<Record<string, string>>;
  /** Proof of identity, which is sent to the first server only and not along redirects. */
  readonly authorization?: Authorization | undefined;
  /** Body to send. A request with a body is not redirected. */
  readonly body?: string | undefined;
  /** Whether only to find out if the server can be reached: connection errors are not retried. */
  readonly once?: boolean | undefined;
  /** Aborts the request, with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Options of {@linkcode send}. */
export interface SendOptions extends RetryPolicy {
  /** Provides `fetch`. */
  readonly host: Host;
  /** Time limit of an attempt in milliseconds, including redirects. */
  readonly timeoutMs: number;
  /** Checks whether the caller allowed a host without TLS. */
  readonly isInsecureHost: InsecureHosts;
}

/** Maximum size of a body: the limit that the OCI specification sets for manifests. */
const MAX_BODY = 4 * 1024 * 1024;

/** Maximum number of consecutive redirects. */
const MAX_REDIRECTS = 5;

/** Sends a request, with retries. Rejects with a {@linkcode RegistryError} if there is no response. */
export async function send(url: URL, request: RegistryRequest, options: SendOptions): Promise<RegistryResponse> {
  for (let attempts = 1;; attempts++) {
    let least = 0;
    try {
      const response = await attempt(url, request, options);
      if (attempts > options.retries || !isTransient(response.status)) return response;
      least = retryAfter(response.headers.get("retry-after"), Date.now()) ?? 0;
      if (least > options.maxWaitMs) return response;
    } catch (error) {
      const again = error instanceof RegistryError && error.code === "registry_unreachable" && !request.once;
      if (attempts > options.retries || !again) throw error;
    }
    await wait(Math.max(least, backoff(attempts, options)), request.signal);
  }
}

async function attempt(url: URL, request: RegistryRequest, options: SendOptions): Promise<RegistryResponse> {
  const { timeoutMs } = options;
  const late = () => new RegistryError("registry_timeout", `${url.host} did not answer within ${timeoutMs} ms`);
  return await withinTime(timeoutMs, request.signal, async (signal) => {
    try {
      // A custom host may ignore the signal.
      return await untilAborted(follow(url, request, options, signal), signal);
    } catch (cause) {
      if (cause instanceof FlyteConfigError) throw cause;
      throw new RegistryError("registry_unreachable", `${url.host} cannot be reached${failureReason(cause)}`);
    }
  }, late);
}

async function follow(
  url: URL,
  request: RegistryRequest,
  options: SendOptions,
  signal: AbortSignal,
): Promise<RegistryResponse> {
  const { method, body } = request;
  let { authorization } = request;
  let at = url;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const { value } = authorization ?? {};
    const headers = value === undefined ? request.headers : { ...request.headers, authorization: value };
    const init: RequestInit = { method, headers, redirect: "manual", signal };
    const response = await options.host.fetch(at.href, body === undefined ? init : { ...init, body });
    const { status } = response;
    const hidden = response.type === "opaqueredirect";
    if (!hidden && ![301, 302, 303, 307, 308].includes(status)) {
      const moved = at.origin !== url.origin;
      return {
        status,
        headers: response.headers,
        body: await readBody(response, MAX_BODY),
        server: at.host,
        authorization,
        moved,
      };
    }
    await response.body?.cancel();
    if (hidden) throw redirectError(at, "the browser does not reveal it", status);
    if (body !== undefined) throw redirectError(at, "the request contains a secret", status);
    const next = resolveAddress(response.headers.get("location"), at, options.isInsecureHost, status);
    if (next.origin !== at.origin) authorization = undefined;
    at = next;
  }
  throw redirectError(url, `there were more than ${MAX_REDIRECTS} consecutive redirects`);
}

/**
 * Resolves the address that a server refers to. Throws if it is invalid or without TLS. Plain HTTP is allowed for hosts
 * that the caller listed, and from this machine to this machine if the first server does not use TLS either.
 */
export function resolveAddress(
  location: string | null,
  from: URL,
  isInsecureHost: InsecureHosts,
  status?: number,
): URL {
  let to: URL;
  try {
    to = new URL(location ?? "http://", from);
  } catch {
    throw redirectError(from, "it is not a valid URL", status);
  }
  if (to.username !== "" || to.password !== "") {
    throw redirectError(from, "it contains a user name or password", status);
  }
  if (to.protocol === "https:") return to;
  const host = `${to.hostname}:${to.port || 80}`;
  const isSameMachine = from.protocol === "http:" && isLoopback(from.host) && isLoopback(host);
  if (to.protocol === "http:" && (isInsecureHost(host) || isSameMachine)) return to;
  const message = to.protocol === "http:"
    ? `${from.host} refers to ${to.host} without TLS; if that is intended, add ${quoted(to.host)} to insecureRegistries`
    : `${from.host} refers to an address that starts with ${quoted(to.protocol)} and not with "https:"`;
  throw new RegistryError("registry_insecure", message, status === undefined ? {} : { status });
}

function redirectError(from: URL, why: string, status?: number): RegistryError {
  const message = `${from.host} refers to another address, which is not followed: ${why}`;
  return new RegistryError("registry_redirect", message, status === undefined ? {} : { status });
}

/** When requests are retried. */
interface RetryPolicy {
  /** Maximum number of retries. */
  readonly retries: number;
  /** The first delay in milliseconds; each later one is twice as long. */
  readonly backoffMs: number;
  /** Maximum delay in milliseconds. */
  readonly maxWaitMs: number;
}

const RETRIED: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);

/** Checks whether a request with this status may succeed later. */
export function isTransient(status: number): boolean {
  return RETRIED.has(status);
}

/** Returns the delay in milliseconds after a number of attempts, with random jitter. */
export function backoff(attempts: number, { backoffMs, maxWaitMs }: RetryPolicy): number {
  return Math.min(backoffMs * 2 ** (attempts - 1) * (0.5 + Math.random()), maxWaitMs);
}

/** Parses the header `Retry-After`, seconds or a date, to milliseconds. */
export function retryAfter(header: string | null, now: number): number | undefined {
  const text = header?.trim() ?? "";
  if (/^\d{1,10}$/.test(text)) return Number(text) * 1000;
  // Date.parse accepts more than the dates of HTTP.
  const date = /^[A-Z][a-z]+, .* GMT$/.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
