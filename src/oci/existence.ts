/**
 * Whether an image exists in its registry: the answers, and the query that both products use. The registry client
 * is loaded only when it is needed.
 *
 * @module
 */
import { type ErrorCode, FlyteConfigError } from "../errors.ts";
import { hostFor } from "../runtime/guarded_host.ts";
import type { Host, Signal } from "../runtime/host.ts";
import type { RegistryClient } from "./registry_client.ts";

/** The image exists in its registry. */
export interface PresentImage {
  /** Discriminates the three answers. */
  readonly state: "present";
  /** Digest of the image's manifest, or of its index if it has several platforms. */
  readonly digest: string;
  /** Media type of the manifest or index. */
  readonly mediaType: string;
}

/** The image does not exist: the registry said so. */
export interface AbsentImage {
  /** Discriminates the three answers. */
  readonly state: "absent";
  /**
   * `manifest_unknown` if the repository exists and the tag or digest does not, `name_unknown` if the repository does
   * not exist either, `not_found` if the registry does not say which.
   */
  readonly reason: "manifest_unknown" | "name_unknown" | "not_found";
}

/** It could not be determined whether the image exists. */
export interface UnknownImage {
  /** Discriminates the three answers. */
  readonly state: "unknown";
  /** Why it could not be determined, for programs. */
  readonly reason: ErrorCode;
  /** Why it could not be determined, for people. Never contains a credential. */
  readonly message: string;
  /** Status of the HTTP response that caused it, if there was one. */
  readonly status?: number | undefined;
  /** The underlying error, for callers that want to throw it. */
  readonly cause: FlyteConfigError;
}

/** Whether an image exists. */
export type Existence = PresentImage | AbsentImage | UnknownImage;

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

/** Returns an answer as Python's `exist()` does: true, false, or `null` if it is unknown. */
export function existsOrNull({ state }: Existence): boolean | null {
  return state === "unknown" ? null : state === "present";
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
