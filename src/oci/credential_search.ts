/**
 * Searches credentials where `docker login`, `podman login` and CI systems store them.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import type { SingleFlight } from "../runtime/cancellation.ts";
import type { Host } from "../runtime/host.ts";
import { readBytes } from "../runtime/read_file.ts";
import { type AuthFile, findCredential, helperFor, parseAuthFile } from "./auth_file.ts";
import type { Credential, CredentialRequest } from "./credential.ts";
import { runCredentialHelper } from "./credential_helper.ts";
import { helperServer, registryName } from "./endpoint.ts";

/** The helpers that are running. */
export type RunningHelpers = SingleFlight<Credential | undefined>;

/**
 * Searches the credential for a repository: in `authFile`, if it is named, and then at the locations. Rejects as
 * `storedCredentials` says.
 */
export async function searchCredentials(
  host: Host,
  authFile: string | undefined,
  request: CredentialRequest,
  helpers: RunningHelpers,
): Promise<Credential | undefined> {
  const bytes = authFile && await readBytes(host, authFile, "credentials");
  const named = bytes && await findIn(host, parseAuthFile(authFile, bytes), request, helpers);
  return named || await search(host, request, helpers);
}

async function search(
  host: Host,
  request: CredentialRequest,
  helpers: RunningHelpers,
): Promise<Credential | undefined> {
  let problem: FlyteConfigError | undefined;
  for (const locationOn of CREDENTIAL_SEARCH_PATH) {
    const location = locationOn(host);
    if (location === undefined) continue;
    try {
      const file = await read(host, location);
      const found = file && await findIn(host, file, request, helpers);
      if (found !== undefined) return found;
    } catch (error) {
      // Docker warns of a malformed variable and continues.
      const goesOn = location.text !== undefined && error instanceof FlyteConfigError;
      if (!goesOn || error.code !== "credentials_malformed") throw error;
      problem = error;
    }
  }
  if (problem !== undefined) throw problem;
  return undefined;
}

async function read(host: Host, { name, text, isLegacy }: CredentialLocation): Promise<AuthFile | undefined> {
  if (text !== undefined) return parseAuthFile(name, new TextEncoder().encode(text));
  if (!host.hasFiles) return undefined;
  try {
    return parseAuthFile(name, await readBytes(host, name, "credentials"), isLegacy);
  } catch (error) {
    if (error instanceof FlyteConfigError && error.code === "file_not_found") return undefined;
    throw error;
  }
}

async function findIn(
  host: Host,
  file: AuthFile,
  request: CredentialRequest,
  helpers: RunningHelpers,
): Promise<Credential | undefined> {
  const registry = registryName(request.registry);
  const name = helperFor(file, registry);
  const server = helperServer(registry);
  const kept = name && await helpers.run(
    JSON.stringify([name, server, file.name]),
    request.signal,
    (signal) => runCredentialHelper(host, { name, server, path: file.name, signal }),
  );
  return kept || findCredential(file, registry, request.repository);
}

/** A location of credentials: a file, or a variable with the text of one. */
interface CredentialLocation {
  /** Path of the file, or name of the variable. */
  readonly name: string;
  /** The value of the variable; absent for a file. */
  readonly text?: string;
  /** Whether the keys of the file's object are registries, as in `.dockercfg`. */
  readonly isLegacy?: boolean;
}

/** The locations in the order in which they are searched; each function returns one if it exists on a host. */
export const CREDENTIAL_SEARCH_PATH: readonly ((host: Host) => CredentialLocation | undefined)[] = [
  (host) => fileIn(host.env("REGISTRY_AUTH_FILE")),
  (host) => {
    const text = host.env("DOCKER_AUTH_CONFIG");
    return text ? { name: "DOCKER_AUTH_CONFIG", text } : undefined;
  },
  (host) => fileIn(host.env("DOCKER_CONFIG"), "config.json") ?? fileIn(host.homeDirectory(), ".docker/config.json"),
  (host) => fileIn(host.env("XDG_RUNTIME_DIR"), "containers/auth.json") ?? fileIn(userDirectory(host), "auth.json"),
  (host) =>
    fileIn(host.env("XDG_CONFIG_HOME"), "containers/auth.json") ??
      fileIn(host.homeDirectory(), ".config/containers/auth.json"),
  (host) => {
    const file = fileIn(host.homeDirectory(), ".dockercfg");
    return file && { ...file, isLegacy: true };
  },
];

/** Returns a file, or a file in a directory, unless the path is empty. */
function fileIn(path: string | undefined, file?: string): CredentialLocation | undefined {
  if (!path) return undefined;
  return { name: file === undefined ? path : `${path.endsWith("/") ? path.slice(0, -1) : path}/${file}` };
}

/** Returns Podman's runtime directory for a user without `XDG_RUNTIME_DIR`. */
function userDirectory(host: Host): string | undefined {
  const id = host.userId === undefined ? host.env("UID") : host.userId()?.toString();
  return id !== undefined && /^\d{1,10}$/.test(id) ? `/run/containers/${id}` : undefined;
}
