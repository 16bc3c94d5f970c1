/**
 * Puts the files of a build into a folder.
 *
 * @module
 */
import type { RenderedImage, SourcesEntry } from "../dockerfile/rendered.ts";
import { FlyteConfigError } from "../errors.ts";
import type { FoundFile } from "../files/find_files.ts";
import type { Host, HostWriter } from "../host/host.ts";

/** Folders deeper than this go in a circle. */
const MAX_DEPTH = 100;

/** What can write on a host. Throws `no_file_system` where nothing can. */
export function writerOf(host: Host): HostWriter {
  if (host.writer !== undefined) return host.writer;
  throw new FlyteConfigError("no_file_system", `${host.name} cannot write files, so no image can be built on it`);
}

/** Lists the files of a directory that no rule ignores. */
export type ListSources = (host: Host, entry: SourcesEntry) => Promise<readonly FoundFile[]>;

/** Writes the Dockerfile and copies what belongs beside it. */
export async function writeContext(
  host: Host,
  folder: string,
  image: RenderedImage,
  listSources: ListSources,
): Promise<void> {
  const writer = writerOf(host);
  for (const entry of image.context) {
    const target = `${folder}/${entry.path}`;
    if (entry.kind === "text") await writer.writeFile(await inFolder(writer, target), entry.text);
    else if (entry.kind === "copy") await copyAll(host, writer, entry.source, target, 0);
    else await copySources(writer, await listSources(host, entry), target);
  }
  await writer.writeFile(`${folder}/Dockerfile`, image.dockerfile);
}

async function copySources(writer: HostWriter, files: readonly FoundFile[], target: string): Promise<void> {
  await writer.makeDirectory(target);
  for (const { path, below } of files) await writer.copyFile(path, await inFolder(writer, `${target}/${below}`));
}

/** Copies a file, or a folder with all in it; links as what they lead to. */
async function copyAll(host: Host, writer: HostWriter, source: string, target: string, depth: number): Promise<void> {
  const found = await host.stat(source);
  if (found?.isFile) return await writer.copyFile(source, await inFolder(writer, target));
  if (!found?.isDirectory || depth > MAX_DEPTH) {
    const why = found === undefined
      ? "leads to nothing"
      : found.isDirectory
      ? "is in folders whose links go in a circle"
      : "is neither a file nor a folder";
    throw new FlyteConfigError("image_copy_path", `${JSON.stringify(source)}, which is to be copied, ${why}`);
  }
  await writer.makeDirectory(target);
  for (const { name } of await host.readDir(source)) {
    await copyAll(host, writer, `${source}/${name}`, `${target}/${name}`, depth + 1);
  }
}

async function inFolder(writer: HostWriter, path: string): Promise<string> {
  await writer.makeDirectory(path.slice(0, path.lastIndexOf("/")));
  return path;
}
