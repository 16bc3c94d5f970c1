/**
 * Requests as registries need them: made again when a server is busy, and led elsewhere without taking secrets along.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import type { Host } from "../host/host.ts";
import { backoff, isTransient, retryAfter, type RetryPolicy, wait } from "./backoff.ts";
import { readBody } from "./body.ts";
import type { PlainHosts } from "./endpoints.ts";
import { RegistryFault } from "./existence.ts";

/** What to ask of a server. */
export interface RegistryRequest {
  /** HTTP method. */
  readonly method: "HEAD" | "GET" | "POST";
  /** Headers that any server may see. */
  readonly headers: Readonly<Record<string, string>>;
  /** Header `Authorization`, which only the first server sees. */
  readonly authorization?: string | undefined;
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
  /** Whether another server answered than was asked. */
  readonly moved: boolean;
}

/** How requests are made. */
export interface SendOptions extends RetryPolicy {
  /** What has the network. */
  readonly host: Host;
  /** How long an attempt may take, redirects included. */
  readonly timeoutMs: number;
  /** Says which hosts may do without TLS. */
  readonly isPlain: PlainHosts;
}

/** Redirects that are followed one after another. */
const MAX_REDIRECTS = 5;

/** Makes a request, again if need be. Rejects with a {@linkcode RegistryFault} if there is no answer. */
export async function send(url: URL, request: RegistryRequest, options: SendOptions): Promise<Reply> {
  for (let attempts = 1;; attempts++) {
    let least = 0;
    try {
      const reply = await attempt(url, request, options);
      if (attempts > options.retries || !isTransient(reply.status)) return reply;
      least = retryAfter(reply.headers.get("retry-after"), Date.now()) ?? 0;
      if (least > options.maxWaitMs) return reply;
    } catch (error) {
      const again = error instanceof RegistryFault && error.code === "registry_unreachable" && !request.once;
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
    return await follow(url, request, options, AbortSignal.any(signals));
  } catch (cause) {
    request.signal?.throwIfAborted();
    if (timeout.signal.aborted) {
      throw new RegistryFault("registry_timeout", `${url.host} did not answer within ${options.timeoutMs} ms`);
    }
    if (cause instanceof FlyteConfigError) throw cause;
    throw new RegistryFault("registry_unreachable", `${url.host} cannot be reached${reasonOf(cause)}`);
  } finally {
    clearTimeout(timer);
  }
}

async function follow(url: URL, request: RegistryRequest, options: SendOptions, signal: AbortSignal): Promise<Reply> {
  const { method, body } = request;
  let { authorization } = request;
  let at = url;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const headers = authorization === undefined ? request.headers : { ...request.headers, authorization };
    const init: RequestInit = { method, headers, redirect: "manual", signal };
    const response = await options.host.fetch(at.href, body === undefined ? init : { ...init, body });
    const { status } = response;
    const hidden = response.type === "opaqueredirect";
    if (!hidden && ![301, 302, 303, 307, 308].includes(status)) {
      const moved = at.origin !== url.origin;
      return { status, headers: response.headers, body: await readBody(response), server: at.host, moved };
    }
    await response.body?.cancel();
    if (hidden) throw redirectFault(at, "the browser does not say where to", status);
    if (body !== undefined) throw redirectFault(at, "what it was sent is a secret", status);
    const next = placeOf(response.headers.get("location"), at, options.isPlain, status);
    if (next.origin !== at.origin) authorization = undefined;
    at = next;
  }
  throw redirectFault(url, `there are more than ${MAX_REDIRECTS} redirects, one after another`);
}

/** Where a server leads to. Throws if that is nowhere, or has no TLS where there was or must be. */
export function placeOf(location: string | null, from: URL, isPlain: PlainHosts, status?: number): URL {
  let to: URL;
  try {
    to = new URL(location ?? "http://", from);
  } catch {
    throw redirectFault(from, "where to is no URL", status);
  }
  if (to.username !== "" || to.password !== "") throw redirectFault(from, "where to has a password in it", status);
  if (to.protocol === "https:" || (to.protocol === "http:" && from.protocol === "http:" && isPlain(to.host))) return to;
  const message = `${from.host} leads to ${to.host || to.protocol}, and not with TLS`;
  throw new RegistryFault("registry_insecure", message, status === undefined ? {} : { status });
}

function redirectFault(from: URL, why: string, status?: number): RegistryFault {
  const message = `${from.host} leads elsewhere, where this does not follow: ${why}`;
  return new RegistryFault("registry_redirect", message, status === undefined ? {} : { status });
}

/** What a runtime says of a failed request, without URLs, which may have secrets in them. */
function reasonOf(error: unknown): string {
  const reasons: string[] = [];
  for (let cause = error; cause instanceof Error && reasons.length < 4; cause = cause.cause) {
    const text = cause.message.replace(/\(?\b[a-z]+:\/\/[^\s"'<>]*/gi, "").replace(/\s+/g, " ").trim();
    if (text !== "" && !reasons.some((known) => known.includes(text))) reasons.push(text);
  }
  return reasons.length === 0 ? "" : `: ${reasons.join(": ").slice(0, 300)}`;
}
