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
import { jsonObject } from "./body.ts";
import { type Challenge, parseChallenges } from "./challenge.ts";
import { Credential, type CredentialRequest, type CredentialSource } from "./credential.ts";
import type { Endpoint } from "./endpoint.ts";
import { LruMap } from "./lru_map.ts";
import { MANIFEST_TYPES } from "./manifest.ts";
import { RegistryError, responseError } from "./registry_errors.ts";
import {
  placeOf,
  type RegistryRequest,
  type Reply,
  send,
  type SendOptions,
  type Shown,
  type Transport,
  type TransportResponse,
} from "./transport.ts";

/** The most repositories whose tokens are kept. */
const MOST_TOKENS = 1000;

/** Asks for manifests, signs in where that is wanted, and keeps tokens as long as they last. */
export class Authenticator {
  readonly #transport: Transport;
  readonly #credentials: CredentialSource;
  readonly #authorizations = new LruMap<Authorization>(MOST_TOKENS);
  readonly #signingIn = new SingleFlight<Authorization>();

  /** Makes one that has signed in nowhere. */
  constructor(transport: Transport, credentials: CredentialSource) {
    this.#transport = transport;
    this.#credentials = credentials;
  }

  /** Asks for the manifest of an image. Callers that have to sign in for a repository at the same time do it once. */
  async request(endpoint: Endpoint, method: "HEAD" | "GET", signal: Signal | undefined): Promise<Reply> {
    const key = `${endpoint.server}/${endpoint.repository}`;
    const headers = { accept: MANIFEST_TYPES.join(", ") };
    const ask = (shown: Authorization | undefined) =>
      this.#transport.request(endpoint, { method, headers, shown, signal });

    const kept = this.#kept(key);
    let reply = await ask(kept);
    if (!wantsCredentials(reply)) return reply;
    // Another caller may have signed in since.
    const newer = this.#kept(key);
    if (newer !== undefined && newer !== kept) {
      reply = await ask(newer);
      if (!wantsCredentials(reply)) return reply;
    }
    const refusal = reply;
    const work = JSON.stringify([key, refusal.headers.get("www-authenticate")]);
    const shown = await this.#signingIn.run(work, signal, async (signal) => {
      const authorization = await this.#authenticate(endpoint, refusal, signal);
      this.#authorizations.set(key, authorization);
      return authorization;
    });
    const last = await ask(shown);
    if (!wantsCredentials(last)) return last;
    this.#authorizations.remove(key, shown);
    throw responseError(last);
  }

  #kept(key: string): Authorization | undefined {
    const kept = this.#authorizations.get(key);
    return kept !== undefined && kept.expires > Date.now() ? kept : undefined;
  }

  async #authenticate(endpoint: Endpoint, refusal: TransportResponse, signal: AbortSignal): Promise<Authorization> {
    const { registry, repository } = endpoint;
    const credential = await this.#credentialOf({ registry, repository, signal });
    if (credential !== undefined && !(credential instanceof Credential)) throw noCredential();
    return await authenticate({ endpoint, refusal, credential, signal }, this.#transport.options);
  }

  async #credentialOf(request: CredentialRequest): Promise<Credential | undefined> {
    try {
      return await this.#credentials(request);
    } catch (cause) {
      request.signal?.throwIfAborted();
      if (cause instanceof FlyteConfigError) throw cause;
      throw new FlyteConfigError("callback_failed", "RegistryClient: credentials threw an error", { cause });
    }
  }
}

/** What another server says, where the registry leads to, is not for the registry's credentials. */
function wantsCredentials({ status, moved }: Reply): boolean {
  return status === 401 && !moved;
}

function noCredential(): FlyteConfigError {
  const usage = "Credential.basic(username, password), Credential.identityToken(token) or undefined";
  return new FlyteConfigError("invalid_option", `RegistryClient: credentials must return ${usage}`);
}

/** What to show to a registry, and until when. */
export interface Authorization extends Shown {
  /** When it is of no use any more, as `Date.now()` tells time. */
  readonly expires: number;
}

/** Who asks to be let in, and where. */
export interface AuthenticationRequest {
  /** The image that is asked for. */
  readonly endpoint: Endpoint;
  /** The registry's answer, with status 401. */
  readonly refusal: TransportResponse;
  /** What there is to show, if there is something. */
  readonly credential: Credential | undefined;
  /** Ends it when it is aborted, with the signal's reason. */
  readonly signal: AbortSignal | undefined;
}

