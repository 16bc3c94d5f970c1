/**
 * Authenticates with registries: finds credentials, gets tokens and keeps them while they are valid.
 *
 * @module
 */
import { type ErrorCode, FlyteConfigError } from "../errors.ts";
import { encodeBase64 } from "../runtime/base64.ts";
import { SingleFlight } from "../runtime/cancellation.ts";
import type { Signal } from "../runtime/host.ts";
import { quoted } from "../text/quote.ts";
import { jsonObject } from "./json_object.ts";
import { type Challenge, parseChallenges } from "./challenge.ts";
import { Credential, type CredentialRequest, type CredentialSource } from "./credential.ts";
import type { Endpoint } from "./endpoint.ts";
import { LruMap } from "./lru_map.ts";
import { MANIFEST_TYPES } from "./manifest.ts";
import { RegistryError, responseError } from "./registry_errors.ts";
import {
  type RegistryRequest,
  resolveAddress,
  send,
  type SendOptions,
  type Transport,
  type TransportResponse,
} from "./transport.ts";
import type { Authorization, RegistryResponse } from "./response.ts";

/** Maximum number of repositories whose tokens are cached. */
const MAX_TOKENS = 1000;

/** Requests manifests, authenticates where a registry requires it, and caches tokens while they are valid. */
export class Authenticator {
  readonly #transport: Transport;
  readonly #credentials: CredentialSource;
  readonly #authorizations = new LruMap<CachedAuthorization>(MAX_TOKENS);
  readonly #pending = new SingleFlight<CachedAuthorization>();

  /** Creates an authenticator with an empty cache. */
  constructor(transport: Transport, credentials: CredentialSource) {
    this.#transport = transport;
    this.#credentials = credentials;
  }

  /**
   * Requests the manifest of an image. Concurrent callers that have to authenticate for the same repository do it once.
   */
  async request(endpoint: Endpoint, method: "HEAD" | "GET", signal: Signal | undefined): Promise<RegistryResponse> {
    const key = `${endpoint.server}/${endpoint.repository}`;
    const headers = { accept: MANIFEST_TYPES.join(", ") };
    const ask = (authorization: CachedAuthorization | undefined) =>
      this.#transport.request(endpoint, { method, headers, authorization, signal });

    const kept = this.#kept(key);
    let response = await ask(kept);
    if (!isUnauthorized(response)) return response;
    // Another caller may have authenticated meanwhile.
    const newer = this.#kept(key);
    if (newer !== undefined && newer !== kept) {
      response = await ask(newer);
      if (!isUnauthorized(response)) return response;
    }
    const unauthorized = response;
    const work = JSON.stringify([key, unauthorized.headers.get("www-authenticate")]);
    const authorization = await this.#pending.run(work, signal, async (signal) => {
      const authorization = await this.#authenticate(endpoint, unauthorized, signal);
      this.#authorizations.set(key, authorization);
      return authorization;
    });
    const last = await ask(authorization);
    if (!isUnauthorized(last)) return last;
    this.#authorizations.remove(key, authorization);
    throw responseError(last);
  }

  #kept(key: string): CachedAuthorization | undefined {
    const kept = this.#authorizations.get(key);
    return kept !== undefined && kept.expires > Date.now() ? kept : undefined;
  }

  async #authenticate(
    endpoint: Endpoint,
    unauthorized: TransportResponse,
    signal: AbortSignal,
  ): Promise<CachedAuthorization> {
    const { registry, repository } = endpoint;
    const credential = await this.#credentialOf({ registry, repository, signal });
    if (credential !== undefined && !(credential instanceof Credential)) throw notCredential();
    return await authenticate({ endpoint, unauthorized, credential, signal }, this.#transport.options);
  }

  async #credentialOf(request: CredentialRequest): Promise<Credential | undefined> {
    try {
      return await this.#credentials(request);
    } catch (cause) {
      request.signal?.throwIfAborted();
      if (cause instanceof FlyteConfigError) throw cause;
      throw new FlyteConfigError("callback_failed", 'RegistryClient: the function "credentials" threw an error', {
        cause,
      });
    }
  }
}

/**
 * Checks whether a registry requires other credentials. The registry's credentials are not for another server that it
 * redirected to.
 */
function isUnauthorized({ status, moved }: RegistryResponse): boolean {
  return status === 401 && !moved;
}

function notCredential(): FlyteConfigError {
  const usage = "Credential.basic(username, password), Credential.identityToken(token) or undefined";
  return new FlyteConfigError("invalid_option", `RegistryClient: the function "credentials" must return ${usage}`);
}

/** An authorization and the time until which it is used. */
interface CachedAuthorization extends Authorization {
  /** Time from which it is no longer used, as returned by `Date.now()`. */
  readonly expires: number;
}

/** The parameters of {@linkcode authenticate}. */
interface AuthenticationRequest {
  /** The image that is requested. */
  readonly endpoint: Endpoint;
  /** The registry's response with status 401. */
  readonly unauthorized: TransportResponse;
  /** The credential for the registry, if there is one. */
  readonly credential: Credential | undefined;
  /** Aborts the authentication, with the signal's reason. */
  readonly signal: AbortSignal | undefined;
}

/** Lifetime in seconds of a token that does not state one. */
const DEFAULT_LIFETIME = 60;
/** Maximum length of a token: servers accept headers of some kilobytes. */
const MAX_TOKEN = 64 * 1024;
/** Time in milliseconds before its expiry from which a token is no longer used. */
const MARGIN_MS = 5_000;

