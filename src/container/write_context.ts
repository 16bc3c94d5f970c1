/**
 * Writes the build context: the files that count in the name of an image, with symbolic links resolved.
 *
 * @module
 */
import type { ContextEntry, RenderedImage, SourcesEntry } from "./rendered_image.ts";
import { FlyteConfigError } from "../errors.ts";
import { findFiles, type FoundFile, resolvesInside, statPath } from "../files/walk.ts";
import type { Host } from "../runtime/host.ts";
import { writerOf } from "../runtime/change_files.ts";
import { joinRelative } from "../python/paths.ts";
import { quoted } from "../text/quote.ts";

/**
 * Lists the files of a directory that no ignore rule excludes.
 *
 * @param host – Machine that has the files.
 * @param entry – The directory in the build context.
 * @returns The files.
 */
export type ListSources = (host: Host, entry: SourcesEntry) => Promise<readonly FoundFile[]>;

/**
 * Writes the Dockerfile and copies the files of the build context. Returns warnings. Rejects with `link_leaves_directory`
 * and `image_copy_path`, and as reading and writing do.
 */
export async function writeContext(
  host: Host,
  directory: string,
  image: RenderedImage,
  listSources: ListSources,
): Promise<readonly string[]> {
  const writer = writerOf(host);
  const makeDirectory = onceEach((path: string) => writer.makeDirectory(path));
  const taken = new Set<string>();
  const copyTo: CopyTo = async (source, target) => {
    // The lock file of a project takes precedence over one from another directory, as in flyte 2.
    if (taken.has(target)) return;
    taken.add(target);
    await makeDirectory(parentOf(target));
    await writer.copyFile(source, target);
  };
  const notes: string[] = [];
  for (const entry of image.context) {
    const target = `${directory}/${entry.path}`;
    if (entry.kind === "text") {
      await makeDirectory(parentOf(target));
      await writer.writeFile(target, entry.text);
    } else if (entry.kind === "sources") {
      await makeDirectory(target);
      await copyFiles(host, entry, await listSources(host, entry), target, copyTo);
    } else {
      notes.push(...await copyAny(host, entry, target, copyTo, makeDirectory));
    }
  }
  await writer.writeFile(`${directory}/Dockerfile`, image.dockerfile);
  return notes;
}

type CopyTo = (source: string, target: string) => Promise<void>;
type CopiedEntry = Exclude<ContextEntry, { readonly kind: "text" }>;

/** Copies a file, or a directory without the symbolic links to directories in it. */
async function copyAny(
  host: Host,
  entry: CopiedEntry,
  target: string,
  copyTo: CopyTo,
  makeDirectory: (path: string) => Promise<void>,
): Promise<readonly string[]> {
  const { source } = entry;
  const found = await host.stat(source);
  if (found?.isFile) {
    if (entry.within !== undefined) await refuseOutside(host, source, entry.within);
    await copyTo(source, target);
    return [];
  }
  if (!found?.isDirectory) {
    throw notCopied(source, found === undefined ? "it does not exist" : "it is not a regular file");
  }
  const directories: FoundFile[] = [];
  const enters = (directory: FoundFile) => {
    directories.push(directory);
    return true;
  };
  const listed = await findFiles(source, { list: host.readDirAsListed ?? host.readDir, enters });
  await makeDirectory(target);
  for (const { below } of directories) await makeDirectory(joinRelative(target, below));
  const [files, linked]: [FoundFile[], string[]] = [[], []];
  for (const file of listed) {
    const info = file.isFile ? undefined : await statPath(host, file.path);
    if (info?.isDirectory) linked.push(file.path);
    else if (file.isFile || info !== undefined && info.special !== "socket") files.push(file);
    else if (info === undefined) throw notCopied(file.path, "it is a broken symbolic link");
  }
  await copyFiles(host, entry, files, target, copyTo);
  if (linked.length === 0) return [];
  const others = linked.length === 1 ? "" : ` and ${linked.length - 1} more`;
  return [`${quoted(linked[0]!)}${others}: symbolic links to directories are not copied, and do not count in the tag`];
}

async function copyFiles(
  host: Host,
  entry: CopiedEntry,
  files: readonly FoundFile[],
  target: string,
  copyTo: CopyTo,
): Promise<void> {
  const root = entry.within ?? entry.source;
  if (entry.within !== undefined) await refuseOutside(host, entry.source, root);
  for (const { path, below, isFile } of files) {
    if (!isFile) await refuseOutside(host, path, root, host.realPath !== undefined);
    if (!isFile && !(await host.stat(path))?.isFile) throw notCopied(path, "it is not a regular file");
    await copyTo(path, joinRelative(target, below));
  }
}

async function refuseOutside(host: Host, path: string, root: string, isKnown: boolean = true): Promise<void> {
  if (isKnown && await resolvesInside(host, path, root)) return;
  throw new FlyteConfigError(
    "link_leaves_directory",
    `${quoted(path)}: the symbolic link leaves ${quoted(root)}; replace it with the file, or ignore it`,
  );
}

function notCopied(source: string, why: string): FlyteConfigError {
  return new FlyteConfigError("image_copy_path", `cannot copy ${quoted(source)}: ${why}`);
}

/** Returns a function that is called once per path. */
function onceEach(call: (path: string) => Promise<void>): (path: string) => Promise<void> {
  const done = new Set<string>();
  return async (path) => {
    if (done.has(path)) return;
    await call(path);
    done.add(path);
  };
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}
