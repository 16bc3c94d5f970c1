/**
 * HTTP requests to registries: TLS or plain HTTP, time limits, retries, and redirects that carry no secrets along.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { untilAborted } from "../runtime/cancellation.ts";
import type { Host } from "../runtime/host.ts";
import { isLoopback } from "../text/loopback.ts";
import { oneLine, quoted } from "../text/quote.ts";
import { readBody } from "./body.ts";
import type { Credential } from "./credential.ts";
import type { Endpoint, InsecureHosts, Scheme } from "./endpoint.ts";
import { LruMap } from "./lru_map.ts";
import { RegistryError } from "./registry_errors.ts";

/** The most servers that are remembered. */
const MOST_SERVERS = 1000;

/** Makes requests of registries, and remembers which of them have TLS. */
export class Transport {
  /** How requests are made. */
  readonly options: SendOptions;
  readonly #schemes = new LruMap<Scheme>(MOST_SERVERS);

  /** Makes a transport that knows no server. */
  constructor(options: SendOptions) {
    this.options = options;
  }

  /** Makes a request. Without TLS where that may be, if the server cannot be reached with TLS. */
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
      const message = `${failure.message}; without TLS, ${error.message}`;
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
    const reply = await send(url, request, this.options);
    // Servers that want TLS say 400 to who has none, so the trouble is with the TLS.
    if (failure !== undefined && reply.status === 400) throw failure;
    this.#schemes.set(endpoint.server, scheme);
    return { ...reply, url };
  }
}

/** An answer, and where it was asked for. */
export interface TransportResponse extends Reply {
  /** The address that was asked. */
  readonly url: URL;
}

function isUnreachable(error: unknown): error is RegistryError {
  return error instanceof RegistryError && error.code === "registry_unreachable";
}

function isBelowLocalhost(server: string): boolean {
  return /\.localhost(?::\d+)?$/.test(server);
}

function withHint(error: RegistryError, server: string): RegistryError {
  const message = `${error.message}; if it has no TLS, list ${quoted(server)} in insecureRegistries`;
  return new RegistryError(error.code, message, { cause: error });
}

function urlOf({ server, path }: Endpoint, scheme: Scheme): URL {
  const text = `${scheme}//${server}${path}`;
  if (URL.canParse(text)) return new URL(text);
  throw new RegistryError("registry_unreachable", `${server} is no host that can be reached`);
}

/** What proves to a server who asks. */
export interface Shown {
  /** Header `Authorization`; absent if the proof is in the body of the request. */
  readonly value?: string | undefined;
  /** The credential that it was made of, if it was made of one. */
  readonly credential: Credential | undefined;
}

/** What to ask of a server. */
export interface RegistryRequest {
  /** HTTP method. */
  readonly method: "HEAD" | "GET" | "POST";
  /** Headers that any server may see. */
  readonly headers: Readonly<Record<string, string>>;
  /** What proves who asks, which only the first server sees. */
  readonly shown?: Shown | undefined;
  /** Text to send. What has one is never led elsewhere. */
  readonly body?: string | undefined;
  /** Whether it is only to be found out if the server can be reached; then that is tried once. */
  readonly once?: boolean | undefined;
  /** Ends it when aborted, with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** What a server answered. */
export interface Reply {
  /** Status of the response. */
  readonly status: number;
  /** Headers of the response. */
  readonly headers: Headers;
  /** What it says; `undefined` if that is more than can be of use. */
  readonly body: Uint8Array<ArrayBuffer> | undefined;
  /** The host that answered, with its port. */
  readonly server: string;
  /** What that host was shown. */
  readonly shown: Shown | undefined;
  /** Whether another server answered than was asked. */
  readonly moved: boolean;
}

/** How requests are made. */
export interface SendOptions extends RetryPolicy {
  /** What has the network. */
  readonly host: Host;
  /** How long an attempt may take, redirects included. */
  readonly timeoutMs: number;
  /** Says which hosts the caller listed as having no TLS. */
  readonly isListed: InsecureHosts;
}

/** Redirects that are followed one after another. */
const MAX_REDIRECTS = 5;

/** Makes a request, again if need be. Rejects with a {@linkcode RegistryError} if there is no answer. */
export async function send(url: URL, request: RegistryRequest, options: SendOptions): Promise<Reply> {
  for (let attempts = 1;; attempts++) {
    let least = 0;
    try {
      const reply = await attempt(url, request, options);
      if (attempts > options.retries || !isTransient(reply.status)) return reply;
      least = retryAfter(reply.headers.get("retry-after"), Date.now()) ?? 0;
      if (least > options.maxWaitMs) return reply;
    } catch (error) {
      const again = error instanceof RegistryError && error.code === "registry_unreachable" && !request.once;
      if (attempts > options.retries || !again) throw error;
    }
    await wait(Math.max(least, backoff(attempts, options)), request.signal);
  }
}

async function attempt(url: URL, request: RegistryRequest, options: SendOptions): Promise<Reply> {
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), options.timeoutMs);
  const signals = [timeout.signal, ...(request.signal === undefined ? [] : [request.signal])];
  try {
    const signal = AbortSignal.any(signals);
    // A host of the caller's may not hear the signal.
    return await untilAborted(follow(url, request, options, signal), signal);
  } catch (cause) {
    request.signal?.throwIfAborted();
    if (timeout.signal.aborted) {
      throw new RegistryError("registry_timeout", `${url.host} did not answer within ${options.timeoutMs} ms`);
    }
    if (cause instanceof FlyteConfigError) throw cause;
    throw new RegistryError("registry_unreachable", `${url.host} cannot be reached${reasonOf(cause)}`);
  } finally {
    clearTimeout(timer);
  }
}

