/**
 * A host with a working directory of its own: tests run side by side in one process, which has only one.
 *
 * @module
 */
import { defaultHost } from "../../src/runtime/default_host.ts";
import type { Host } from "../../src/runtime/host.ts";

/** The host with another working directory. */
export function hostIn(directory: string, host: Host = defaultHost()): Host {
  const at = (path: string) => path.startsWith("/") ? path : `${directory}/${path}`;
  const { fileVersion, realPath, readDirAsListed, readPieces, readSmallFile, writer } = host;
  return {
    ...host,
    workingDirectory: () => directory,
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
    run: (command, options) => host.run(command, { ...options, cwd: at(options?.cwd ?? ".") }),
    ...writer && {
      writer: { ...writer, copyFile: (source, target) => writer.copyFile(at(source), target) },
    } satisfies Partial<Host>,
  };
}
