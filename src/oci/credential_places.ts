/**
 * Where `docker login`, `podman login` and CI systems leave credentials.
 *
 * @module
 */
import type { Host } from "../runtime/host.ts";

/** A file with credentials, or a variable with the text of one. */
export interface CredentialPlace {
  /** The path of the file, or the name of the variable. */
  readonly name: string;
  /** The text of the variable; absent for a file. */
  readonly text?: string;
  /** Whether the keys of the file's object are registries, as in `.dockercfg`. */
  readonly isLegacy?: boolean;
}

/** The places in the order in which they are searched; each gives where it is on a host, if it is anywhere. */
export const CREDENTIAL_PLACES: readonly ((host: Host) => CredentialPlace | undefined)[] = [
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
function fileIn(path: string | undefined, file?: string): CredentialPlace | undefined {
  if (!path) return undefined;
  return { name: file === undefined ? path : `${path.endsWith("/") ? path.slice(0, -1) : path}/${file}` };
}

/** Podman's directory for a user that has no `XDG_RUNTIME_DIR`. */
function userDirectory(host: Host): string | undefined {
  const id = host.userId === undefined ? host.env("UID") : host.userId()?.toString();
  return id !== undefined && /^\d{1,10}$/.test(id) ? `/run/containers/${id}` : undefined;
}
