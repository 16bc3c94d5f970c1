/**
 * Requests as registries need them: made again when a server is busy, and led elsewhere without taking secrets along.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { untilAborted } from "../runtime/abort.ts";
import type { Host } from "../runtime/host.ts";
import { oneLine, quoted } from "../text/quote.ts";
import { backoff, isTransient, retryAfter, type RetryPolicy, wait } from "./backoff.ts";
import { readBody } from "./body.ts";
import type { Credential } from "./credential.ts";
import type { ListedHosts } from "./endpoints.ts";
import { RegistryFault } from "./existence.ts";
import { isLoopback } from "../text/loopback.ts";

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
  readonly isListed: ListedHosts;
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
    const signal = AbortSignal.any(signals);
    // A host of the caller's may not hear the signal.
    return await untilAborted(follow(url, request, options, signal), signal);
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
export function placeOf(location: string | null, from: URL, isListed: ListedHosts, status?: number): URL {
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
  return reasons.length === 0 ? "" : `: ${oneLine(reasons.join(": "), 300)}`;
}
