/**
 * Which files `.dockerignore` leaves out.
 *
 * @module
 */
import type { Host } from "../runtime/host.ts";
import { readText } from "../runtime/read_file.ts";
import { dirname, joinRelative } from "../python/posix_path.ts";
import { strip } from "../python/strip.ts";
import { type DockerPattern, dockerPattern, pathParts } from "./docker_pattern.ts";

/** Tells of a path whether a `.dockerignore` of this text ignores it. */
export function dockerIgnore(text: string): (path: string) => boolean {
  const patterns = patternsOf(text);
  return (path) => isIgnored(patterns, path);
}

/**
 * Tells of a path whether the Python package docker passes over it when it walks through a directory: also below
 * directories that it does not enter, which are the ignored ones that no exception begins with.
 */
export function dockerWalk(text: string): (path: string) => boolean {
  const patterns = patternsOf(text);
  const exceptions = patterns.filter(({ isException }) => isException);
  const closed = new Map([["", false]]);
  const isClosed = (directory: string): boolean => {
    const unknown: string[] = [];
    for (let at = directory; !closed.has(at); at = dirname(at)) unknown.push(at);
    for (const at of unknown.reverse()) {
      const isOpen = !isIgnored(patterns, at) || exceptions.some(({ text }) => text.startsWith(at));
      closed.set(at, closed.get(dirname(at))! || !isOpen);
    }
    return closed.get(directory)!;
  };
  return (path) => isClosed(dirname(path)) || isIgnored(patterns, path);
}

function patternsOf(text: string): readonly DockerPattern[] {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => !line.startsWith("#")).map(strip);
  return [...lines, "!.dockerignore"].map(dockerPattern).filter((pattern) => pattern !== undefined);
}

/** The rules of the `.dockerignore` in a folder. Rejects with `not_utf8`, and as {@linkcode Host.readFile} does. */
export async function readDockerIgnore(host: Host, root: string): Promise<(path: string) => boolean> {
  const path = joinRelative(root, ".dockerignore");
  const found = await host.stat(path);
  return dockerIgnore(found?.isFile ? await readText(host, path, "ignore") : "");
}

/** The last pattern counts that matches the path, or as much of its folders as the pattern has parts. */
function isIgnored(patterns: readonly DockerPattern[], path: string): boolean {
  const lower = path.toLowerCase();
  const folders = pathParts(dirname(lower));
  let ignored = false;
  for (const { isException, depth, matches } of patterns) {
    if (matches(lower) || depth <= folders.length && matches(folders.slice(0, depth).join("/"))) ignored = !isException;
  }
  return ignored;
}