/** How long a token lasts that does not say, in seconds. */
const DEFAULT_LIFETIME = 60;
/** The most characters of a token: servers take headers of some kilobytes. */
const MAX_TOKEN = 64 * 1024;
/** How long before its end a token is no longer used, in milliseconds. */
const MARGIN_MS = 5_000;

/** Does what a registry asks for. Rejects with a {@linkcode RegistryError} where that cannot be done. */
export async function authenticate(attempt: AuthenticationRequest, options: SendOptions): Promise<Authorization> {
  const { refusal, credential } = attempt;
  const header = refusal.headers.get("www-authenticate");
  if (header === null) {
    throw refused(attempt, "and does not say how to sign in (in a browser, it has to expose WWW-Authenticate)");
  }
  const challenges = parseChallenges(header);
  if (challenges === undefined) {
    const message = `${refusal.server} does not say in a readable way how to sign in (its header WWW-Authenticate)`;
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
    throw refused(attempt, `in a way that is not supported: ${quoted(schemes)}`);
  }
  if (credential === undefined) throw refused(attempt, "and there are none: docker login or podman login stores them");
  if (credential.kind !== "basic") {
    throw refused(attempt, `a name and a password, and ${credential.source} has a token`);
  }
  return { value: basicOf(credential), credential, expires: Infinity };
}

async function fetchToken(
  challenge: Challenge,
  attempt: AuthenticationRequest,
  options: SendOptions,
): Promise<Authorization> {
  const { endpoint, credential, refusal } = attempt;
  const { parameters } = challenge;
  const realm = parameters.get("realm");
  if (realm === undefined || !URL.canParse(realm)) {
    const message = `${refusal.server} does not say where to get a token: its realm is ${realm ? "no URL" : "missing"}`;
    throw new RegistryError("registry_unexpected", message, { status: 401 });
  }
  const url = placeOf(realm, refusal.url, options.isListed, 401);
  const asked = Date.now();
  const scope = parameters.get("scope") || `repository:${endpoint.repository}:pull`;
  const request = tokenRequest(url, { scope, service: parameters.get("service") }, attempt);
  const reply = await send(url, request, options);
  const who = `the token server ${reply.server}`;
  if (reply.status !== 200) throw responseError(reply, who);
  const { token, access_token, expires_in } = jsonObject(reply.body) ?? {};
  const found = [token, access_token].find((value): value is string => typeof value === "string" && value !== "");
  if (found === undefined) {
    throw new RegistryError("registry_unexpected", `${who} answered without a token`, { status: 200 });
  }
  const seconds = typeof expires_in === "number" && expires_in > 0 ? expires_in : DEFAULT_LIFETIME;
  const expires = asked + seconds * 1000 - MARGIN_MS;
  return { value: bearerOf(found, who, "registry_unexpected"), credential, expires };
}

/** Asks with GET, as all token servers know it, unless there is a token to give, which must not be in a URL. */
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
    return { method: "POST", headers: { ...headers, ...type }, body: form.toString(), shown: { credential }, signal };
  }
  if (service !== undefined) url.searchParams.set("service", service);
  for (const part of scope.split(" ")) url.searchParams.append("scope", part);
  const shown = credential && { value: basicOf(credential), credential };
  return { method: "GET", headers, shown, signal };
}

function basicOf(credential: Credential): string {
  const { username, secret } = credential.reveal();
  return `Basic ${encodeBase64(new TextEncoder().encode(`${username}:${secret}`))}`;
}

/** A token as a header. Runtimes would quote what is no header in their error. */
function bearerOf(token: string, from: string, code: ErrorCode): string {
  if (token.length > MAX_TOKEN) throw new RegistryError(code, `the token from ${from} is longer than a header can be`);
  if (/^[\x21-\x7e]+$/.test(token)) return `Bearer ${token}`;
  throw new RegistryError(code, `the token from ${from} has characters that cannot be in a header`);
}

function refused({ refusal }: AuthenticationRequest, problem: string): RegistryError {
  return new RegistryError("registry_unauthorized", `${refusal.server} wants credentials, ${problem}`, { status: 401 });
}
