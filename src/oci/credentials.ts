/**
 * The credentials that `docker login` and `podman login` leave behind.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import type { Host } from "../host/host.ts";
import { type AuthFile, credentialIn, helperOf, parseAuthFile } from "./auth_file.ts";
import type { Credential, CredentialRequest, CredentialSource } from "./credential.ts";
import { askHelper } from "./credential_helper.ts";
import { helperServer, registryName } from "./endpoints.ts";

/**
 * Looks for credentials where `docker login` and `podman login` put them, each time anew. The first of these files that
 * has something for a repository decides:
 *
 * 1. the one that `REGISTRY_AUTH_FILE` names,
 * 2. Docker's `config.json` in the folder `DOCKER_CONFIG`, or else in `~/.docker`,
 * 3. `${XDG_RUNTIME_DIR}/containers/auth.json`,
 * 4. `containers/auth.json` in `XDG_CONFIG_HOME`, or else in `~/.config`.
 *
 * In a file, a credential helper (`credHelpers`, then `credsStore`) goes before what is written (`auths`), and of that,
 * the key for most of the repository's path.
 *
 * The source rejects with `credentials_malformed`, `credential_helper_missing`, `credential_helper_failed`, and as
 * {@linkcode Host.readFile} and {@linkcode Host.run} do. Nothing of a file or of what a helper wrote is in a message.
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
export function storedCredentials(host: Host): CredentialSource {
  return async (request) => {
    for (const path of credentialFiles(host)) {
      const file = await readAuthFile(host, path);
      const found = file === undefined ? undefined : await findIn(host, file, request);
      if (found !== undefined) return found;
    }
    return undefined;
  };
}

/** The files that there may be, best first. */
export function credentialFiles(host: Host): readonly string[] {
  if (!host.hasFiles) return [];
  const below = (folder: string | undefined, path: string) => folder ? [`${folder.replace(/\/$/, "")}/${path}`] : [];
  const home = host.homeDirectory();
  const docker = host.env("DOCKER_CONFIG");
  const config = host.env("XDG_CONFIG_HOME");
  return [
    ...[host.env("REGISTRY_AUTH_FILE") ?? ""].filter((path) => path !== ""),
    ...(docker ? below(docker, "config.json") : below(home, ".docker/config.json")),
    ...below(host.env("XDG_RUNTIME_DIR"), "containers/auth.json"),
    ...(config ? below(config, "containers/auth.json") : below(home, ".config/containers/auth.json")),
  ];
}

async function readAuthFile(host: Host, path: string): Promise<AuthFile | undefined> {
  try {
    return parseAuthFile(path, await host.readFile(path));
  } catch (error) {
    if (error instanceof FlyteConfigError && error.code === "file_not_found") return undefined;
    throw error;
  }
}

async function findIn(host: Host, file: AuthFile, request: CredentialRequest): Promise<Credential | undefined> {
  const { repository, signal } = request;
  const registry = registryName(request.registry);
  const name = helperOf(file, registry);
  const kept = name === undefined
    ? undefined
    : await askHelper(host, { name, server: helperServer(registry), path: file.path, signal });
  return kept ?? credentialIn(file, registry, repository);
}
