/**
 * The credentials that `docker login`, `podman login` and CI systems store.
 *
 * @module
 */
import { checkArgument, checkOptions, HOST, type OptionChecks, SIGNAL, STRING } from "../arguments.ts";
import { FlyteConfigError } from "../errors.ts";
import { SingleFlight } from "../runtime/cancellation.ts";
import { hostFor } from "../runtime/guarded_host.ts";
import type { Host } from "../runtime/host.ts";
import { readBytes } from "../runtime/read_file.ts";
import { type AuthFile, findCredential, helperFor, parseAuthFile } from "./auth_file.ts";
import type { Credential, CredentialRequest, CredentialSource } from "./credential.ts";
import { runCredentialHelper } from "./credential_helper.ts";
import { helperServer, registryName } from "./endpoint.ts";

/** Options of {@linkcode storedCredentials}. */
export interface StoredCredentialsOptions {
  /**
   * Path of a file in the format of Docker's `config.json`. It takes precedence over all other places, which are
   * searched where it has nothing for a registry. Default: none.
   */
  readonly authFile?: string | undefined;
}

const OPTION_CHECKS: OptionChecks<StoredCredentialsOptions> = { authFile: STRING };
const REQUEST_CHECKS: OptionChecks<CredentialRequest> = { registry: STRING, repository: STRING, signal: SIGNAL };

/**
 * Returns a source of credentials that looks where `docker login`, `podman login` and CI systems put them, each time
 * anew. The first of these places that has something for a repository is used:
 *
 * 1. the option `authFile`,
 * 2. the file that `REGISTRY_AUTH_FILE` names,
 * 3. the variable `DOCKER_AUTH_CONFIG`, which holds the text of such a file,
 * 4. `config.json` in the directory `DOCKER_CONFIG`, or else in `~/.docker`,
 * 5. `containers/auth.json` in the directory `XDG_RUNTIME_DIR`, or else `/run/containers/$UID/auth.json`,
 * 6. `containers/auth.json` in the directory `XDG_CONFIG_HOME`, or else in `~/.config`,
 * 7. `~/.dockercfg`.
 *
 * Within a file, a credential helper (`credHelpers`, then `credsStore`) takes precedence over entries of `auths`, and
 * of these, the key for most of the repository's path. `docs/registries.md` lists the differences from Docker and
 * Podman.
 *
 * The source rejects with `credentials_malformed`, `credential_helper_missing`, `credential_helper_failed`,
 * `invalid_option`, `invalid_argument`, and as {@linkcode Host.readFile} and {@linkcode Host.run} do; with `file_not_found` only for
 * `authFile`. Its messages contain nothing of a file's secrets or of what a helper wrote. Callers that need the same
 * helper at the same time share one process.
 *
 * @throws {FlyteConfigError} `invalid_argument`, `invalid_option`
 *
 * @example
 * ```ts
 * import { memoryHost, storedCredentials } from "@flyte-ts/config";
 *
 * const auths = { "ghcr.io": { auth: btoa("robot:s3cret") } };
 * const host = memoryHost({ home: "/home/me", files: { "/home/me/.docker/config.json": JSON.stringify({ auths }) } });
 * const found = await storedCredentials(host)({ registry: "ghcr.io", repository: "acme/app" });
 * console.log(found?.source); // /home/me/.docker/config.json
 * ```
 */
export function storedCredentials(host: Host, options: StoredCredentialsOptions = {}): CredentialSource {
  checkArgument("storedCredentials", "host", host, HOST, "storedCredentials(defaultHost())");
  checkOptions("storedCredentials", options, OPTION_CHECKS);
  const { authFile } = options;
  const machine = hostFor(host);
  const helpers: Helpers = new SingleFlight();
  return async (request) => {
    checkOptions("the credential source", request, REQUEST_CHECKS);
    checkArgument("the credential source", "registry", request.registry, STRING);
    checkArgument("the credential source", "repository", request.repository, STRING);
    const bytes = authFile && await readBytes(machine, authFile, "credentials");
    const named = bytes && await findIn(machine, parseAuthFile(authFile!, bytes), request, helpers);
    return named || await search(machine, request, helpers);
  };
}

/** The helpers that run. */
type Helpers = SingleFlight<Credential | undefined>;

async function search(host: Host, request: CredentialRequest, helpers: Helpers): Promise<Credential | undefined> {
  let problem: FlyteConfigError | undefined;
  for (const placeOn of CREDENTIAL_SEARCH_PATH) {
    const place = placeOn(host);
    if (place === undefined) continue;
    try {
      const file = await read(host, place);
      const found = file && await findIn(host, file, request, helpers);
      if (found !== undefined) return found;
    } catch (error) {
      // Docker warns of a malformed variable and goes on.
      const goesOn = place.text !== undefined && error instanceof FlyteConfigError;
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
  helpers: Helpers,
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

/** A file with credentials, or a variable with the text of one. */
export interface CredentialLocation {
  /** The path of the file, or the name of the variable. */
  readonly name: string;
  /** The text of the variable; absent for a file. */
  readonly text?: string;
  /** Whether the keys of the file's object are registries, as in `.dockercfg`. */
  readonly isLegacy?: boolean;
}

/** The places in the order in which they are searched; each gives where it is on a host, if it is anywhere. */
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

/** The file, or the one below the directory, unless its path is empty. */
function fileIn(path: string | undefined, file?: string): CredentialLocation | undefined {
  if (!path) return undefined;
  return { name: file === undefined ? path : `${path.endsWith("/") ? path.slice(0, -1) : path}/${file}` };
}

/** Podman's directory for a user that has no `XDG_RUNTIME_DIR`. */
function userDirectory(host: Host): string | undefined {
  const id = host.userId === undefined ? host.env("UID") : host.userId()?.toString();
  return id !== undefined && /^\d{1,10}$/.test(id) ? `/run/containers/${id}` : undefined;
}
