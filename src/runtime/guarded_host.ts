/**
 * Wraps a caller's host, so that its mistakes become typed errors and its calls can be aborted.
 *
 * @module
 */
import { BYTES, type Check, FUNCTION, listOf, objectWith, STRING } from "../arguments.ts";
import {
  givenHost,
  type Guard,
  GUARDED,
  guardOf,
  MAYBE_INTEGER,
  MAYBE_STRING,
  present,
  type ReadingHost,
  readingMembers,
} from "./guard.ts";
import { untilAborted } from "./cancellation.ts";
import type { Host, HostWriter, Signal } from "./host.ts";

const ENTRIES: Check = /* @__PURE__ */ listOf(
  /* @__PURE__ */ objectWith(
    "an object with name, isFile, isDirectory and isSymlink",
    "name",
    "isFile",
    "isDirectory",
    "isSymlink",
  ),
);

const CONNECTION: Check = /* @__PURE__ */ objectWith("an object with address", "address");

/**
 * Returns the host of a call, guarded: the caller's, or that of the runtime. Errors that are not of this library and
 * invalid return values become `host_failed`. Once the signal is aborted, everything that waits for the host rejects
 * with the signal's reason, except changes of files.
 */
export function hostFor(given: Host | undefined, signal?: Signal): Host {
  const host = givenHost(given);
  if (signal === undefined && GUARDED in host) return host;
  const guard = guardOf(host, signal);
  const members = { ...readingMembers(host, guard, signal), ...otherMembers(host, guard, signal) };
  return Object.defineProperty(present<Host>(members), GUARDED, { value: { given, signal } satisfies Origin });
}

/** The origin of a guarded host. */
interface Origin {
  /** The caller's host; `undefined` for that of the runtime. */
  readonly given: Host | undefined;
  /** The signal of the call. */
  readonly signal: Signal | undefined;
}

/** Returns the origin of a guarded host. */
export function originOf(host: Host): Origin {
  return (host as { readonly [GUARDED]?: Origin })[GUARDED] ?? { given: host, signal: undefined };
}

/** Returns the members that reading a configuration does not need; optional ones only if the host has them. */
function otherMembers(
  host: Host,
  guard: Guard,
  signal: Signal | undefined,
): { readonly [K in Exclude<keyof Host, keyof ReadingHost>]-?: Host[K] | undefined } {
  const { checked, known, now, later, read } = guard;
  /** Returns a wrapped optional member only if the host has it. */
  const ifThere = <K extends keyof Host>(name: K, member: Host[K]) => host[name] === undefined ? undefined : member;
  // All members, so that the compiler reports a missing one.
  return {
    userId: ifThere("userId", () => now("userId", MAYBE_INTEGER, () => host.userId!())),
    machine: ifThere("machine", () => now("machine", MAYBE_STRING, () => host.machine!())),
    readFile: read("readFile", BYTES, (path, options) => host.readFile(path, options)),
    readPieces: ifThere("readPieces", async function* (path, options) {
      try {
        for await (const piece of host.readPieces!(path, { signal, ...options })) {
          yield checked("readPieces", piece, BYTES);
          signal?.throwIfAborted();
        }
      } catch (error) {
        throw known("readPieces", error, options?.signal);
      }
    }),
    readSmallFile: ifThere("readSmallFile", (path, target, isFile) => {
      return now("readSmallFile", MAYBE_INTEGER, () => host.readSmallFile!(path, target, isFile));
    }),
    fileVersion: ifThere("fileVersion", (path) => now("fileVersion", MAYBE_STRING, () => host.fileVersion!(path))),
    realPath: ifThere("realPath", (path) => later("realPath", STRING, () => host.realPath!(path))),
    readDir: (path) => later("readDir", ENTRIES, () => host.readDir(path)),
    readDirAsListed: ifThere("readDirAsListed", (path) => {
      return later("readDirAsListed", ENTRIES, () => host.readDirAsListed!(path));
    }),
    onInterrupt: ifThere("onInterrupt", (listener) => now("onInterrupt", FUNCTION, () => host.onInterrupt!(listener))),
    writer: host.writer && guardedWriter(host.writer, guard, signal),
    fetch: (input, init) => host.fetch(input, init),
    // Its errors are those of the runtime, as with fetch.
    connect: ifThere("connect", async (target) => {
      signal?.throwIfAborted();
      const connection = (async () => await host.connect!({ signal, ...target }))();
      return checked("connect", await untilAborted(connection, signal), CONNECTION);
    }),
    fetchWith: ifThere("fetchWith", (tls) => now("fetchWith", FUNCTION, () => host.fetchWith!(tls))),
  };
}

function guardedWriter(
  writer: HostWriter,
  { known, checked }: Guard,
  signal: Signal | undefined,
): HostWriter {
  const change = async <T>(method: string, call: () => Promise<T>): Promise<T> => {
    signal?.throwIfAborted();
    try {
      return await call();
    } catch (error) {
      throw known(`writer.${method}`, error);
    }
  };
  return {
    makeTempDirectory: async (prefix) => {
      const path = await change("makeTempDirectory", () => writer.makeTempDirectory(prefix));
      return checked("writer.makeTempDirectory", path, STRING);
    },
    makeDirectory: (path) => change("makeDirectory", () => writer.makeDirectory(path)),
    writeFile: (path, content) => change("writeFile", () => writer.writeFile(path, content)),
    ...(writer.replaceFile && {
      replaceFile: (path, content) => change("replaceFile", () => writer.replaceFile!(path, content)),
    } satisfies Partial<HostWriter>),
    ...(writer.lockFile && {
      lockFile: (path) => change("lockFile", () => writer.lockFile!(path)),
    } satisfies Partial<HostWriter>),
    copyFile: (source, target) => change("copyFile", () => writer.copyFile(source, target)),
    ...(writer.removeNow && { removeNow: (path) => writer.removeNow!(path) } satisfies Partial<HostWriter>),
    // Cleanup is not aborted.
    remove: async (path) => {
      try {
        await writer.remove(path);
      } catch (error) {
        throw known("writer.remove", error);
      }
    },
  };
}
