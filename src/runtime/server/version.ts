/**
 * Identifies the content of files in Deno, Node and Bun without reading them.
 *
 * @module
 */
import { checkPath } from "../host_contract.ts";
import type { NodeStatsSync, ServerModules } from "../node_builtins.ts";
import { codeOf } from "./errors.ts";
import { readSmallFile } from "./read.ts";

/**
 * Time in milliseconds after which another change of a file has another change time: longer than the resolution of the
 * times of file systems (up to 2 seconds) and of Deno (1 second).
 */
const SETTLED = 4000;

/** Implements {@linkcode Host.fileVersion}. */
export function fileVersion(modules: ServerModules, path: string): string | undefined {
  checkPath("fileVersion", path);
  // Before the times are read: a change after that is seen as too recent.
  const now = Date.now();
  try {
    const stats = modules.fsSync.statSync(path);
    if (stats.isDirectory()) return "directory";
    if (!stats.isFile()) return undefined;
    if (stats.blocks === 0 && modules.system.platform !== "win32") return emptyVersion(modules, path, stats);
    return statVersion(stats, now);
  } catch (error) {
    return ["ENOENT", "ENOTDIR"].includes(codeOf(error)) ? "absent" : undefined;
  }
}

/**
 * The change time is part of the version because programs cannot set it, unlike the modification time. The inode differs
 * where another file took the path.
 */
function statVersion({ dev, ino, size, mtimeMs, ctimeMs }: NodeStatsSync, now: number): string | undefined {
  // Larger inodes are rounded, so that several files would have the same.
  const isKnown = ino && Number.isSafeInteger(ino) && ctimeMs;
  return isKnown && now - ctimeMs > SETTLED ? `${dev} ${ino} ${size} ${mtimeMs} ${ctimeMs}` : undefined;
}

/** Files of `/proc` and `/sys` also have no blocks, and change without a new change time. */
function emptyVersion(modules: ServerModules, path: string, { size }: NodeStatsSync): string | undefined {
  return size === 0 && readSmallFile(modules, path, new Uint8Array(1), true) === 0 ? "empty" : undefined;
}
