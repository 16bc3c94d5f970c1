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

/** Largest number of bytes of a file that is read whole, unless the caller says another. */
const MAX_BYTES = 64 * MIB;

/** Largest number of bytes of a file whose size the system does not tell, such as those of `/proc`. */
const MAX_UNSIZED = 64 * MIB;

/** Reads a file as {@linkcode Host.readFile} does. */
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

/** Reads a file as {@linkcode Host.readPieces} does, or one of as many bytes as the caller takes. */
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
    // The size of a file that a system makes up is 0, and something in it nevertheless. Others end at the size that they
    // had at first, as they may grow faster than they are read.
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
    // What is being read may take forever, and is closed after that.
    if (signal?.aborted) closed.catch(() => {});
    else await closed;
  }
}

/** Opens a file, and gives its size. What is no regular file is not opened: that may wait, or set something off. */
async function openRegularFile(
  modules: ServerModules,
  path: string,
  signal: Signal | undefined,
): Promise<readonly [file: NodeFile, size: number]> {
  const { files, filesAtOnce: { constants } } = modules;
  signal?.throwIfAborted();
  await checkRegular(modules, path, await untilAborted(files.stat(path).catch(refuse(path)), signal));
  // Without waiting: there may be a pipe by now.
  const opening = files.open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch(refuse(path));
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

/** Reads a file as {@linkcode Host.readSmallFile} does. */
export function readSmallFile(
  { filesAtOnce }: ServerModules,
  path: string,
  target: Uint8Array,
  isFile: boolean = false,
): number | undefined {
  const { constants } = filesAtOnce;
  try {
    if (!isFile && !filesAtOnce.statSync(path).isFile()) return undefined;
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
