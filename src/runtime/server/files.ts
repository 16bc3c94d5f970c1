/**
 * Inspects and lists files and directories in Deno, Node and Bun; `read.ts` reads files, `write.ts` changes them.
 *
 * @module
 */
import type { DirEntry, FileInfo } from "../host.ts";
import { byName, checkPath } from "../host_contract.ts";
import { fileNotFound } from "../host_errors.ts";
import type { NodeEntry, NodeKind, NodeStats, ServerModules } from "../node_builtins.ts";
import { codeOf, fileError } from "./errors.ts";

/** The permission bits of a mode. */
const PERMISSIONS = 0o7777;

/** Implements {@linkcode Host.stat}. */
export async function stat(modules: ServerModules, path: string): Promise<FileInfo | undefined> {
  checkPath("stat", path);
  try {
    const found = await modules.fs.stat(path);
    const [isFile, isDirectory] = [await isRegular(modules, found), found.isDirectory()];
    const special = isFile || isDirectory ? undefined : specialKind(found);
    const { size, mtime, mode } = found;
    const permissions = modules.system.platform === "win32" ? {} : { mode: mode & PERMISSIONS };
    return { isFile, isDirectory, ...(special && { special }), size, mtime, ...permissions };
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(codeOf(error))) return undefined;
    throw fileError(path, error);
  }
}

/** Implements {@linkcode Host.realPath}. */
export async function realPath({ fs }: ServerModules, path: string): Promise<string> {
  checkPath("realPath", path);
  try {
    return await fs.realpath(path);
  } catch (error) {
    throw codeOf(error) === "ENOTDIR" ? fileNotFound(path, error) : fileError(path, error);
  }
}

/** Implements {@linkcode Host.readDir}. */
export function readDir(modules: ServerModules, path: string): Promise<readonly DirEntry[]> {
  return listed(modules, path, () => {
    return modules.fsSync.readdirSync(path, { withFileTypes: true }).map(entryOf).sort(byName);
  });
}

/** Implements {@linkcode Host.readDirAsListed}. */
export function readDirAsListed(modules: ServerModules, path: string): Promise<readonly DirEntry[]> {
  // Not `readdirSync`, which Node sorts.
  return listed(modules, path, () => {
    const directory = modules.fsSync.opendirSync(path);
    try {
      const entries: DirEntry[] = [];
      for (let entry = directory.readSync(); entry !== null; entry = directory.readSync()) entries.push(entryOf(entry));
      return entries;
    } finally {
      directory.closeSync();
    }
  });
}

/** Lists a directory synchronously: waiting for each of many directories or entries would take several times as long. */
async function listed(
  modules: ServerModules,
  path: string,
  list: () => readonly DirEntry[],
): Promise<readonly DirEntry[]> {
  checkPath("readDir", path);
  try {
    return list();
  } catch (error) {
    // The path is a file, or one of its parents is a file.
    const missing = codeOf(error) === "ENOTDIR" && await stat(modules, path) === undefined;
    throw missing ? fileNotFound(path, error) : fileError(path, error);
  }
}

function entryOf(entry: NodeEntry): DirEntry {
  return {
    name: entry.name,
    isFile: entry.isFile(),
    isDirectory: entry.isDirectory(),
    isSymlink: entry.isSymbolicLink(),
  };
}

/** Checks whether a path is a regular file, or the null device, which programs use as an empty file. */
export async function isRegular({ fs }: ServerModules, stats: NodeStats): Promise<boolean> {
  if (stats.isFile() || !stats.isCharacterDevice()) return stats.isFile();
  const empty = await fs.stat("/dev/null").catch(() => undefined);
  return empty?.rdev === stats.rdev;
}

/** Returns the kind of something that is neither a file nor a directory. */
export function specialKind(found: NodeKind): "socket" | "pipe" | "device" {
  return found.isSocket() ? "socket" : found.isFIFO() ? "pipe" : "device";
}
