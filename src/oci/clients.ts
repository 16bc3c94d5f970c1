/**
 * Registry clients that are kept, so that those who ask share credentials and tokens.
 *
 * @module
 */
import { hostFor } from "../runtime/guarded_host.ts";
import type { Host } from "../runtime/host.ts";
import type { RegistryClient } from "./registry_client.ts";

/** The clients of one owner, made when they are needed: one for each host and file with credentials. */
export class RegistryClients {
  readonly #clients = new WeakMap<object, Map<string, Promise<RegistryClient>>>();

  /** The client of a host, the runtime's if there is none, and of a file with credentials, if one is named. */
  get(host: Host | undefined, authFile: string = ""): Promise<RegistryClient> {
    const owner = host ?? this;
    const clients = this.#clients.get(owner) ?? new Map<string, Promise<RegistryClient>>();
    const client = clients.get(authFile) ?? clientOf(hostFor(host), authFile);
    this.#clients.set(owner, clients.set(authFile, client));
    return client;
  }
}

async function clientOf(host: Host, authFile: string): Promise<RegistryClient> {
  // Only who asks registries pays for what asks them.
  const { RegistryClient } = await import("./registry_client.ts");
  return new RegistryClient({ host, authFile: authFile || undefined });
}
