/**
 * Changes files of a host that may not be able to, and keeps what was there before.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import type { Host, HostWriter } from "./host.ts";

/** Returns the writer of a host. Throws `no_file_system` if it has none. */
export function writerOf(host: Host): HostWriter {
  if (host.writer !== undefined) return host.writer;
  throw new FlyteConfigError("no_file_system", `${host.name}: cannot write files; use a host that has a writer`);
}

/**
 * Replaces the content of a file, or creates it, as `replaceFile` of the host's writer does. Rejects with
 * `not_regular_file`, `file_unwritable` and `no_file_system`.
 */
export async function replaceFile(host: Host, path: string, content: string | Uint8Array): Promise<void> {
  const writer = writerOf(host);
  await (writer.replaceFile ?? writer.writeFile)(path, content);
}

/**
 * Copies a file to the first of `path.bak`, `path.bak2` and so on that does not exist, and returns the path of the copy.
 * Rejects as `copyFile` of the host's writer does, and with `no_file_system`.
 */
export async function backUpFile(host: Host, path: string): Promise<string> {
  const writer = writerOf(host);
  let copy = `${path}.bak`;
  for (let number = 2; await host.stat(copy) !== undefined; number++) copy = `${path}.bak${number}`;
  await writer.copyFile(path, copy);
  return copy;
}
