/**
 * Wraps a caller's host, so that its mistakes become typed errors and its calls can be aborted.
 *
 * @module
 */
import { BOOLEAN, BYTES, type Check, either, FUNCTION, HOST, listOf, objectWith, STRING } from "../arguments.ts";
import { FlyteConfigError } from "../errors.ts";
import { errorText, oneLine } from "../text/quote.ts";
import { untilAborted } from "./cancellation.ts";
import { defaultHost } from "./default_host.ts";
import type { Host, HostWriter, ReadOptions, Signal } from "./host.ts";

const UNDEFINED: Check = { expected: "undefined", accepts: (value) => value === undefined };
const INTEGER: Check = { expected: "an integer", accepts: Number.isSafeInteger };
const MAYBE_STRING = either(STRING, UNDEFINED);
const MAYBE_INTEGER = either(INTEGER, UNDEFINED);
const FILE_INFO = either(
  objectWith("an object with isFile, isDirectory and size", "isFile", "isDirectory", "size"),
  UNDEFINED,
);
const ENTRIES = listOf(
  objectWith("an object with name, isFile, isDirectory and isSymlink", "name", "isFile", "isDirectory", "isSymlink"),
);
const RESULT: Check = {
  expected: "an object with code, stdout and stderr",
  accepts: (value) => {
    const { code, stdout, stderr } = Object(value) as Record<string, unknown>;
    return INTEGER.accepts(code) && BYTES.accepts(stdout) && BYTES.accepts(stderr);
  },
};

/** Marks guarded hosts. Not enumerable, so that a modified copy is guarded again. */
const GUARDED = Symbol("guarded");

/**
 * Returns the host of a call, guarded: the caller's, or that of the runtime. Errors that are not of this library and
 * invalid return values become `host_failed`. Once the signal is aborted, everything that waits for the host rejects
 * with the signal's reason, except changes of files.
 */
export function hostFor(given: Host | undefined, signal?: Signal): Host {
  const host = given ?? defaultHost();
  if (!HOST.accepts(host)) throw new FlyteConfigError("invalid_option", `host must be ${HOST.expected}`);
  if (signal === undefined && GUARDED in host) return host;
  return Object.defineProperty(guarded(host, signal), GUARDED, { value: true });
}

function guarded(host: Host, signal: Signal | undefined): Host {
  const failed = (method: string, problem: string, cause?: unknown) =>
    new FlyteConfigError("host_failed", `${oneLine(errorText(host.name))}: ${method} ${problem}`, { cause });
  const checked = <T>(method: string, value: T, check: Check): T => {
    if (check.accepts(value)) return value;
    // A promise in place of a value: its rejection would not be handled.
    if (value instanceof Promise) value.catch(() => {});
    throw failed(method, `must return ${check.expected}`);
  };
  /** Returns an error unchanged if it is of this library or the reason of a signal. */
  const known = (method: string, error: unknown, own?: Signal): unknown => {
    const isReason = [signal, own].some((it) => it?.aborted && it.reason === error);
    if (error instanceof FlyteConfigError || isReason) return error;
    return failed(method, `failed: ${oneLine(errorText(error), 200)}`, error);
  };
  const now = <T>(method: string, check: Check, call: () => T): T => {
    signal?.throwIfAborted();
    try {
      return checked(method, call(), check);
    } catch (error) {
      throw known(method, error);
    }
  };
  const later = async <T>(method: string, check: Check, call: () => Promise<T>, own?: Signal): Promise<T> => {
    signal?.throwIfAborted();
    try {
      return checked(method, await untilAborted((async () => await call())(), signal), check);
    } catch (error) {
      throw known(method, error, own);
    }
  };
  const read = <T>(
    method: string,
    check: Check,
    call: (path: string, options: ReadOptions) => Promise<T>,
  ) =>
  (path: string, options?: ReadOptions) =>
    later(method, check, () => call(path, { signal, ...options }), options?.signal);
  /** Returns a wrapped optional member only if the host has it. */
  const ifThere = <K extends keyof Host>(name: K, member: Host[K]) => host[name] === undefined ? undefined : member;
  // All members, so that the compiler reports a missing one.
  const members: { readonly [K in keyof Host]-?: Host[K] | undefined } = {
    name: host.name,
    hasFiles: host.hasFiles,
    env: (name) => now("env", MAYBE_STRING, () => host.env(name)),
    envNames: ifThere("envNames", () => now("envNames", listOf(STRING), () => host.envNames!())),
    mayListEnv: ifThere("mayListEnv", () => now("mayListEnv", BOOLEAN, () => host.mayListEnv!())),
    userId: ifThere("userId", () => now("userId", MAYBE_INTEGER, () => host.userId!())),
    machine: ifThere("machine", () => now("machine", MAYBE_STRING, () => host.machine!())),
    homeDirectory: () => now("homeDirectory", MAYBE_STRING, () => host.homeDirectory()),
    workingDirectory: () => now("workingDirectory", MAYBE_STRING, () => host.workingDirectory()),
    readTextFile: read("readTextFile", STRING, (path, options) => host.readTextFile(path, options)),
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
    stat: (path) => later("stat", FILE_INFO, () => host.stat(path)),
    realPath: ifThere("realPath", (path) => later("realPath", STRING, () => host.realPath!(path))),
    readDir: (path) => later("readDir", ENTRIES, () => host.readDir(path)),
    readDirAsListed: ifThere("readDirAsListed", (path) => {
      return later("readDirAsListed", ENTRIES, () => host.readDirAsListed!(path));
    }),
    run: async (command, options = {}) => {
      signal?.throwIfAborted();
      const both = [signal, options.signal].filter((it) => it !== undefined);
      const ends = both.length > 1 ? AbortSignal.any(both) : both[0];
      try {
        // Not raced with the signal: `run` itself waits until the program has ended.
        return checked("run", await host.run(command, { ...options, signal: ends }), RESULT);
      } catch (error) {
        throw known("run", error, options.signal);
      }
    },
    onInterrupt: ifThere("onInterrupt", (listener) => now("onInterrupt", FUNCTION, () => host.onInterrupt!(listener))),
    writer: host.writer && guardedWriter(host.writer, signal, known, checked),
    fetch: (input, init) => host.fetch(input, init),
    fetchWith: ifThere("fetchWith", (tls) => now("fetchWith", FUNCTION, () => host.fetchWith!(tls))),
  };
  return Object.fromEntries(Object.entries(members).filter(([, member]) => member !== undefined)) as unknown as Host;
}

function guardedWriter(
  writer: HostWriter,
  signal: Signal | undefined,
  known: (method: string, error: unknown) => unknown,
  checked: <T>(method: string, value: T, check: Check) => T,
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
