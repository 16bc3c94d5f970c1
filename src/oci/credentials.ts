/**
 * The credentials that `docker login` and `podman login` leave behind.
 *
 * @module
 */
import { checkArgument, checkOptions, HOST, type OptionChecks, SIGNAL, STRING } from "../arguments.ts";
import { FlyteConfigError } from "../errors.ts";
import { hostFor } from "../runtime/guard.ts";
import type { Host } from "../runtime/host.ts";
import { readBytes } from "../runtime/read_file.ts";
import { SharedWork } from "../runtime/shared_work.ts";
import { type AuthFile, credentialIn, helperOf, parseAuthFile } from "./auth_file.ts";
import type { Credential, CredentialRequest, CredentialSource } from "./credential.ts";
import { askHelper } from "./credential_helper.ts";
import { CREDENTIAL_PLACES, type CredentialPlace } from "./credential_places.ts";
import { helperServer, registryName } from "./endpoints.ts";

/** Options of {@linkcode storedCredentials}. */
export interface StoredCredentialsOptions {
  /**
   * Path of a file in the format of Docker's `config.json`. It takes precedence over all other places, which are
   * searched where it has nothing for a registry. Default: none.
   */
  readonly authFile?: string | undefined;
}

const OPTIONS: OptionChecks<StoredCredentialsOptions> = { authFile: STRING };
const REQUEST: OptionChecks<CredentialRequest> = { registry: STRING, repository: STRING, signal: SIGNAL };

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
  checkOptions("storedCredentials", options, OPTIONS);
  const { authFile } = options;
  const machine = hostFor(host);
  const helpers: Helpers = new SharedWork();
  return async (request) => {
    checkOptions("the credential source", request, REQUEST);
    checkArgument("the credential source", "registry", request.registry, STRING);
    checkArgument("the credential source", "repository", request.repository, STRING);
    const bytes = authFile && await readBytes(machine, authFile, "credentials");
    const named = bytes && await findIn(machine, parseAuthFile(authFile!, bytes), request, helpers);
    return named || await search(machine, request, helpers);
  };
}

/** The helpers that run. */
type Helpers = SharedWork<Credential | undefined>;

async function search(host: Host, request: CredentialRequest, helpers: Helpers): Promise<Credential | undefined> {
  let problem: FlyteConfigError | undefined;
  for (const placeOn of CREDENTIAL_PLACES) {
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

async function read(host: Host, { name, text, isLegacy }: CredentialPlace): Promise<AuthFile | undefined> {
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
  const name = helperOf(file, registry);
  const server = helperServer(registry);
  const kept = name && await helpers.run(
    JSON.stringify([name, server, file.name]),
    request.signal,
    (signal) => askHelper(host, { name, server, path: file.name, signal }),
  );
  return kept || credentialIn(file, registry, request.repository);
}
