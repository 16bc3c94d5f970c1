/**
 * The credentials that `docker login`, `podman login` and CI systems store.
 *
 * @module
 */
import { checkArgument, checkOptions, HOST, type OptionChecks, SIGNAL, STRING } from "../arguments.ts";
import { SingleFlight } from "../runtime/cancellation.ts";
import { hostFor } from "../runtime/guarded_host.ts";
import type { Host } from "../runtime/host.ts";
import type { CredentialRequest, CredentialSource } from "./credential.ts";
import type { RunningHelpers } from "./credential_search.ts";

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
  const helpers: RunningHelpers = new SingleFlight();
  return async (request) => {
    checkOptions("the credential source", request, REQUEST_CHECKS);
    checkArgument("the credential source", "registry", request.registry, STRING);
    checkArgument("the credential source", "repository", request.repository, STRING);
    // Loaded when needed, since few programs ask registries.
    const { searchCredentials } = await import("./credential_search.ts");
    return await searchCredentials(machine, authFile, request, helpers);
  };
}
