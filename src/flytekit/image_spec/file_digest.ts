/**
 * What stands for files in the tag of an image: MD5 over the content and the path of each.
 *
 * @module
 */
import { directoryExists, findFiles, type FoundFile } from "../../files/walk.ts";
import { hashFiles } from "../../files/hash_files.ts";
import { createMd5, hexOf } from "../../files/md5.ts";
import { noFileSystem } from "../../runtime/host_errors.ts";
import type { Host } from "../../runtime/host.ts";
import type { OnIssue } from "./git_ignore.ts";
import { sourceCandidates } from "./source_files.ts";

/**
 * The digest of a source folder's files, which are those of `sourceFiles`: 32 hexadecimal digits, the same as flytekit's
 * for the same files in whatever folder. Rejects as `sourceFiles` does; with `file_unreadable`; with `endless_file` for a
 * named pipe, which flytekit would wait for forever.
 */
export async function sourceDigest(host: Host, root: string, onIssue?: OnIssue): Promise<string> {
  return await digestFiles(host, await sourceCandidates(host, root, onIssue));
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
  if (!await directoryExists(host, path)) return [{ path, below: path.slice(path.lastIndexOf("/") + 1) }];
  const list = (folder: string) => (host.readDirAsListed ?? host.readDir)(folder);
  return await findFiles(path, { list });
}

async function digestFiles(host: Host, files: readonly FoundFile[]): Promise<string> {
  const hasher = createMd5();
  await hashFiles(hasher, host, files);
  return hexOf(hasher.digest());
}
