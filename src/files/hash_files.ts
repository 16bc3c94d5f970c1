/**
 * Hashes the content of files as flytekit and flyte 2 do.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import type { Host } from "../runtime/host.ts";
import { quotedPath } from "../text/quote.ts";
import { mapConcurrent, yieldToEventLoop } from "./concurrency.ts";
import type { Hasher } from "./block_hash.ts";
import type { FileLists, HashCache } from "./hash_cache.ts";
import type { TextHasher } from "./md5.ts";
import { contentInfo, type FoundFile } from "./walk.ts";

/** Maximum size in bytes of files that are read whole and ahead of time. */
const SMALL = 256 * 1024;

/** Number of files after which other tasks get a turn. */
const TURN = 512;

const UTF8 = new TextEncoder();

/**
 * Hashes files as Flyte does: the content of each, then its path relative to its directory without the slashes. Skips
 * what has no content, such as broken links. Rejects with `file_unreadable`, `not_utf8`, and with `endless_file` for a
 * pipe or a device, which Flyte would read forever.
 */
export async function hashFiles(hasher: Hasher, host: Host, lists: FileLists): Promise<void> {
  if (host.readSmallFile !== undefined && hasher.ofFile === undefined) {
    return await hashBuffered(hasher, host, host.readSmallFile, lists);
  }
  const open = async (file: FoundFile) => ({ file, content: await contentOf(host, file.path) });
  for await (const { file, content } of mapConcurrent(eachOf(lists), open)) {
    if (content === undefined) continue;
    await feed(hasher.ofFile?.(file.path, file.below) ?? hasher, content);
    hasher.update(UTF8.encode(nameOf(file)));
  }
}

/** Hashes files as {@linkcode hashFiles} does, with a cache if there is one; see {@linkcode HashCache.add}. */
export async function hashWithCache(
  cache: HashCache | undefined,
  hasher: TextHasher,
  host: Host,
  name: string,
  lists: () => FileLists,
): Promise<void> {
  if (cache === undefined) await hashFiles(hasher, host, lists());
  else await cache.add(hasher, host, name, lists, (files) => hashFiles(hasher, host, files));
}

async function* eachOf(lists: FileLists): AsyncGenerator<FoundFile> {
  for await (const files of lists) yield* files;
}

/**
 * Hashes files with small ones read synchronously into one buffer: hashing few large chunks is faster than many small
 * ones.
 */
async function hashBuffered(
  hasher: Hasher,
  host: Host,
  readSmallFile: NonNullable<Host["readSmallFile"]>,
  lists: FileLists,
): Promise<void> {
  const buffer = new Uint8Array(2 * SMALL);
  let filled = 0;
  let count = 0;
  const flush = () => {
    if (filled > 0) hasher.update(buffer.subarray(0, filled));
    filled = 0;
  };
  for await (const files of lists) {
    for (const file of files) {
      if (++count % TURN === 0) await yieldToEventLoop();
      if (filled >= SMALL) flush();
      const length = readSmallFile(file.path, buffer.subarray(filled, filled + SMALL), file.isFile);
      if (length === undefined) {
        const content = await contentOf(host, file.path);
        if (content === undefined) continue;
        flush();
        await feed(hasher, content);
      } else {
        filled += length;
      }
      const name = nameOf(file);
      // A UTF-16 code unit takes at most three bytes of UTF-8.
      if (filled + 3 * name.length > buffer.length) flush();
      if (3 * name.length > buffer.length) hasher.update(UTF8.encode(name));
      else filled += UTF8.encodeInto(name, buffer.subarray(filled)).written;
    }
  }
  flush();
}

function nameOf({ below }: FoundFile): string {
  return below.replaceAll("/", "");
}

/** Hashes the content of a file, which must exist: rejects as `Host.readFile` does, and with `endless_file`. */
export async function hashContent(hasher: Hasher, host: Host, path: string): Promise<void> {
  // `readFile` reports what is wrong with a missing file or a directory.
  const content = await contentOf(host, path) ?? await host.readFile(path);
  await feed(hasher.ofFile?.(path) ?? hasher, content);
}

type Content = Uint8Array | AsyncIterable<Uint8Array>;

async function feed(hasher: Hasher, content: Content): Promise<void> {
  if (content instanceof Uint8Array) hasher.update(content);
  else for await (const piece of content) hasher.update(piece);
}

/** Returns the content of a file: the bytes of a small one, a stream for a large one. */
async function contentOf(host: Host, path: string): Promise<Content | undefined> {
  const info = await contentInfo(host, path);
  if (info === undefined) return undefined;
  if (info.special !== undefined) {
    throw new FlyteConfigError(
      "endless_file",
      `${quotedPath(path)} is a ${info.special}, which may be endless; remove or ignore it`,
    );
  }
  return info.isFile && info.size <= SMALL ? await host.readFile(path) : readLater(host, path);
}

async function* readLater(host: Host, path: string): AsyncGenerator<Uint8Array> {
  if (host.readPieces === undefined) yield await host.readFile(path);
  else yield* host.readPieces(path);
}
