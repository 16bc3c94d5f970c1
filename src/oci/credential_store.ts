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
   * Path of a file in the format of Docker's `config.json`. It takes precedence over the stored credentials, which are
   * searched where it has none for a registry.
   */
  readonly authFile?: string | undefined;
}

const OPTION_CHECKS: OptionChecks<StoredCredentialsOptions> = { authFile: STRING };
const REQUEST_CHECKS: OptionChecks<CredentialRequest> = { registry: STRING, repository: STRING, signal: SIGNAL };

/**
 * Creates a source of credentials that searches where `docker login`, `podman login` and CI systems store them, each
 * time anew. The first location with a credential for a repository is used:
 *
 * 1. the option `authFile`,
 * 2. the file that `REGISTRY_AUTH_FILE` names,
 * 3. the variable `DOCKER_AUTH_CONFIG`, which contains the text of such a file,
 * 4. `config.json` in the directory `DOCKER_CONFIG`, or else in `~/.docker`,
 * 5. `containers/auth.json` in the directory `XDG_RUNTIME_DIR`, or else `/run/containers/$UID/auth.json`,
 * 6. `containers/auth.json` in the directory `XDG_CONFIG_HOME`, or else in `~/.config`,
 * 7. `~/.dockercfg`.
 *
 * Within a file, a credential helper (`credHelpers`, then `credsStore`) takes precedence over entries of `auths`, of
 * which the most specific one is used. `docs/registries.md` lists the differences from Docker and Podman.
 *
 * The source rejects with `credentials_malformed`, `credential_helper_missing`, `credential_helper_failed`,
 * `invalid_option`, `invalid_argument`, and as {@linkcode Host.readFile} and {@linkcode Host.run} do; with
 * `file_not_found` only for `authFile`. Its messages contain no secrets of a file and no output of a helper. Concurrent
 * callers that need the same helper share one process.
 *
 * @param host – Host whose files, environment variables and programs are used.
 * @param options – An additional file.
 * @returns The source of credentials.
 * @throws {FlyteConfigError} `invalid_argument` – when `host` is not a host.
 * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has a wrong value.
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

/** The helpers that are running. */
type Helpers = SingleFlight<Credential | undefined>;

async function search(host: Host, request: CredentialRequest, helpers: Helpers): Promise<Credential | undefined> {
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
