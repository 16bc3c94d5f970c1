/**
 * The files of a machine as they were when they were first looked at, so that an image is named after just what is
 * copied into it.
 *
 * @module
 */
import { decodeFile, readBytes } from "../runtime/read_file.ts";
import type { Host } from "../runtime/host.ts";
import { purePath } from "../python/paths.ts";

/**
 * A host that gives the same answers when it is asked again: of what there is, of the content of text files, and of what
 * git says. A file that was copied is read from its copy from then on, so a name that is computed afterwards is that of
 * the copies.
 */
export function snapshotHost(host: Host): Host {
  const copies = new Map<string, string>();
  const texts = new Map<string, Uint8Array>();
  const at = (path: string) => copies.get(purePath(path)) ?? path;
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
    ...host,
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

/** A function of a path that is called once for each; a failure is not kept. */
function remembered<T>(call: (path: string) => Promise<T>): (path: string) => Promise<T> {
  const answers = new Map<string, T>();
  return async (path) => {
    if (answers.has(path)) return answers.get(path)!;
    const answer = await call(path);
    answers.set(path, answer);
    return answer;
  };
}
