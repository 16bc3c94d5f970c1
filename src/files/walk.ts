/**
 * Walks directories as Python's `os.walk` does, and inspects single paths. Hashing and ignore rules are in other files.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { joinRelative } from "../python/paths.ts";
import { byCodePoints } from "../python/strings.ts";
import type { DirEntry, FileInfo, Host } from "../runtime/host.ts";
import { codeOf } from "../runtime/server/errors.ts";
import { quotedPath } from "../text/quote.ts";
import { mapConcurrent, yieldToEventLoop } from "./concurrency.ts";

/** Stands for the bytes of a name that are not UTF-8. */
const REPLACED = "\ufffd";

/** Number of directory entries after which other tasks get a turn. */
const TURN = 4096;

/** A file that was found in a directory, or a symbolic link that may point to a file. */
export interface FoundFile {
  /** Its path, which starts with the directory's path as the caller wrote it. */
  readonly path: string;
  /** Its path relative to the directory. */
  readonly below: string;
  /** Whether it is known to be a regular file and not a link. */
  readonly isFile?: boolean;
}

/** Options of {@linkcode walkFiles}. */
export interface WalkOptions {
  /** Lists a directory. */
  readonly list: (path: string) => Promise<readonly DirEntry[]>;
  /**
   * Whether to visit a subdirectory.
   *
   * @default all are visited
   */
  readonly enters?: (directory: FoundFile) => boolean;
  /**
   * Puts the entries of a directory in the order in which they are visited.
   *
   * @default Python's order: the files by name, then the directories as they are listed
   */
  readonly arrange?: (entries: readonly DirEntry[]) => readonly DirEntry[];
}

/**
 * Yields the files below a directory, one list for each directory or for the part of it between two subdirectories, so
 * that memory is only needed for the directories on the way to a file. Links to directories are not followed.
 * Subdirectories that cannot be read are treated as empty; for the directory itself it rejects as
 * {@linkcode Host.readDir} does.
 */
export async function* walkFiles(root: string, options: WalkOptions): AsyncGenerator<readonly FoundFile[]> {
  const { list, enters = () => true, arrange = filesFirst } = options;
  let seen = 0;
  const open = async (directory: FoundFile, entries: readonly DirEntry[]): Promise<OpenDirectory> => {
    seen += entries.length;
    if (seen >= TURN) {
      seen = 0;
      // The listings may have been synchronous.
      await yieldToEventLoop();
    }
    return {
      path: joinRelative(directory.path, ""),
      below: joinRelative(directory.below, ""),
      rest: arrange(entries).values(),
    };
  };
  // Not by recursion, since directories may be nested more deeply than calls.
  const way = [await open({ path: root, below: "" }, await list(root))];
  while (way.length > 0) {
    const { path, below, rest } = way.at(-1)!;
    const files: FoundFile[] = [];
    let next: FoundFile | undefined;
    for (const { name, isFile, isDirectory } of rest) {
      const found = { path: path + name, below: below + name, isFile };
      if (!isDirectory) files.push(found);
      else if (enters(found)) {
        next = found;
        break;
      }
    }
    if (files.length > 0) yield files;
    if (next === undefined) way.pop();
    else way.push(await open(next, await listBelow(list, next.path)));
  }
}

/** A directory on the way to the next file. */
interface OpenDirectory {
  /** Its path, with a slash at the end. */
  readonly path: string;
  /** Its path below the root, with a slash at the end. */
  readonly below: string;
  /** The entries that were not visited yet. */
  readonly rest: IterableIterator<DirEntry>;
}

async function listBelow(list: WalkOptions["list"], path: string): Promise<readonly DirEntry[]> {
  try {
    return await list(path);
  } catch (error) {
    if (isMissing(error) && path.includes(REPLACED)) throw nameNotUtf8(path, error);
    if (isMissing(error) || isUnreadable(error)) return [];
    throw error;
  }
}

function filesFirst(entries: readonly DirEntry[]): readonly DirEntry[] {
  const files = entries.filter(({ isDirectory }) => !isDirectory);
  const directories = entries.filter(({ isDirectory }) => isDirectory);
  return files.sort((one, other) => byCodePoints(one.name, other.name)).concat(directories);
}

/** Puts the entries of a directory in the order of the paths of all files below it, compared as Python compares them. */
export function inPathOrder(entries: readonly DirEntry[]): readonly DirEntry[] {
  const start = ({ name, isDirectory }: DirEntry) => isDirectory ? `${name}/` : name;
  return entries.toSorted((one, other) => byCodePoints(start(one), start(other)));
}

/** Returns all files of {@linkcode walkFiles}. */
export async function findFiles(root: string, options: WalkOptions): Promise<readonly FoundFile[]> {
  return await collectFiles(walkFiles(root, options));
}

/** Returns the files of all lists. */
export async function collectFiles(lists: AsyncIterable<readonly FoundFile[]>): Promise<readonly FoundFile[]> {
  const found: FoundFile[] = [];
  for await (const files of lists) for (const file of files) found.push(file);
  return found;
}

/**
 * Returns information about a found file if it has content: not if it is a socket, a directory or a broken link.
 * Rejects with `not_utf8` if its name is not UTF-8, which flytekit cannot hash either.
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

/** Returns the files that have content. Rejects as {@linkcode contentInfo} does. */
export async function withContent(host: Host, files: readonly FoundFile[]): Promise<readonly FoundFile[]> {
  const found: FoundFile[] = [];
  const inspect = async (file: FoundFile) => await contentInfo(host, file.path) && file;
  for await (const file of mapConcurrent(files, inspect)) if (file !== undefined) found.push(file);
  return found;
}

/** Checks whether a path is a directory, or a link to one, as Python's `os.path.isdir` does. */
export async function directoryExists(host: Host, path: string): Promise<boolean> {
  try {
    return (await host.stat(path))?.isDirectory ?? false;
  } catch (error) {
    if (isUnreadable(error)) return false;
    throw error;
  }
}

function nameNotUtf8(path: string, cause?: unknown): FlyteConfigError {
  return new FlyteConfigError("not_utf8", `the name of ${quotedPath(path)} is not UTF-8; rename or ignore the file`, {
    cause,
  });
}

function isMissing(error: unknown): boolean {
  return error instanceof FlyteConfigError && error.code === "file_not_found";
}

function isUnreadable(error: unknown): boolean {
  return error instanceof FlyteConfigError && error.code === "file_unreadable";
}

/**
 * Returns information about a path as Python's `Path` does: `undefined` also for a cycle of links. Rejects as
 * {@linkcode Host.stat} does.
 */
export async function statPath(host: Host, path: string): Promise<FileInfo | undefined> {
  try {
    return await host.stat(path);
  } catch (error) {
    if (error instanceof FlyteConfigError && codeOf(error.cause) === "ELOOP") return undefined;
    throw error;
  }
}

/**
 * Checks whether a path, with all links resolved, is a directory or inside it. Always true on a host without links.
 * Rejects as {@linkcode Host.realPath} does.
 */
export async function resolvesInside(host: Host, path: string, directory: string): Promise<boolean> {
  if (host.realPath === undefined) return true;
  const [real, root] = await Promise.all([host.realPath(path), host.realPath(directory)]);
  const separator = root.startsWith("/") ? "/" : "\\";
  return real === root || real.startsWith(root.endsWith(separator) ? root : root + separator);
}
