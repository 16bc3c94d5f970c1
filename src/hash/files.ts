/**
 * Feeds files to a hash.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { aheadOf } from "../files/ahead.ts";
import { contentInfo, type FoundFile } from "../files/find_files.ts";
import { quoted } from "../host/common.ts";
import type { Host } from "../host/host.ts";
import type { Hasher } from "./md5.ts";

/** Files of up to this many bytes are read whole, and ahead of time. */
const SMALL = 256 * 1024;

/** After how many files others have their turn. */
const TURN = 512;

/**
 * Hashes files as Flyte does: the content of each, then its path from its folder without the slashes. Passes over what
 * has no content, such as links that lead to nothing. Rejects with `file_unreadable`, `not_utf8`, and with
 * `endless_file` for a named pipe, which Flyte would wait for forever.
 */
export async function hashFiles(hasher: Hasher, host: Host, files: readonly FoundFile[]): Promise<void> {
  const utf8 = new TextEncoder();
  const open = async (file: FoundFile) => ({ file, content: await contentOf(host, file.path) });
  let count = 0;
  for await (const { file, content } of aheadOf(files, open)) {
    // Small files may have been read at once, and then nothing else has had its turn for a while.
    if (++count % TURN === 0) await new Promise((resolve) => setTimeout(resolve));
    if (content === undefined) continue;
    await feed(hasher, content);
    hasher.update(utf8.encode(file.below.replaceAll("/", "")));
  }
}

/** The content of a file, which is there: rejects as `Host.readFile` does, and with `endless_file`. */
export async function hashContent(hasher: Hasher, host: Host, path: string): Promise<void> {
  // What is not there, or is a folder, is for readFile to complain about.
  await feed(hasher, await contentOf(host, path) ?? await host.readFile(path));
}

type Content = Uint8Array | AsyncIterable<Uint8Array>;

async function feed(hasher: Hasher, content: Content): Promise<void> {
  if (content instanceof Uint8Array) hasher.update(content);
  else for await (const piece of content) hasher.update(piece);
}

/** The content of a file: a small one's now, a large one's when it is asked for. */
async function contentOf(host: Host, path: string): Promise<Content | undefined> {
  const small = host.readSmallFile?.(path, SMALL);
  if (small !== undefined) return small;
  const info = await contentInfo(host, path);
  if (info === undefined) return undefined;
  if (info.special === "pipe") {
    throw new FlyteConfigError(
      "endless_file",
      `${quoted(path)} is a named pipe, which has no end: remove or ignore it`,
    );
  }
  return info.isFile && info.size <= SMALL ? await host.readFile(path) : readLater(host, path);
}

async function* readLater(host: Host, path: string): AsyncGenerator<Uint8Array> {
  if (host.readPieces === undefined) yield await host.readFile(path);
  else yield* host.readPieces(path);
}