/**
 * Authenticates in the way that a registry asks for. Rejects with a {@linkcode RegistryError} where that is not
 * possible.
 */
async function authenticate(attempt: AuthenticationRequest, options: SendOptions): Promise<CachedAuthorization> {
  const { unauthorized, credential } = attempt;
  const header = unauthorized.headers.get("www-authenticate");
  if (header === null) {
    throw unauthorizedError(
      attempt,
      "but does not say how: its response has no WWW-Authenticate header (in a browser, it must be exposed by CORS)",
    );
  }
  const challenges = parseChallenges(header);
  if (challenges === undefined) {
    const message = `${unauthorized.server} sent a malformed WWW-Authenticate header`;
    throw new RegistryError("registry_unexpected", message, { status: 401 });
  }
  const bearer = challenges.find(({ scheme }) => scheme === "bearer");
  if (credential?.kind === "registryToken") {
    const value = bearerOf(credential.reveal().secret, credential.source, "credentials_malformed");
    return { value, credential, expires: Infinity };
  }
  if (bearer !== undefined) return await fetchToken(bearer, attempt, options);
  if (!challenges.some(({ scheme }) => scheme === "basic")) {
    const schemes = challenges.map(({ scheme }) => scheme).join(", ");
    throw unauthorizedError(attempt, `with an unsupported scheme: ${quoted(schemes)}; basic and bearer are supported`);
  }
  if (credential === undefined) {
    throw unauthorizedError(
      attempt,
      "with a user name and password, but none are stored; run docker login or podman login",
    );
  }
  if (credential.kind !== "basic") {
    throw unauthorizedError(attempt, `with a user name and password, but ${credential.source} has a token`);
  }
  return { value: basicOf(credential), credential, expires: Infinity };
}

async function fetchToken(
  challenge: Challenge,
  attempt: AuthenticationRequest,
  options: SendOptions,
): Promise<CachedAuthorization> {
  const { endpoint, credential, unauthorized } = attempt;
  const { parameters } = challenge;
  const realm = parameters.get("realm");
  if (realm === undefined || !URL.canParse(realm)) {
    const problem = realm ? "is not a URL" : "is missing";
    const message = `${unauthorized.server} sent an invalid WWW-Authenticate header: its realm ${problem}`;
    throw new RegistryError("registry_unexpected", message, { status: 401 });
  }
  const url = resolveAddress(realm, unauthorized.url, options.isInsecureHost, 401);
  const asked = Date.now();
  const scope = parameters.get("scope") || `repository:${endpoint.repository}:pull`;
  const request = tokenRequest(url, { scope, service: parameters.get("service") }, attempt);
  const response = await send(url, request, options);
  const who = `the token server ${response.server}`;
  if (response.status !== 200) throw responseError(response, who);
  const { token, access_token, expires_in } = jsonObject(response.body) ?? {};
  const found = [token, access_token].find((value): value is string => typeof value === "string" && value !== "");
  if (found === undefined) {
    throw new RegistryError("registry_unexpected", `${who} sent a response without a token`, { status: 200 });
  }
  const seconds = typeof expires_in === "number" && expires_in > 0 ? expires_in : DEFAULT_LIFETIME;
  const expires = asked + seconds * 1000 - MARGIN_MS;
  return { value: bearerOf(found, who, "registry_unexpected"), credential, expires };
}

/**
 * Creates a request with GET, which all token servers support; with POST if it contains a token, which must not be in a
 * URL.
 */
function tokenRequest(
  url: URL,
  { scope, service }: { readonly scope: string; readonly service: string | undefined },
  { credential, signal }: AuthenticationRequest,
): RegistryRequest {
  const headers = { accept: "application/json" };
  if (credential?.kind === "identityToken") {
    const form = new URLSearchParams({ grant_type: "refresh_token", client_id: "flyte-ts", scope });
    if (service !== undefined) form.set("service", service);
    form.set("refresh_token", credential.reveal().secret);
    const type = { "content-type": "application/x-www-form-urlencoded" };
    return {
      method: "POST",
      headers: { ...headers, ...type },
      body: form.toString(),
      authorization: { credential },
      signal,
    };
  }
  if (service !== undefined) url.searchParams.set("service", service);
  for (const part of scope.split(" ")) url.searchParams.append("scope", part);
  const authorization = credential && { value: basicOf(credential), credential };
  return { method: "GET", headers, authorization, signal };
}

function basicOf(credential: Credential): string {
  const { username, secret } = credential.reveal();
  return `Basic ${encodeBase64(new TextEncoder().encode(`${username}:${secret}`))}`;
}

/** Returns the header for a token. Checks it because runtimes quote invalid headers in their errors. */
function bearerOf(token: string, from: string, code: ErrorCode): string {
  if (token.length > MAX_TOKEN) throw new RegistryError(code, `the token from ${from} is too long for a header`);
  if (/^[\x21-\x7e]+$/.test(token)) return `Bearer ${token}`;
  throw new RegistryError(code, `the token from ${from} contains characters that are not allowed in a header`);
}

function unauthorizedError({ unauthorized }: AuthenticationRequest, problem: string): RegistryError {
  return new RegistryError("registry_unauthorized", `${unauthorized.server} requires authentication ${problem}`, {
    status: 401,
  });
}
