/**
 * The files that the two versions would read on this machine.
 *
 * @module
 */
import { DEFAULT_REGISTRY } from "../flytekit/config/registry.ts";
import type { Host } from "../runtime/host.ts";
import { readingHostFor } from "../runtime/guard.ts";
import { openFile } from "../settings/file/open.ts";
import type { TriedLocation } from "../settings/file/search_path.ts";
import { type FlyteVersion, VERSIONS } from "./options.ts";
import { productOf } from "./products.ts";

/** A file that one or both versions would read. */
export interface SearchedFile {
  /** Its path. */
  readonly path: string;
  /** The versions that would read it. */
  readonly versions: readonly FlyteVersion[];
}

/** Result of a search. */
export interface Search {
  /** The files, if any. */
  readonly files: readonly SearchedFile[];
  /** The locations that were searched. */
  readonly tried: readonly TriedLocation[];
}

/** Options of {@linkcode searchFiles}. */
export interface SearchOptions {
  /** The versions that search; both if absent. */
  readonly versions?: readonly FlyteVersion[] | undefined;
  /** Path of a file that is treated as missing, to find out what it shadows. */
  readonly without?: string | undefined;
}

/** Searches for configuration files as the versions do. Rejects with `permission_denied`. */
export async function searchFiles(
  given: Host,
  { versions = VERSIONS, without }: SearchOptions = {},
): Promise<Search> {
  const host = readingHostFor(without === undefined ? given : await hiding(given, without));
  const files = new Map<string, { readonly path: string; readonly versions: FlyteVersion[] }>();
  const all: TriedLocation[] = [];
  for (const version of versions) {
    const { configFile } = productOf(version, DEFAULT_REGISTRY).request.catalog.dialect;
    const { tried, error } = await openFile(host, undefined, "strict", configFile);
    all.push(...tried);
    const used = tried.find(({ outcome }) => outcome === "used")?.path;
    if (used === undefined && error !== undefined) throw error;
    if (used === undefined) continue;
    // The versions may find one file by different paths.
    const key = await identity(given, used);
    const found = files.get(key) ?? { path: used, versions: [] };
    found.versions.push(version);
    files.set(key, found);
  }
  return { files: [...files.values()], tried: all };
}

/** Returns a path that is the same for all paths of a file. */
export async function identity(host: Host, path: string): Promise<string> {
  return await host.realPath?.(path).catch(() => undefined) ?? path;
}

/** Returns a host on which a file is missing, by whatever path. */
async function hiding(host: Host, hidden: string): Promise<Host> {
  const missing = await identity(host, hidden);
  return { ...host, stat: async (path) => await identity(host, path) === missing ? undefined : await host.stat(path) };
}
