/**
 * Guards a caller's host, so that its mistakes become typed errors and its calls can be aborted: the rules, and the part
 * of a host that reading a configuration uses.
 *
 * @module
 */
import { BOOLEAN, BYTES, type Check, either, HOST, listOf, objectWith, STRING } from "../arguments.ts";
import { FlyteConfigError } from "../errors.ts";
import { errorText, oneLine } from "../text/quote.ts";
import { untilAborted } from "./cancellation.ts";
import { defaultHost } from "./default_host.ts";
import type { Host, ReadOptions, Signal } from "./host.ts";

/** The members of a host that reading a configuration uses. */
export type ReadingHost = Pick<
  Host,
  | "name"
  | "hasFiles"
  | "env"
  | "envNames"
  | "mayListEnv"
  | "homeDirectory"
  | "workingDirectory"
  | "readTextFile"
  | "stat"
  | "run"
>;

const UNDEFINED: Check = { expected: "undefined", accepts: (value) => value === undefined };
/** An integer. */
export const INTEGER: Check = { expected: "an integer", accepts: Number.isSafeInteger };
/** A string or `undefined`. */
export const MAYBE_STRING: Check = /* @__PURE__ */ either(STRING, UNDEFINED);
/** An integer or `undefined`. */
export const MAYBE_INTEGER: Check = /* @__PURE__ */ either(INTEGER, UNDEFINED);
const FILE_INFO = /* @__PURE__ */ either(
  /* @__PURE__ */ objectWith("an object with isFile, isDirectory and size", "isFile", "isDirectory", "size"),
  UNDEFINED,
);
const RESULT: Check = {
  expected: "an object with code, stdout and stderr",
  accepts: (value) => {
    const { code, stdout, stderr } = Object(value) as Record<string, unknown>;
    return INTEGER.accepts(code) && BYTES.accepts(stdout) && BYTES.accepts(stderr);
  },
};

/** Marks guarded hosts. Not enumerable, so that a modified copy is guarded again. */
export const GUARDED: unique symbol = /* @__PURE__ */ Symbol("guarded");

/** Calls methods of one host, and checks what they return. */
export interface Guard {
  /** Checks a value that a method returned. */
  readonly checked: <T>(method: string, value: T, check: Check) => T;
  /** Returns an error unchanged if it is of this library or the reason of a signal. */
  readonly known: (method: string, error: unknown, own?: Signal) => unknown;
  /** Calls a synchronous method. */
  readonly now: <T>(method: string, check: Check, call: () => T) => T;
  /** Calls an asynchronous method. */
  readonly later: <T>(method: string, check: Check, call: () => Promise<T>, own?: Signal) => Promise<T>;
  /** Wraps a method that reads a file. */
  readonly read: <T>(
    method: string,
    check: Check,
    call: (path: string, options: ReadOptions) => Promise<T>,
  ) => (path: string, options?: ReadOptions) => Promise<T>;
}

/** Returns the host that a caller passed, or that of the runtime. Throws `invalid_option` if it is not a host. */
export function givenHost(given: Host | undefined): Host {
  const host = given ?? defaultHost();
  if (!HOST.accepts(host)) throw new FlyteConfigError("invalid_option", `host must be ${HOST.expected}`);
  return host;
}

/** Returns what reading a configuration needs of a host, guarded as `hostFor` does. */
export function readingHostFor(given: Host | undefined): ReadingHost {
  const host = givenHost(given);
  return GUARDED in host ? host : present(readingMembers(host, guardOf(host, undefined), undefined));
}

/** Returns the calls to a host. Errors that are not of this library and invalid return values become `host_failed`. */
export function guardOf(host: Host, signal: Signal | undefined): Guard {
  const failed = (method: string, problem: string, cause?: unknown) =>
    new FlyteConfigError("host_failed", `${oneLine(errorText(host.name))}: ${method} ${problem}`, { cause });
  const checked = <T>(method: string, value: T, check: Check): T => {
    if (check.accepts(value)) return value;
    // A promise in place of a value: its rejection would not be handled.
    if (value instanceof Promise) value.catch(() => {});
    throw failed(method, `must return ${check.expected}`);
  };
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
  return { checked, known, now, later, read };
}

/** Returns the guarded members that reading a configuration needs; optional ones only if the host has them. */
export function readingMembers(
  host: Host,
  { checked, known, now, later, read }: Guard,
  signal: Signal | undefined,
): { readonly [K in keyof ReadingHost]-?: Host[K] | undefined } {
  return {
    name: host.name,
    hasFiles: host.hasFiles,
    env: (name) => now("env", MAYBE_STRING, () => host.env(name)),
    envNames: host.envNames && (() => now("envNames", listOf(STRING), () => host.envNames!())),
    mayListEnv: host.mayListEnv && (() => now("mayListEnv", BOOLEAN, () => host.mayListEnv!())),
    homeDirectory: () => now("homeDirectory", MAYBE_STRING, () => host.homeDirectory()),
    workingDirectory: () => now("workingDirectory", MAYBE_STRING, () => host.workingDirectory()),
    readTextFile: read("readTextFile", STRING, (path, options) => host.readTextFile(path, options)),
    stat: (path) => later("stat", FILE_INFO, () => host.stat(path)),
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
  };
}

/** Returns the members that a host has. */
export function present<H>(members: { readonly [K in keyof H]-?: H[K] | undefined }): H {
  return Object.fromEntries(Object.entries(members).filter(([, member]) => member !== undefined)) as unknown as H;
}
