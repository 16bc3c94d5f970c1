/**
 * The host of Deno, Node and Bun, built on the Node modules that all three have. Deno looks for files and reads variables
 * without them.
 *
 * @module
 */
import { checkArgument, FUNCTION, STRING } from "../../arguments.ts";
import { FlyteConfigError } from "../../errors.ts";
import { quotedPath } from "../../text/quote.ts";
import type { Host } from "../host.ts";
import { byName } from "../host_contract.ts";
import { lazyModules, type ServerModules, serverModules } from "../node_builtins.ts";
import { decodeFile } from "../read_file.ts";
import { type DenoRuntime, denoRuntime, fileTimesInDeno, readDirInDeno, statInDeno } from "./deno.ts";
import { flag, isDenied, permissionDenied, reasonOf } from "./errors.ts";
import { fetchWith, fetchWithFlag } from "./fetch.ts";
import { readDir, readDirAsListed, realPath, stat } from "./files.ts";
import { readFile, readPieces, readSmallFile } from "./read.ts";
import { fileTimes, fileVersion } from "./version.ts";
import { runProgram } from "./run.ts";
import { serverWriter } from "./write.ts";

/** A permission of Deno. */
type Permission = { readonly name: "env" } | { readonly name: "sys"; readonly kind: "uid" };

/** Deno's permission API. */
interface DenoPermissions {
  readonly permissions?: { querySync?(descriptor: Permission): { readonly state: string } };
}

/** Returns the host of Deno, Node or Bun; `undefined` in other runtimes. */
export function serverHost(): Host | undefined {
  const deno = denoRuntime();
  const modules = deno === undefined ? serverModules() : lazyModules();
  if (modules === undefined) return undefined;
  const env = (name: string) => readEnv(modules, deno, name);
  const statByNode = (path: string) => stat(modules, path);
  const timesOf = (path: string) => deno === undefined ? fileTimes(modules, path) : fileTimesInDeno(deno, path);
  const listByNode = (path: string) => readDirAsListed(modules, path);
  const list = deno === undefined ? listByNode : (path: string) => readDirInDeno(deno, path, listByNode);
  return {
    name: deno || modules.system.versions.deno ? "Deno" : modules.system.versions.bun ? "Bun" : "Node",
    hasFiles: true,
    env,
    envNames: () => listEnv(modules, deno),
    mayListEnv: () => isGranted({ name: "env" }),
    machine: () => machineOf(modules),
    homeDirectory: () => findHome(modules, deno, env),
    userId: () => isGranted({ name: "sys", kind: "uid" }) ? modules.system.getuid?.() : undefined,
    workingDirectory: () => workingDirectory(deno ?? modules.system),
    readTextFile: async (path, options) => decodeFile(path, await readFile(modules, path, options)),
    readFile: (path, options) => readFile(modules, path, options),
    readSmallFile: (path, target, isFile) => readSmallFile(modules, path, target, isFile),
    readPieces: (path, options) => readPieces(modules, path, options),
    fileVersion: (path) => fileVersion(modules, path, timesOf),
    stat: deno === undefined ? statByNode : (path) => statInDeno(deno, path, statByNode),
    realPath: (path) => realPath(modules, path),
    readDir: deno === undefined ? (path) => readDir(modules, path) : async (path) => [...await list(path)].sort(byName),
    readDirAsListed: list,
    run: (command, options) => runProgram(modules, command, options),
    onInterrupt: (listener) => onInterrupt(modules, listener),
    writer: serverWriter(modules),
    fetch: fetchWithFlag,
    fetchWith,
    // Loaded when needed, since few programs examine servers.
    connect: async (target) => await (await import("./connect.ts")).connect(target),
  };
}

