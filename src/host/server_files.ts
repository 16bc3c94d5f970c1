/**
 * Reads files and folders in Deno, Node and Bun.
 *
 * @module
 */
import type { DirEntry, FileInfo } from "./host.ts";
import { byName, fileNotFound } from "./common.ts";
import { codeOf, fileError } from "./server_errors.ts";
import type { NodeEntry, NodeKind, ServerModules } from "./server_modules.ts";

const PIECE = 256 * 1024;

/** Reads a file as {@linkcode Host.readFile} does. */
export async function readFile({ files }: ServerModules, path: string): Promise<Uint8Array> {
  try {
    // Node's Buffer slices and prints unlike other arrays of bytes.
    return new Uint8Array(await files.readFile(path));
  } catch (error) {
    throw readError(path, error);
  }
}

/** Reads a file as {@linkcode Host.readPieces} does. */
export async function* readPieces({ files }: ServerModules, path: string): AsyncGenerator<Uint8Array> {
  const refused = (error: unknown) => {
    throw readError(path, error);
  };
  const file = await files.open(path).catch(refused);
  try {
    const buffer = new Uint8Array(PIECE);
    while (true) {
      const { bytesRead } = await file.read(buffer).catch(refused);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

/** Reads a file as {@linkcode Host.readSmallFile} does. */
export function readSmallFile(
  { filesAtOnce }: ServerModules,
  path: string,
  target: Uint8Array,
  isFile: boolean = false,
): number | undefined {
  const { constants } = filesAtOnce;
  try {
    // Without waiting, for a pipe would not let go of who opens it.
    const file = filesAtOnce.openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      // In Deno, looking takes longer than reading.
      return isFile || filesAtOnce.fstatSync(file).isFile() ? readAll(filesAtOnce, file, target) : undefined;
    } finally {
      filesAtOnce.closeSync(file);
    }
  } catch {
    // The caller gets the reason where there is time for it.
    return undefined;
  }
}

/** How many bytes an open file has, which are in `target` then; nothing if it is full of them. */
function readAll(files: ServerModules["filesAtOnce"], file: number, target: Uint8Array): number | undefined {
  let length = 0;
  while (length < target.length) {
    // The size of a file that a system makes up may be 0, and something in it nevertheless.
    const count = files.readSync(file, target, length, target.length - length);
    if (count === 0) return length;
    length += count;
  }
  return undefined;
}

/** Looks at a path as {@linkcode Host.stat} does. */
export async function stat({ files }: ServerModules, path: string): Promise<FileInfo | undefined> {
  try {
    const found = await files.stat(path);
    const [isFile, isDirectory] = [found.isFile(), found.isDirectory()];
    const special = isFile || isDirectory ? undefined : specialKind(found);
    return { isFile, isDirectory, ...(special && { special }), size: found.size, mtime: found.mtime };
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(codeOf(error))) return undefined;
    throw fileError(path, error);
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

function specialKind(found: NodeKind): "socket" | "pipe" | "device" {
  return found.isSocket() ? "socket" : found.isFIFO() ? "pipe" : "device";
}

function readError(path: string, error: unknown): Error {
  return codeOf(error) === "ENOTDIR" ? fileNotFound(path, error) : fileError(path, error);
}
