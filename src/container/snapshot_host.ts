/**
 * A host that sees files as they were when they were first read, so that the name of an image matches the files in it.
 *
 * @module
 */
import { decodeFile, readBytes } from "../runtime/read_file.ts";
import type { Host } from "../runtime/host.ts";
import { purePath } from "../python/paths.ts";

/**
 * Returns a host that repeats its first answers: about directories, the content of text files, and the output of git. A
 * file that was copied is read from its copy afterwards, so that a name that is computed later is that of the copies.
 */
export function snapshotHost(host: Host): Host {
  const copies = new Map<string, string>();
  const texts = new Map<string, Uint8Array>();
  const at = (path: string) => copies.get(purePath(path)) ?? path;
  // Copies have versions of their own.
  const { fileVersion: _, ...others } = host;
  const { readPieces, readSmallFile, readDirAsListed, writer } = host;
  const listed = readDirAsListed === undefined ? {} : { readDirAsListed: remembered(readDirAsListed) };
  const runs = new Map<string, ReturnType<Host["run"]>>();
  const runGit: Host["run"] = (command, options) => {
    const key = JSON.stringify([command, options?.cwd, options?.env]);
    const known = runs.get(key) ?? host.run(command, options);
    runs.set(key, known);
    return known;
  };
  return {
    ...others,
    ...listed,
    stat: remembered(host.stat),
    readDir: remembered(host.readDir),
    readTextFile: async (path) => {
      const bytes = texts.get(purePath(path)) ?? await readBytes(host, path, "requirements");
      texts.set(purePath(path), bytes);
      return decodeFile(path, bytes);
    },
    readFile: async (path, options) => {
      const text = copies.has(purePath(path)) ? undefined : texts.get(purePath(path));
      return text?.slice() ?? await host.readFile(at(path), options);
    },
    ...(readPieces && { readPieces: (path, options) => readPieces(at(path), options) }),
    ...(readSmallFile && { readSmallFile: (path, target, isFile) => readSmallFile(at(path), target, isFile) }),
    run: (command, options) => command[0] === "git" ? runGit(command, options) : host.run(command, options),
    writer: writer && {
      ...writer,
      copyFile: async (source, target) => {
        await writer.copyFile(at(source), target);
        copies.set(purePath(source), target);
      },
    },
  };
}

/** Returns a function that is called once per path; failures are not remembered. */
function remembered<T>(call: (path: string) => Promise<T>): (path: string) => Promise<T> {
  const answers = new Map<string, T>();
  return async (path) => {
    if (answers.has(path)) return answers.get(path)!;
    const answer = await call(path);
    answers.set(path, answer);
    return answer;
  };
}
