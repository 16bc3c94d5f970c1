/**
 * Requests of registries that want to know who asks.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import type { Signal } from "../runtime/host.ts";
import { SharedWork } from "../runtime/shared_work.ts";
import { Credential, type CredentialRequest, type CredentialSource } from "./credential.ts";
import type { Endpoint } from "./endpoints.ts";
import { MANIFEST_TYPES } from "./manifest.ts";
import { RecentMap } from "./recent_map.ts";
import { faultOf } from "./refusal.ts";
import type { Reply } from "./send.ts";
import { type Authorization, signIn } from "./sign_in.ts";
import type { ReachedReply, Transport } from "./transport.ts";

/** The most repositories whose tokens are kept. */
const MOST_TOKENS = 1000;

/** Asks for manifests, signs in where that is wanted, and keeps tokens as long as they last. */
export class Authenticator {
  readonly #transport: Transport;
  readonly #credentials: CredentialSource;
  readonly #authorizations = new RecentMap<Authorization>(MOST_TOKENS);
  readonly #signingIn = new SharedWork<Authorization>();

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
      const authorization = await this.#signIn(endpoint, refusal, signal);
      this.#authorizations.set(key, authorization);
      return authorization;
    });
    const last = await ask(shown);
    if (!wantsCredentials(last)) return last;
    this.#authorizations.remove(key, shown);
    throw faultOf(last);
  }

  #kept(key: string): Authorization | undefined {
    const kept = this.#authorizations.get(key);
    return kept !== undefined && kept.expires > Date.now() ? kept : undefined;
  }

  async #signIn(endpoint: Endpoint, refusal: ReachedReply, signal: AbortSignal): Promise<Authorization> {
    const { registry, repository } = endpoint;
    const credential = await this.#credentialOf({ registry, repository, signal });
    if (credential !== undefined && !(credential instanceof Credential)) throw noCredential();
    return await signIn({ endpoint, refusal, credential, signal }, this.#transport.options);
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
