/**
 * Reads files in Deno, Node and Bun, without blocking on pipes and devices.
 *
 * @module
 */
import { untilAborted } from "../cancellation.ts";
import type { ReadOptions, Signal } from "../host.ts";
import { checkRead } from "../host_contract.ts";
import { fileNotFound, fileTooLarge, fileUnreadable, notRegularFile } from "../host_errors.ts";
import type { NodeFile, NodeStats, ServerModules } from "../node_builtins.ts";
import { codeOf, fileError } from "./errors.ts";
import { isRegular, specialKind } from "./files.ts";

type Bytes = Uint8Array<ArrayBuffer>;

const PIECE = 256 * 1024;
const MIB = 1024 * 1024;

/** Maximum size of a file that is read whole, unless the caller sets another. */
const MAX_BYTES = 64 * MIB;

/** Maximum size of a file whose size the system reports as 0, such as those of `/proc`. */
const MAX_UNSIZED = 64 * MIB;

/** Implements {@linkcode Host.readFile}. */
export async function readFile(
  modules: ServerModules,
  path: string,
  options: ReadOptions = {},
): Promise<Uint8Array> {
  const pieces: Bytes[] = [];
  checkRead(path, options);
  const bounded = { ...options, maxBytes: options.maxBytes ?? MAX_BYTES };
  for await (const piece of piecesOf(modules, path, bounded)) pieces.push(piece.slice());
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

/** Implements {@linkcode Host.readPieces}, with an optional size limit. */
export async function* readPieces(
  modules: ServerModules,
  path: string,
  options: ReadOptions = {},
): AsyncGenerator<Bytes> {
  checkRead(path, options);
  yield* piecesOf(modules, path, options);
}

async function* piecesOf(
  modules: ServerModules,
  path: string,
  { maxBytes = Infinity, signal }: ReadOptions,
): AsyncGenerator<Bytes> {
  const [file, size] = await openRegularFile(modules, path, signal);
  try {
    if (size > maxBytes) throw fileTooLarge(path, maxBytes);
    // Virtual files have size 0 and content nevertheless. Other files are read up to their initial size, as they may
    // grow faster than they are read.
    const end = size || Math.min(maxBytes, MAX_UNSIZED) + 1;
    const buffer = new Uint8Array(Math.min(end, PIECE));
    for (let read = 0; read < end;) {
      const wanted = Math.min(buffer.length, end - read);
      const { bytesRead } = await untilAborted(file.read(buffer, 0, wanted).catch(refuse(path)), signal);
      if (bytesRead === 0) return;
      read += bytesRead;
      if (size === 0 && read === end) throw fileTooLarge(path, end - 1);
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    const closed = file.close();
    // A pending read may never end; the file is closed after it.
    if (signal?.aborted) closed.catch(() => {});
    else await closed;
  }
}

/** Opens a regular file and returns its size. Other files are not opened: that may block or have side effects. */
async function openRegularFile(
  modules: ServerModules,
  path: string,
  signal: Signal | undefined,
): Promise<readonly [file: NodeFile, size: number]> {
  const { fs, fsSync: { constants } } = modules;
  signal?.throwIfAborted();
  await checkRegular(modules, path, await untilAborted(fs.stat(path).catch(refuse(path)), signal));
  // Non-blocking, in case the file was replaced by a pipe meanwhile.
  const opening = fs.open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch(refuse(path));
  const file = await untilAborted(opening, signal).catch((error: unknown) => {
    opening.then((late) => late.close()).catch(() => {});
    throw error;
  });
  try {
    const stats = await file.stat();
    await checkRegular(modules, path, stats);
    return [file, stats.size];
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function checkRegular(modules: ServerModules, path: string, stats: NodeStats): Promise<void> {
  if (stats.isDirectory()) throw fileUnreadable(path, "it is a directory");
  if (!await isRegular(modules, stats)) throw notRegularFile(path, specialKind(stats));
}

function refuse(path: string): (error: unknown) => never {
  return (error) => {
    throw codeOf(error) === "ENOTDIR" ? fileNotFound(path, error) : fileError(path, error);
  };
}

/** Implements {@linkcode Host.readSmallFile}. */
export function readSmallFile(
  { fsSync }: ServerModules,
  path: string,
  target: Uint8Array,
  isFile: boolean = false,
): number | undefined {
  const { constants } = fsSync;
  try {
    if (!isFile && !fsSync.statSync(path).isFile()) return undefined;
    // Non-blocking: opening a pipe would block the process.
    const file = fsSync.openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      // In Deno, `stat` takes longer than reading.
      return isFile || fsSync.fstatSync(file).isFile() ? readAll(fsSync, file, target) : undefined;
    } finally {
      fsSync.closeSync(file);
    }
  } catch {
    // `stat` and `readFile` report the reason.
    return undefined;
  }
}

/** Reads an open file into `target` and returns the number of bytes; `undefined` if it does not fit. */
function readAll(files: ServerModules["fsSync"], file: number, target: Uint8Array): number | undefined {
  let length = 0;
  while (length < target.length) {
    // A virtual file has size 0 and content nevertheless, so its size is not used.
    const count = files.readSync(file, target, length, target.length - length);
    if (count === 0) return length;
    length += count;
  }
  return undefined;
}
