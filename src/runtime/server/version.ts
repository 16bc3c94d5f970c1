/**
 * Identifies the content of files in Deno, Node and Bun without reading them.
 *
 * @module
 */
import { checkPath } from "../host_contract.ts";
import type { ServerModules } from "../node_builtins.ts";
import { codeOf } from "./errors.ts";
import { readSmallFile } from "./read.ts";

/** Information about a path; symbolic links are followed. Numbers that the system does not have are 0 or absent. */
export interface FileTimes {
  readonly isFile: boolean;
  readonly isDirectory: boolean;
  readonly dev: number;
  readonly ino: number | null;
  readonly size: number;
  /** Number of blocks on the disk: 0 for an empty file, and for one that the system makes up when it is read. */
  readonly blocks: number | null;
  /** Time of the last modification in milliseconds, which programs can set. */
  readonly mtime: number | undefined;
  /** Time of the last change of the file or its metadata in milliseconds, which programs cannot set. */
  readonly ctime: number | undefined;
}

/** Returns information about a path as Node does. */
export function fileTimes({ fsSync }: ServerModules, path: string): FileTimes {
  const found = fsSync.statSync(path);
  const { dev, ino, size, blocks, mtimeMs: mtime, ctimeMs: ctime } = found;
  return { isFile: found.isFile(), isDirectory: found.isDirectory(), dev, ino, size, blocks, mtime, ctime };
}

/**
 * Time in milliseconds after which another change of a file has another change time: longer than the resolution of the
 * times of file systems (up to 2 seconds) and of Deno (1 second).
 */
const SETTLED = 4000;

/** Implements {@linkcode Host.fileVersion}. `timesOf` throws as `statSync` does. */
export function fileVersion(
  modules: ServerModules,
  path: string,
  timesOf: (path: string) => FileTimes,
): string | undefined {
  checkPath("fileVersion", path);
  // Before the times are read: a change after that is seen as too recent.
  const now = Date.now();
  try {
    const times = timesOf(path);
    if (times.isDirectory) return "directory";
    if (!times.isFile) return undefined;
    if (times.blocks === 0 && modules.system.platform !== "win32") return emptyVersion(modules, path, times);
    return versionOf(times, now);
  } catch (error) {
    return ["ENOENT", "ENOTDIR"].includes(codeOf(error)) ? "absent" : undefined;
  }
}

function versionOf({ dev, ino, size, mtime, ctime }: FileTimes, now: number): string | undefined {
  // Larger inodes are rounded, so that several files would have the same.
  const isKnown = ino && Number.isSafeInteger(ino) && ctime;
  return isKnown && now - ctime > SETTLED ? `${dev} ${ino} ${size} ${mtime} ${ctime}` : undefined;
}

/** Files of `/proc` and `/sys` also have no blocks, and change without a new change time. */
function emptyVersion(modules: ServerModules, path: string, { size }: FileTimes): string | undefined {
  return size === 0 && readSmallFile(modules, path, new Uint8Array(1), true) === 0 ? "empty" : undefined;
}