function readEnv(modules: ServerModules, deno: DenoRuntime | undefined, name: string): string | undefined {
  checkArgument("host.env", "name", name, STRING);
  const value = attempt(() => {
    // Deno itself refuses odd names, which its Node modules do not find.
    return deno !== undefined && /^\w+$/.test(name) ? deno.env.get(name) : modules.system.env[name];
  }, (cause) => {
    const action = `read the environment variable ${quotedPath(name)}`;
    return permissionDenied({ action, deno: flag("--allow-env", name) }, cause);
  });
  // The object inherits members such as toString.
  return typeof value === "string" ? value : undefined;
}

/**
 * Returns the machine type as Python names it, for the architectures that images are built for; others as the runtime
 * names them.
 */
function machineOf({ system }: ServerModules): string {
  const { arch, platform } = system;
  if (arch === "x64") return platform === "win32" ? "AMD64" : "x86_64";
  return arch === "arm64" && platform === "linux" ? "aarch64" : arch;
}

function listEnv(modules: ServerModules, deno: DenoRuntime | undefined): readonly string[] {
  return attempt(() => Object.keys(deno?.env.toObject() ?? modules.system.env), (cause) => {
    return permissionDenied({ action: "list the environment variables", deno: "--allow-env" }, cause);
  });
}

/** Checks a permission without prompting the user, as Deno may do. */
function isGranted(permission: Permission): boolean {
  const { Deno: runtime } = globalThis as { readonly Deno?: DenoPermissions };
  return runtime === undefined || runtime.permissions?.querySync?.(permission).state === "granted";
}

/**
 * Returns the home directory as Python's `Path.home()` does: the environment variable takes precedence over the
 * system's answer.
 */
function findHome(modules: ServerModules, deno: DenoRuntime | undefined, env: Host["env"]): string | undefined {
  const isWindows = deno === undefined ? modules.system.platform === "win32" : deno.build.os === "windows";
  const variable = isWindows ? "USERPROFILE" : "HOME";
  let denied: unknown;
  try {
    const home = env(variable);
    if (home) return home;
  } catch (error) {
    denied = error;
  }
  try {
    return modules.os.homedir() || undefined;
  } catch (error) {
    if (!isDenied(error)) return undefined;
    throw denied ?? permissionDenied({ action: "look up the home directory", deno: "--allow-sys=homedir" }, error);
  }
}

function workingDirectory(runtime: { cwd(): string }): string | undefined {
  try {
    return runtime.cwd();
  } catch {
    // The working directory was removed.
    return undefined;
  }
}

/** Calls a function of the runtime and translates its errors. */
function attempt<T>(call: () => T, refused: (cause: unknown) => Error): T {
  try {
    return call();
  } catch (error) {
    if (isDenied(error)) throw refused(error);
    throw new FlyteConfigError("host_failed", `the runtime failed: ${reasonOf(error)}`, { cause: error });
  }
}

/** Signals that ask a process to end, with their numbers. */
const SIGNALS: Readonly<Record<string, number>> = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 };

/** Registers a listener for the end of the process as {@linkcode Host.onInterrupt} does. */
export function onInterrupt({ system }: ServerModules, listener: (event: string) => void): () => void {
  checkArgument("host.onInterrupt", "listener", listener, FUNCTION);
  let received: string | undefined;
  const stops = [...Object.keys(SIGNALS), "exit"].map((event) => {
    const handler = () => {
      if (event !== "exit") received ??= event;
      listener(event);
    };
    try {
      raiseMaxListeners(system, 1);
      system.on(event, handler);
    } catch {
      // Not every system has all of these signals.
    }
    return () => {
      system.off(event, handler);
      raiseMaxListeners(system, -1);
    };
  });
  return () => {
    for (const stop of stops) stop();
    if (received === undefined || system.listenerCount(received) > 0) return;
    // Deno handles signals in another thread: the program may finish first, and must not seem to have succeeded.
    system.exitCode = 128 + SIGNALS[received]!;
    system.kill(system.pid, received);
  };
}

/** Raises the limit above which runtimes warn of a leak: many concurrent builds are not one. */
function raiseMaxListeners(system: ServerModules["system"], listeners: number): void {
  const limit = system.getMaxListeners();
  if (limit > 0) system.setMaxListeners(limit + listeners);
}
