/**
 * Walks directories as Python's `os.walk` does, and inspects single paths.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { joinRelative } from "../python/paths.ts";
import { byCodePoints } from "../python/strings.ts";
import type { DirEntry, FileInfo, Host } from "../runtime/host.ts";
import { codeOf } from "../runtime/server/errors.ts";
import { quotedPath as quoted } from "../text/quote.ts";
import { mapConcurrent, yieldToEventLoop } from "./concurrency.ts";

/** What stands for bytes in a name that are not UTF-8. */
const REPLACED = "\ufffd";

/** After how many entries of folders others have their turn. */
const TURN = 4096;

/** A file, or a link that may lead to one. */
export interface FoundFile {
  /** Its path, which starts with the folder as it was given. */
  readonly path: string;
  /** Its path from the folder. */
  readonly below: string;
  /** Whether it is known to be a file, and no link. */
  readonly isFile?: boolean;
}

/** How {@linkcode findFiles} goes through folders. */
export interface FindOptions {
  /** Lists a folder. The folders in it are gone through in this order. */
  readonly list: (path: string) => Promise<readonly DirEntry[]>;
  /** Whether to look into a folder. Default: into all. */
  readonly enters?: (folder: FoundFile) => boolean;
}

/**
 * The files below a folder, each folder's own before those of its folders, in Python's order. Links to folders are not
 * followed. Folders that cannot be read count as empty, except the first; rejects as {@linkcode Host.readDir} does.
 */
export async function findFiles(
  root: string,
  { list, enters = () => true }: FindOptions,
): Promise<readonly FoundFile[]> {
  const found: FoundFile[] = [];
  let seen = 0;
  const visit = async (folder: FoundFile, entries: readonly DirEntry[]): Promise<void> => {
    seen += entries.length;
    if (seen >= TURN) {
      seen = 0;
      // Folders may have been listed at once.
      await yieldToEventLoop();
    }
    const inside = ({ name, isFile }: DirEntry) => ({
      path: joinRelative(folder.path, name),
      below: joinRelative(folder.below, name),
      isFile,
    });
    const files = entries.filter((entry) => !entry.isDirectory);
    for (const file of files.toSorted((one, other) => byCodePoints(one.name, other.name))) found.push(inside(file));
    for (const entry of entries) {
      if (!entry.isDirectory) continue;
      const below = inside(entry);
      if (enters(below)) await visit(below, await listBelow(below));
    }
  };
  const listBelow = async ({ path }: FoundFile) => {
    try {
      return await list(path);
    } catch (error) {
      if (isMissing(error) && path.includes(REPLACED)) throw nameNotUtf8(path, error);
      if (isMissing(error) || isUnreadable(error)) return [];
      throw error;
    }
  };
  await visit({ path: root, below: "" }, await list(root));
  return found;
}

/**
 * What there is at the path of a file that was found, if it has content: not if it is a socket, a folder, or a link that
 * leads to nothing. Rejects with `not_utf8` if the name is not UTF-8, which flytekit cannot hash either.
 */
export async function contentInfo(host: Host, path: string): Promise<FileInfo | undefined> {
  let info: FileInfo | undefined;
  try {
    info = await host.stat(path);
  } catch (error) {
    if (!isUnreadable(error)) throw error;
  }
  if (info === undefined && path.includes(REPLACED)) throw nameNotUtf8(path);
  return info === undefined || info.isDirectory || info.special === "socket" ? undefined : info;
}

/** The files that have content. Rejects as {@linkcode contentInfo} does. */
export async function withContent(host: Host, files: readonly FoundFile[]): Promise<readonly FoundFile[]> {
  const found: FoundFile[] = [];
  const inspect = async (file: FoundFile) => await contentInfo(host, file.path) && file;
  for await (const file of mapConcurrent(files, inspect)) if (file !== undefined) found.push(file);
  return found;
}

/** Python's `os.path.isdir`: whether there is a folder, or a link to one, that can be looked at. */
export async function directoryExists(host: Host, path: string): Promise<boolean> {
  try {
    return (await host.stat(path))?.isDirectory ?? false;
  } catch (error) {
    if (isUnreadable(error)) return false;
    throw error;
  }
}

function nameNotUtf8(path: string, cause?: unknown): FlyteConfigError {
  return new FlyteConfigError("not_utf8", `the name of ${quoted(path)} is not UTF-8: rename or ignore it`, { cause });
}

function isMissing(error: unknown): boolean {
  return error instanceof FlyteConfigError && error.code === "file_not_found";
}

function isUnreadable(error: unknown): boolean {
  return error instanceof FlyteConfigError && error.code === "file_unreadable";
}

/** What there is at a path for Python's `Path`: nothing where links go in a circle. Rejects as {@linkcode Host.stat}. */
export async function statPath(host: Host, path: string): Promise<FileInfo | undefined> {
  try {
    return await host.stat(path);
  } catch (error) {
    if (error instanceof FlyteConfigError && codeOf(error.cause) === "ELOOP") return undefined;
    throw error;
  }
}

/**
 * Whether what a path leads to is a directory, or in it, with all links followed. Always so on a host without links.
 * Rejects as {@linkcode Host.realPath} does.
 */
export async function resolvesInside(host: Host, path: string, directory: string): Promise<boolean> {
  if (host.realPath === undefined) return true;
  const [real, root] = await Promise.all([host.realPath(path), host.realPath(directory)]);
  const separator = root.startsWith("/") ? "/" : "\\";
  return real === root || real.startsWith(root.endsWith(separator) ? root : root + separator);
}

/** Whether a path does not depend on the working directory. */
export function isAbsolute(path: string): boolean {
  return path.startsWith("/") || /^[A-Za-z]:[\\/]/.test(path);
}
