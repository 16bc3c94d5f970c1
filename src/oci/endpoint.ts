/**
 * The addresses of registries, and which of them may be reached without TLS.
 *
 * @module
 */
import { isLoopback } from "../text/loopback.ts";
import type { Reference } from "./reference.ts";

/** Docker Hub's domain in references. */
export const DOCKER_HUB = "docker.io";
/** All names of Docker Hub: in references, in credential files, and of its servers. */
const DOCKER_HUB_NAMES: ReadonlySet<string> = new Set([DOCKER_HUB, "index.docker.io", "registry-1.docker.io"]);

/** The address of an image's manifest. */
export interface Endpoint {
  /** Host of the registry as in references, such as `docker.io`. */
  readonly registry: string;
  /** Host and port of its server, such as `registry-1.docker.io`. */
  readonly server: string;
  /** Path of the repository, such as `library/python`. */
  readonly repository: string;
  /** Path of the manifest on the server. */
  readonly path: string;
  /** Schemes to try, in order. */
  readonly schemes: readonly Scheme[];
}

/** Scheme of a URL: with or without TLS. */
export type Scheme = "https:" | "http:";

/** Returns the address of the manifest of an image. A digest takes precedence over a tag. */
export function endpointOf(reference: Reference, isInsecureHost: InsecureHosts): Endpoint {
  const registry = registryName(reference.domain ?? DOCKER_HUB);
  const server = registry === DOCKER_HUB ? "registry-1.docker.io" : registry;
  const version = reference.digest ?? reference.tag ?? "latest";
  return {
    registry,
    server,
    repository: reference.path,
    path: `/v2/${reference.path}/manifests/${version}`,
    schemes: isLoopback(server) || isInsecureHost(server) ? ["https:", "http:"] : ["https:"],
  };
}

/** Returns the canonical name of a registry. */
export function registryName(host: string): string {
  const name = host.toLowerCase();
  return DOCKER_HUB_NAMES.has(name) ? DOCKER_HUB : name;
}

/** Returns the name that Docker's credential helpers use for a registry. */
export function helperServer(registry: string): string {
  return registry === DOCKER_HUB ? "https://index.docker.io/v1/" : registry;
}

/** Checks whether the caller allowed a host, with its port if it has one, to be reached without TLS. */
export type InsecureHosts = (host: string) => boolean;

/** Creates the check for a list of hosts. An entry with a port applies to that port only. */
export function insecureHosts(listed: readonly string[]): InsecureHosts {
  const names = new Set(listed.map((name) => name.toLowerCase()));
  return (host) => {
    const full = host.toLowerCase();
    return names.has(full) || names.has(full.replace(/:\d+$/, ""));
  };
}
