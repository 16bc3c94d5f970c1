/**
 * The query whether an image exists, which both products use. The registry client is loaded only when it is needed.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { hostFor } from "../runtime/guarded_host.ts";
import type { Host, Signal } from "../runtime/host.ts";
import type { Existence } from "./existence.ts";
import type { RegistryClient } from "./registry_client.ts";

/** Options of the query whether an image exists. */
export interface RegistryQueryOptions {
  /**
   * Reads files and credentials, and runs credential helpers.
   *
   * @default the runtime's own host
   */
  readonly host?: Host | undefined;
  /**
   * Client that asks the registry.
   *
   * @default a new client that uses `host` and its stored credentials
   */
  readonly client?: Pick<RegistryClient, "exists"> | undefined;
  /** Path of a credentials file that takes precedence over the stored credentials. Ignored if `client` is given. */
  readonly authFile?: string | undefined;
  /** Aborts the query. */
  readonly signal?: Signal | undefined;
}

/** Asks the registry of an image whether it exists; unknown (`no_registry`) for an image without a registry. */
export async function queryExistence(
  name: string,
  hasRegistry: boolean,
  { client, signal, host, authFile }: RegistryQueryOptions,
): Promise<Existence> {
  if (!hasRegistry) {
    const message = `${name}: the image has no registry to ask; set one, such as "ghcr.io/acme"`;
    return { state: "unknown", reason: "no_registry", message, cause: new FlyteConfigError("no_registry", message) };
  }
  return await (client ?? await newClient(host, authFile)).exists(name, { signal });
}

/** Registry clients by host and credentials file, so that repeated queries of one owner share credentials and tokens. */
export class RegistryClients {
  readonly #clients = new WeakMap<object, Map<string, Promise<RegistryClient>>>();

  /** Returns the client of a host (default: the runtime's own) and of a credentials file, if one is named. */
  get(host: Host | undefined, authFile: string = ""): Promise<RegistryClient> {
    const owner = host ?? this;
    const clients = this.#clients.get(owner) ?? new Map<string, Promise<RegistryClient>>();
    const client = clients.get(authFile) ?? newClient(hostFor(host), authFile || undefined);
    this.#clients.set(owner, clients.set(authFile, client));
    return client;
  }
}

async function newClient(host: Host | undefined, authFile: string | undefined): Promise<RegistryClient> {
  const { RegistryClient } = await import("./registry_client.ts");
  return new RegistryClient({ host, authFile });
}
