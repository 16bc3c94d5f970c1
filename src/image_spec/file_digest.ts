/**
 * What stands for files in the tag of an image: MD5 over the content and the path of each.
 *
 * @module
 */
import type { Host } from "../host/host.ts";
import { FlyteConfigError } from "../errors.ts";
import { noFileSystem, quoted } from "../host/common.ts";
import { aheadOf } from "./ahead.ts";
import { createMd5, hexOf } from "./file_md5.ts";
import { contentInfo, findFiles, type FoundFile, isFolder } from "./find_files.ts";
import { sourceCandidates } from "./source_files.ts";

/** Files of up to this many bytes are read whole, and ahead of time. */
const SMALL = 256 * 1024;

/** After how many files others have their turn. */
const TURN = 512;

/**
 * The digest of a source folder's files, which are those of `sourceFiles`: 32 hexadecimal digits, the same as flytekit's
 * for the same files in whatever folder. Rejects as `sourceFiles` does; with `file_unreadable`; with `endless_file` for a
 * named pipe, which flytekit would wait for forever.
 */
export async function sourceDigest(host: Host, root: string): Promise<string> {
  return await digestFiles(host, await sourceCandidates(host, root));
}

/**
 * The digest of files and folders to copy, ignoring nothing in them; a path with nothing there is left out, as in
 * flytekit. 32 hexadecimal digits. Rejects as {@linkcode sourceDigest} does.
 *
 * Flytekit takes folders in the order in which the system lists them, which is different on another disk: two folders
 * side by side in one that is copied can make its digest differ between machines. Here it is flytekit's on the same disk.
 */
export async function copyDigest(host: Host, paths: readonly string[]): Promise<string> {
  const files: FoundFile[] = [];
  for (const path of paths) {
    if (!host.hasFiles) throw noFileSystem(host.name, path);
    for (const file of await filesAt(host, path)) files.push(file);
  }
  return await digestFiles(host, files);
}

async function filesAt(host: Host, path: string): Promise<readonly FoundFile[]> {
  if (!await isFolder(host, path)) return [{ path, below: path.slice(path.lastIndexOf("/") + 1) }];
  const list = (folder: string) => (host.readDirAsListed ?? host.readDir)(folder);
  return await findFiles(path, { list });
}

/** As flytekit does it: the content of each file, then its path from its folder without the slashes. */
async function digestFiles(host: Host, files: readonly FoundFile[]): Promise<string> {
  const [hasher, utf8] = [createMd5(), new TextEncoder()];
  const open = async (file: FoundFile) => ({ file, content: await contentOf(host, file.path) });
  let count = 0;
  for await (const { file, content } of aheadOf(files, open)) {
    // Small files may have been read at once, and then nothing else has had its turn for a while.
    if (++count % TURN === 0) await new Promise((resolve) => setTimeout(resolve));
    if (content === undefined) continue;
    if (content instanceof Uint8Array) hasher.update(content);
    else for await (const piece of content) hasher.update(piece);
    hasher.update(utf8.encode(file.below.replaceAll("/", "")));
  }
  return hexOf(hasher.digest());
}

/** The content of a file: a small one's now, a large one's when it is asked for. */
async function contentOf(host: Host, path: string): Promise<Uint8Array | AsyncIterable<Uint8Array> | undefined> {
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
