/**
 * Changes files of a host that may not be able to, and keeps what was there before.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { quotedPath } from "../text/quote.ts";
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

/** Does work while no other program changes a file, where the host can ensure that. Rejects as locking and the work do. */
export async function whileLocked<T>(host: Host, path: string, work: () => Promise<T>): Promise<T> {
  const unlock = await writerOf(host).lockFile?.(path);
  try {
    return await work();
  } finally {
    await unlock?.();
  }
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

/** Options of {@linkcode createFile}. */
export interface CreateOptions {
  /** Whether a file that exists is replaced. */
  readonly force?: boolean | undefined;
  /** A file whose permissions a new file has. */
  readonly like?: string | undefined;
}

/**
 * Creates a file and its directory; with `force`, also in place of another one, of which it keeps a copy whose path it returns. Rejects with
 * `file_exists` without `force`, and as {@linkcode replaceFile} and {@linkcode backUpFile} do.
 */
export async function createFile(
  host: Host,
  path: string,
  content: string | Uint8Array,
  { force = false, like }: CreateOptions = {},
): Promise<string | undefined> {
  const exists = await host.stat(path) !== undefined;
  if (exists && !force) {
    const remedy = "write another file with --output, or replace it with --force, which keeps a copy";
    throw new FlyteConfigError("file_exists", `${quotedPath(path)} exists; ${remedy}`);
  }
  const end = path.lastIndexOf("/");
  if (!exists && end > 0) await writerOf(host).makeDirectory(path.slice(0, end));
  const backup = exists ? await backUpFile(host, path) : undefined;
  if (!exists && like !== undefined) await writerOf(host).copyFile(like, path);
  await replaceFile(host, path, content);
  return backup;
}