async function follow(url: URL, request: RegistryRequest, options: SendOptions, signal: AbortSignal): Promise<Reply> {
  const { method, body } = request;
  let { shown } = request;
  let at = url;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const { value } = shown ?? {};
    const headers = value === undefined ? request.headers : { ...request.headers, authorization: value };
    const init: RequestInit = { method, headers, redirect: "manual", signal };
    const response = await options.host.fetch(at.href, body === undefined ? init : { ...init, body });
    const { status } = response;
    const hidden = response.type === "opaqueredirect";
    if (!hidden && ![301, 302, 303, 307, 308].includes(status)) {
      const moved = at.origin !== url.origin;
      return { status, headers: response.headers, body: await readBody(response), server: at.host, shown, moved };
    }
    await response.body?.cancel();
    if (hidden) throw redirectFault(at, "the browser does not say where to", status);
    if (body !== undefined) throw redirectFault(at, "what it was sent is a secret", status);
    const next = placeOf(response.headers.get("location"), at, options.isListed, status);
    if (next.origin !== at.origin) shown = undefined;
    at = next;
  }
  throw redirectFault(url, `there are more than ${MAX_REDIRECTS} redirects, one after another`);
}

/**
 * Where a server leads to. Throws if that is nowhere, or has no TLS. It need not have some where the caller listed it,
 * and on this machine where the server is on this machine, too, and has none either.
 */
export function placeOf(location: string | null, from: URL, isListed: InsecureHosts, status?: number): URL {
  let to: URL;
  try {
    to = new URL(location ?? "http://", from);
  } catch {
    throw redirectFault(from, "where to is no URL", status);
  }
  if (to.username !== "" || to.password !== "") throw redirectFault(from, "where to has a password in it", status);
  if (to.protocol === "https:") return to;
  const host = `${to.hostname}:${to.port || 80}`;
  const isSameMachine = from.protocol === "http:" && isLoopback(from.host) && isLoopback(host);
  if (to.protocol === "http:" && (isListed(host) || isSameMachine)) return to;
  const message = to.protocol === "http:"
    ? `${from.host} leads to ${to.host} without TLS; if that is intended, list ${quoted(to.host)} in insecureRegistries`
    : `${from.host} leads to an address that starts with ${quoted(to.protocol)}, not with "https:"`;
  throw new RegistryError("registry_insecure", message, status === undefined ? {} : { status });
}

function redirectFault(from: URL, why: string, status?: number): RegistryError {
  const message = `${from.host} leads elsewhere, where this does not follow: ${why}`;
  return new RegistryError("registry_redirect", message, status === undefined ? {} : { status });
}

/** What a runtime says of a failed request, without URLs, which may have secrets in them. */
function reasonOf(error: unknown): string {
  const reasons: string[] = [];
  for (let cause = error; cause instanceof Error && reasons.length < 4; cause = cause.cause) {
    const text = cause.message.replace(/\(?\b[a-z]+:\/\/[^\s"'<>]*/gi, "").replace(/\s+/g, " ").trim();
    if (text !== "" && !reasons.some((known) => known.includes(text))) reasons.push(text);
  }
  return reasons.length === 0 ? "" : `: ${oneLine(reasons.join(": "), 300)}`;
}

/** When to try again. */
export interface RetryPolicy {
  /** How often a request is made again. */
  readonly retries: number;
  /** The first wait in milliseconds; each one after it is twice as long. */
  readonly backoffMs: number;
  /** The longest wait in milliseconds. */
  readonly maxWaitMs: number;
}

const RETRIED: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);

/** Whether a server that answers so may do better soon. */
export function isTransient(status: number): boolean {
  return RETRIED.has(status);
}

/** Milliseconds to wait after a number of attempts. Varies at random, so that many clients do not come at once. */
export function backoff(attempts: number, { backoffMs, maxWaitMs }: RetryPolicy): number {
  return Math.min(backoffMs * 2 ** (attempts - 1) * (0.5 + Math.random()), maxWaitMs);
}

/** Milliseconds that a server asks to wait for, by its header `Retry-After`: seconds, or a date. */
export function retryAfter(header: string | null, now: number): number | undefined {
  const text = header?.trim() ?? "";
  if (/^\d{1,10}$/.test(text)) return Number(text) * 1000;
  // Date.parse reads much that is no date of HTTP.
  const date = /^[A-Z][a-z]+, .* GMT$/.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** Waits. Rejects with the signal's reason when it is aborted. */
export function wait(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      if (signal?.aborted) reject(signal.reason);
      else resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal?.addEventListener("abort", end);
    if (signal?.aborted) end();
  });
}
