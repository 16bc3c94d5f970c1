/**
 * Where symbolic links lead.
 *
 * @module
 */
import type { Host } from "../runtime/host.ts";

/**
 * Whether what a path leads to is a directory, or in it, with all links followed. Always so on a host without links.
 * Rejects as {@linkcode Host.realPath} does.
 */
export async function leadsInto(host: Host, path: string, directory: string): Promise<boolean> {
  if (host.realPath === undefined) return true;
  const [real, root] = await Promise.all([host.realPath(path), host.realPath(directory)]);
  const separator = root.startsWith("/") ? "/" : "\\";
  return real === root || real.startsWith(root.endsWith(separator) ? root : root + separator);
}
