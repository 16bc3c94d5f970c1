/**
 * Looks at, lists and changes files and directories in Deno, Node and Bun; `read.ts` reads them.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import { quotedPath as quoted } from "../../text/quote.ts";
import type { DirEntry, FileInfo, HostWriter } from "../host.ts";
import { byName, checkPath } from "../host_contract.ts";
import { fileNotFound, notRegularFile } from "../host_errors.ts";
import type { NodeEntry, NodeKind, NodeStats, ServerModules } from "../node_builtins.ts";
import { codeOf, fileError, flag, isDenied, permissionDenied, reasonOf } from "./errors.ts";

/** Looks at a path as {@linkcode Host.stat} does. */
export async function stat(modules: ServerModules, path: string): Promise<FileInfo | undefined> {
  checkPath("stat", path);
  try {
    const found = await modules.files.stat(path);
    const [isFile, isDirectory] = [await isRegular(modules, found), found.isDirectory()];
    const special = isFile || isDirectory ? undefined : specialKind(found);
    return { isFile, isDirectory, ...(special && { special }), size: found.size, mtime: found.mtime };
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(codeOf(error))) return undefined;
    throw fileError(path, error);
  }
}

/** Resolves links as {@linkcode Host.realPath} does. */
export async function realPath({ files }: ServerModules, path: string): Promise<string> {
  checkPath("realPath", path);
  try {
    return await files.realpath(path);
  } catch (error) {
    throw codeOf(error) === "ENOTDIR" ? fileNotFound(path, error) : fileError(path, error);
  }
}

/** Lists a folder as {@linkcode Host.readDir} does. */
export function readDir(modules: ServerModules, path: string): Promise<readonly DirEntry[]> {
  return listed(modules, path, async () => {
    const entries = await modules.files.readdir(path, { withFileTypes: true });
    return entries.map(entryOf).sort(byName);
  });
}

/** Lists a folder as {@linkcode Host.readDirAsListed} does. */
export function readDirAsListed(modules: ServerModules, path: string): Promise<readonly DirEntry[]> {
  // Unlike `readdir`, which Node sorts; and at once, since a promise for each entry would take several times as long.
  return listed(modules, path, () => {
    const folder = modules.filesAtOnce.opendirSync(path);
    try {
      const entries: DirEntry[] = [];
      for (let entry = folder.readSync(); entry !== null; entry = folder.readSync()) entries.push(entryOf(entry));
      return entries;
    } finally {
      folder.closeSync();
    }
  });
}

async function listed(
  modules: ServerModules,
  path: string,
  list: () => readonly DirEntry[] | Promise<readonly DirEntry[]>,
): Promise<readonly DirEntry[]> {
  checkPath("readDir", path);
  try {
    return await list();
  } catch (error) {
    // There is a file, or there is a file where a folder on the way should be.
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

/** Whether there is a file, or the null device, which programs take for an empty one. */
export async function isRegular({ files }: ServerModules, stats: NodeStats): Promise<boolean> {
  if (stats.isFile() || !stats.isCharacterDevice()) return stats.isFile();
  const empty = await files.stat("/dev/null").catch(() => undefined);
  return empty?.rdev === stats.rdev;
}

/** What there is, which is neither a file nor a folder. */
export function specialKind(found: NodeKind): "socket" | "pipe" | "device" {
  return found.isSocket() ? "socket" : found.isFIFO() ? "pipe" : "device";
}

/** What changes the files of the machine. */
export function serverWriter({ files, filesAtOnce, os }: ServerModules): HostWriter {
  return {
    makeTempDirectory: async (prefix) => {
      const parent = await writing("the folder for temporary files", () => Promise.resolve().then(() => os.tmpdir()));
      return await writing(parent, () => files.mkdtemp(`${parent.replace(/[\\/]$/, "")}/${prefix}`));
    },
    makeDirectory: (path) => writing(path, async () => void await files.mkdir(path, { recursive: true })),
    writeFile: (path, content) => writing(path, () => files.writeFile(path, content)),
    copyFile: async (source, target) => {
      checkPath("copyFile", source);
      const stats = await files.stat(source).catch(() => undefined);
      // Copying from a pipe or a device may have no end. What is not there is told when it is copied.
      if (stats !== undefined && !stats.isFile()) {
        throw notRegularFile(source, stats.isDirectory() ? "directory" : specialKind(stats));
      }
      await writing(target, () => files.copyFile(source, target));
    },
    remove: (path) => writing(path, () => files.rm(path, { recursive: true, force: true })),
    removeNow: (path) => {
      try {
        filesAtOnce.rmSync(path, { recursive: true, force: true });
      } catch {
        // Nobody is there any more to hear of it.
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
      throw permissionDenied({ action: `write ${quoted(path)}`, ...flags }, cause);
    }
    throw new FlyteConfigError("file_unwritable", `${quoted(path)} cannot be written: ${reasonOf(cause)}`, { cause });
  }
}
