/**
 * A host with another working directory.
 *
 * @module
 */
import { isAbsolute, joinRelative } from "../python/paths.ts";
import type { Host, HostWriter } from "./host.ts";

/** Returns a host whose relative paths start in a directory, also those of the programs that it runs. */
export function hostIn(directory: string, host: Host): Host {
  const root = isAbsolute(directory) ? directory : joinRelative(host.workingDirectory() ?? "", directory);
  const at = (path: string) => isAbsolute(path) ? path : joinRelative(root, path);
  const { fileVersion, realPath, readDirAsListed, readPieces, readSmallFile, writer } = host;
  return {
    ...host,
    workingDirectory: () => root,
    readTextFile: (path, options) => host.readTextFile(at(path), options),
    readFile: (path, options) => host.readFile(at(path), options),
    ...readPieces && { readPieces: (path, options) => readPieces(at(path), options) } satisfies Partial<Host>,
    ...readSmallFile && {
      readSmallFile: (path, target, isFile) => readSmallFile(at(path), target, isFile),
    } satisfies Partial<Host>,
    ...fileVersion && { fileVersion: (path) => fileVersion(at(path)) } satisfies Partial<Host>,
    stat: (path) => host.stat(at(path)),
    ...realPath && { realPath: (path) => realPath(at(path)) } satisfies Partial<Host>,
    readDir: (path) => host.readDir(at(path)),
    ...readDirAsListed && { readDirAsListed: (path) => readDirAsListed(at(path)) } satisfies Partial<Host>,
    run: (command, options) =>
      host.run(command, { ...options, cwd: options?.cwd === undefined ? root : at(options.cwd) }),
    ...writer && { writer: writerIn(at, writer) } satisfies Partial<Host>,
  };
}

function writerIn(at: (path: string) => string, writer: HostWriter): HostWriter {
  const { lockFile, removeNow, replaceFile } = writer;
  return {
    ...writer,
    makeDirectory: (path) => writer.makeDirectory(at(path)),
    writeFile: (path, content) => writer.writeFile(at(path), content),
    copyFile: (source, target) => writer.copyFile(at(source), at(target)),
    remove: (path) => writer.remove(at(path)),
    ...lockFile && { lockFile: (path) => lockFile(at(path)) } satisfies Partial<HostWriter>,
    ...removeNow && { removeNow: (path) => removeNow(at(path)) } satisfies Partial<HostWriter>,
    ...replaceFile && { replaceFile: (path, content) => replaceFile(at(path), content) } satisfies Partial<HostWriter>,
  };
}
