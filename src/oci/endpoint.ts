/**
 * Where registries are reached, and which of them may be reached without TLS.
 *
 * @module
 */
import { isLoopback } from "../text/loopback.ts";
import type { Reference } from "./reference.ts";

/** The domain that Docker Hub has in references. */
export const DOCKER_HUB = "docker.io";
/** The names that Docker Hub has had: in references, in files of credentials, and of its servers. */
const DOCKER_HUB_NAMES: ReadonlySet<string> = new Set([DOCKER_HUB, "index.docker.io", "registry-1.docker.io"]);

/** Where an image's manifest is. */
export interface Endpoint {
  /** Host of the registry as it is called in references, such as `docker.io`. */
  readonly registry: string;
  /** Host and port of its server, such as `registry-1.docker.io`. */
  readonly server: string;
  /** Path of the repository, such as `library/python`. */
  readonly repository: string;
  /** Path of the manifest on the server. */
  readonly path: string;
  /** Ways to reach the server, best first. */
  readonly schemes: readonly Scheme[];
}

/** How a server is reached: with TLS, or without. */
export type Scheme = "https:" | "http:";

/** Where the manifest of an image with a tag or digest is. The digest counts if there are both. */
export function endpointOf(reference: Reference, isListed: InsecureHosts): Endpoint {
  const registry = registryName(reference.domain ?? DOCKER_HUB);
  const server = registry === DOCKER_HUB ? "registry-1.docker.io" : registry;
  const version = reference.digest ?? reference.tag ?? "latest";
  return {
    registry,
    server,
    repository: reference.path,
    path: `/v2/${reference.path}/manifests/${version}`,
    schemes: isLoopback(server) || isListed(server) ? ["https:", "http:"] : ["https:"],
  };
}

/** The one name that a registry is known by here, of all that it has. */
export function registryName(host: string): string {
  const name = host.toLowerCase();
  return DOCKER_HUB_NAMES.has(name) ? DOCKER_HUB : name;
}

/** What Docker's credential helpers call a registry. */
export function helperServer(registry: string): string {
  return registry === DOCKER_HUB ? "https://index.docker.io/v1/" : registry;
}

/** Says whether the caller listed a host, with its port if it has one, as one that may be asked without TLS. */
export type InsecureHosts = (host: string) => boolean;

/** The hosts of a list, each with a port for that port alone. */
export function insecureHosts(listed: readonly string[]): InsecureHosts {
  const names = new Set(listed.map((name) => name.toLowerCase()));
  return (host) => {
    const full = host.toLowerCase();
    return names.has(full) || names.has(full.replace(/:\d+$/, ""));
  };
}
