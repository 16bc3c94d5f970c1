/**
 * Asks whether an image is in its registry, if it has one.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import type { Host, Signal } from "../runtime/host.ts";
import type { Existence } from "./existence.ts";
import type { RegistryClient } from "./registry_client.ts";

/** How an image is asked for. */
export interface AskOptions {
  /** Where files and programs are. Default: the machine. */
  readonly host?: Host | undefined;
  /** What asks the registry. Default: a client of the host's, with its stored credentials. */
  readonly client?: Pick<RegistryClient, "exists"> | undefined;
  /** Path of a file with credentials, which takes precedence over the stored ones. Not used by `client`. */
  readonly authFile?: string | undefined;
  /** Ends the question when it is aborted. */
  readonly signal?: Signal | undefined;
}

/** Asks the registry of an image; nobody can tell of one without. */
export async function askRegistry(
  name: string,
  hasRegistry: boolean,
  { client, signal, host, authFile }: AskOptions,
): Promise<Existence> {
  if (!hasRegistry) {
    const message = `${name} names no registry that could be asked; set one, as in "ghcr.io/acme"`;
    return { state: "unknown", reason: "no_registry", message, cause: new FlyteConfigError("no_registry", message) };
  }
  // Only who asks registries pays for what asks them.
  const { RegistryClient } = await import("./registry_client.ts");
  return await (client ?? new RegistryClient({ host, authFile })).exists(name, { signal });
}
