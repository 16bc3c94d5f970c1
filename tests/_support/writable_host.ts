/**
 * A host in memory whose files can be changed.
 *
 * @module
 */
import { memoryHost, type MemoryHostOptions } from "../../src/runtime/memory_host.ts";
import type { Host } from "../../src/runtime/host.ts";

/** A host in memory, and its files by absolute path as they are now. */
export interface WritableHost {
  readonly host: Host;
  readonly files: Map<string, string | Uint8Array>;
}

/** Returns a host in memory whose files can be changed. Its directories exist as soon as a file is in them. */
export function writableHost({ files = {}, cwd = "/work", home = "/home/me", ...options }: MemoryHostOptions = {}) {
  const at = (path: string) => path.startsWith("/") ? path : `${cwd}/${path}`;
  const all = new Map(Object.entries(files).map(([path, content]) => [at(path), content]));
  const now = () => memoryHost({ ...options, cwd, home, files: Object.fromEntries(all) });
  const writeFile = (path: string, content: string | Uint8Array) => Promise.resolve(void all.set(at(path), content));
  const host: Host = {
    ...now(),
    readTextFile: (path, options) => now().readTextFile(path, options),
    readFile: (path, options) => now().readFile(path, options),
    stat: (path) => now().stat(path),
    readDir: (path) => now().readDir(path),
    writer: {
      makeTempDirectory: (prefix) => Promise.resolve(`/tmp/${prefix}`),
      makeDirectory: () => Promise.resolve(),
      writeFile,
      replaceFile: writeFile,
      copyFile: async (source, target) => void all.set(at(target), await now().readFile(source)),
      remove: (path) => Promise.resolve(void all.delete(at(path))),
    },
  };
  return { host, files: all } satisfies WritableHost;
}
