/**
 * Requests of registries, with TLS or, where that may be, without.
 *
 * @module
 */
import { quoted } from "../text/quote.ts";
import type { Endpoint, Scheme } from "./endpoints.ts";
import { RegistryFault } from "./existence.ts";
import { RecentMap } from "./recent_map.ts";
import { type RegistryRequest, type Reply, send, type SendOptions } from "./send.ts";

/** The most servers that are remembered. */
const MOST_SERVERS = 1000;

/** Makes requests of registries, and remembers which of them have TLS. */
export class Transport {
  /** How requests are made. */
  readonly options: SendOptions;
  readonly #schemes = new RecentMap<Scheme>(MOST_SERVERS);

  /** Makes a transport that knows no server. */
  constructor(options: SendOptions) {
    this.options = options;
  }

  /** Makes a request. Without TLS where that may be, if the server cannot be reached with TLS. */
  async request(endpoint: Endpoint, request: RegistryRequest): Promise<ReachedReply> {
    const { server } = endpoint;
    const known = this.#schemes.get(server);
    const [scheme, other] = known === undefined ? endpoint.schemes : [known];
    let failure: RegistryFault;
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
      throw new RegistryFault("registry_unreachable", message, { cause: failure });
    }
  }

  async #send(
    endpoint: Endpoint,
    scheme: Scheme,
    request: RegistryRequest,
    failure?: RegistryFault,
  ): Promise<ReachedReply> {
    const url = urlOf(endpoint, scheme);
    const reply = await send(url, request, this.options);
    // Servers that want TLS say 400 to who has none, so the trouble is with the TLS.
    if (failure !== undefined && reply.status === 400) throw failure;
    this.#schemes.set(endpoint.server, scheme);
    return { ...reply, url };
  }
}

/** An answer, and where it was asked for. */
export interface ReachedReply extends Reply {
  /** The address that was asked. */
  readonly url: URL;
}

function isUnreachable(error: unknown): error is RegistryFault {
  return error instanceof RegistryFault && error.code === "registry_unreachable";
}

function isBelowLocalhost(server: string): boolean {
  return /\.localhost(?::\d+)?$/.test(server);
}

function withHint(error: RegistryFault, server: string): RegistryFault {
  const message = `${error.message}; if it has no TLS, list ${quoted(server)} in insecureRegistries`;
  return new RegistryFault(error.code, message, { cause: error });
}

function urlOf({ server, path }: Endpoint, scheme: Scheme): URL {
  const text = `${scheme}//${server}${path}`;
  if (URL.canParse(text)) return new URL(text);
  throw new RegistryFault("registry_unreachable", `${server} is no host that can be reached`);
}
