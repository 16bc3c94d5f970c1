/**
 * Inspects, lists and changes files and directories in Deno, Node and Bun; `read.ts` reads files.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import { quotedPath } from "../../text/quote.ts";
import type { DirEntry, FileInfo, HostWriter } from "../host.ts";
import { byName, checkPath } from "../host_contract.ts";
import { fileNotFound, notRegularFile } from "../host_errors.ts";
import type { NodeEntry, NodeKind, NodeStats, ServerModules } from "../node_builtins.ts";
import { codeOf, fileError, flag, isDenied, permissionDenied, reasonOf } from "./errors.ts";

/** Implements {@linkcode Host.stat}. */
export async function stat(modules: ServerModules, path: string): Promise<FileInfo | undefined> {
  checkPath("stat", path);
  try {
    const found = await modules.fs.stat(path);
    const [isFile, isDirectory] = [await isRegular(modules, found), found.isDirectory()];
    const special = isFile || isDirectory ? undefined : specialKind(found);
    return { isFile, isDirectory, ...(special && { special }), size: found.size, mtime: found.mtime };
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

/** Implements {@linkcode HostWriter}. */
export function serverWriter(modules: ServerModules): HostWriter {
  return {
    makeTempDirectory: async (prefix) => {
      const parent = await writing("the temporary directory", () => Promise.resolve().then(() => modules.os.tmpdir()));
      return await writing(parent, () => modules.fs.mkdtemp(`${parent.replace(/[\\/]$/, "")}/${prefix}`));
    },
    makeDirectory: (path) => writing(path, async () => void await modules.fs.mkdir(path, { recursive: true })),
    writeFile: (path, content) => writing(path, () => modules.fs.writeFile(path, content)),
    copyFile: async (source, target) => {
      checkPath("copyFile", source);
      const stats = await modules.fs.stat(source).catch(() => undefined);
      // Copying from a pipe or a device may never end. Copying a missing file fails below.
      if (stats !== undefined && !stats.isFile()) {
        throw notRegularFile(source, stats.isDirectory() ? "directory" : specialKind(stats));
      }
      await writing(target, () => modules.fs.copyFile(source, target));
    },
    remove: (path) => writing(path, () => modules.fs.rm(path, { recursive: true, force: true })),
    removeNow: (path) => {
      try {
        modules.fsSync.rmSync(path, { recursive: true, force: true });
      } catch {
        // The process ends, so there is no caller to report it to.
      }
    },
  };
}

async function writing<T>(path: string, change: () => Promise<T>): Promise<T> {
  checkPath("writer", path);
  try {
    return await change();
  } catch (cause) {
    if (isDenied(cause)) {
      const flags = { deno: flag("--allow-write", path), node: flag("--allow-fs-write", path) };
      throw permissionDenied({ action: `write ${quotedPath(path)}`, ...flags }, cause);
    }
    throw new FlyteConfigError("file_unwritable", `${quotedPath(path)} cannot be written: ${reasonOf(cause)}`, {
      cause,
    });
  }
}
