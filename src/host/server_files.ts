/**
 * Reads files and folders in Deno, Node and Bun.
 *
 * @module
 */
import type { DirEntry, FileInfo } from "./host.ts";
import { byName, fileNotFound } from "./common.ts";
import { builtinModule } from "./runtime.ts";
import { codeOf, fileError } from "./server_errors.ts";
import type { NodeEntry, NodeKind, ServerModules } from "./server_modules.ts";

interface NodeFilesAtOnce {
  readonly constants: { readonly O_RDONLY: number; readonly O_NONBLOCK?: number };
  openSync(path: string, flags: number): number;
  fstatSync(file: number): { isFile(): boolean; readonly size: number };
  readSync(file: number, bytes: Uint8Array, offset: number, length: number): number;
  closeSync(file: number): void;
}

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
export function readSmallFile(path: string, limit: number): Uint8Array | undefined {
  const files = builtinModule<NodeFilesAtOnce>("node:fs");
  if (files === undefined) return undefined;
  try {
    // Without waiting, for a pipe would not let go of who opens it.
    const file = files.openSync(path, files.constants.O_RDONLY | (files.constants.O_NONBLOCK ?? 0));
    try {
      const found = files.fstatSync(file);
      // Files that a system makes up have no size, and something in them nevertheless.
      return found.isFile() && found.size > 0 && found.size <= limit ? readAll(files, file, found.size) : undefined;
    } finally {
      files.closeSync(file);
    }
  } catch {
    // The caller gets the reason where there is time for it.
    return undefined;
  }
}

/** So many bytes of an open file; nothing if there are not as many, or more. */
function readAll(files: NodeFilesAtOnce, file: number, size: number): Uint8Array | undefined {
  const bytes = new Uint8Array(size + 1);
  let length = 0;
  for (let count = -1; count !== 0 && length <= size; length += count) {
    count = files.readSync(file, bytes, length, size + 1 - length);
  }
  return length === size ? bytes.subarray(0, size) : undefined;
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
  return listed(modules, path, async () => {
    // Unlike `readdir`, which Node sorts.
    const entries: DirEntry[] = [];
    for await (const entry of await modules.files.opendir(path)) entries.push(entryOf(entry));
    return entries;
  });
}

async function listed(
  modules: ServerModules,
  path: string,
  list: () => Promise<readonly DirEntry[]>,
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
