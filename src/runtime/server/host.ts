/**
 * The host of Deno, Node and Bun, built on the Node modules that all three have.
 *
 * @module
 */
import { checkArgument, FUNCTION, STRING } from "../../arguments.ts";
import { FlyteConfigError } from "../../errors.ts";
import { quotedPath as quoted } from "../../text/quote.ts";
import type { Host } from "../host.ts";
import { type ServerModules, serverModules } from "../node_builtins.ts";
import { decodeFile } from "../read_file.ts";
import { flag, isDenied, permissionDenied, reasonOf } from "./errors.ts";
import { readDir, readDirAsListed, realPath, serverWriter, stat } from "./files.ts";
import { readFile, readPieces, readSmallFile } from "./read.ts";
import { runProgram } from "./run.ts";

/** What Deno may allow. */
type Permission = { readonly name: "env" } | { readonly name: "sys"; readonly kind: "uid" };

/** What Deno has to say about permissions. */
interface DenoPermissions {
  readonly permissions?: { querySync?(descriptor: Permission): { readonly state: string } };
}

/** The machine that Deno, Node or Bun runs on; `undefined` in other runtimes. */
export function serverHost(): Host | undefined {
  const modules = serverModules();
  if (modules === undefined) return undefined;
  return {
    name: modules.system.versions.deno ? "Deno" : modules.system.versions.bun ? "Bun" : "Node",
    hasFiles: true,
    env: (name) => readEnv(modules, name),
    envNames: () => listEnv(modules),
    mayListEnv: () => isGranted({ name: "env" }),
    machine: () => machineOf(modules),
    homeDirectory: () => findHome(modules),
    userId: () => isGranted({ name: "sys", kind: "uid" }) ? modules.system.getuid?.() : undefined,
    workingDirectory: () => workingDirectory(modules),
    readTextFile: async (path, options) => decodeFile(path, await readFile(modules, path, options)),
    readFile: (path, options) => readFile(modules, path, options),
    readSmallFile: (path, target, isFile) => readSmallFile(modules, path, target, isFile),
    readPieces: (path, options) => readPieces(modules, path, options),
    stat: (path) => stat(modules, path),
    realPath: (path) => realPath(modules, path),
    readDir: (path) => readDir(modules, path),
    readDirAsListed: (path) => readDirAsListed(modules, path),
    run: (command, options) => runProgram(modules, command, options),
    onInterrupt: (listener) => onInterrupt(modules, listener),
    writer: serverWriter(modules),
    fetch: fetchWithFlag,
  };
}

function readEnv({ system }: ServerModules, name: string): string | undefined {
  checkArgument("host.env", "name", name, STRING);
  const value = attempt(() => system.env[name], (cause) => {
    const action = `read the environment variable ${quoted(name)}`;
    return permissionDenied({ action, deno: flag("--allow-env", name) }, cause);
  });
  // The object inherits what all objects have, such as toString.
  return typeof value === "string" ? value : undefined;
}

/** Names as Python has them, for processors that images are built for; others as the runtime has them. */
function machineOf({ system }: ServerModules): string {
  const { arch, platform } = system;
  if (arch === "x64") return platform === "win32" ? "AMD64" : "x86_64";
  return arch === "arm64" && platform === "linux" ? "aarch64" : arch;
}

function listEnv({ system }: ServerModules): readonly string[] {
  return attempt(() => Object.keys(system.env), (cause) => {
    return permissionDenied({ action: "list the environment variables", deno: "--allow-env" }, cause);
  });
}

/** Whether something is allowed without asking the user, as Deno may. */
function isGranted(permission: Permission): boolean {
  const { Deno: runtime } = globalThis as { readonly Deno?: DenoPermissions };
  return runtime === undefined || runtime.permissions?.querySync?.(permission).state === "granted";
}

/** As Python's `Path.home()`: what a variable says goes before what the system knows. */
function findHome(modules: ServerModules): string | undefined {
  const variable = modules.system.platform === "win32" ? "USERPROFILE" : "HOME";
  let denied: unknown;
  try {
    const home = readEnv(modules, variable);
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

function workingDirectory({ system }: ServerModules): string | undefined {
  try {
    return system.cwd();
  } catch {
    // It was removed.
    return undefined;
  }
}

async function fetchWithFlag(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  try {
    return await globalThis.fetch(input, init);
  } catch (cause) {
    if (!isDenied(cause)) throw cause;
    // The error knows where a redirect led.
    const [, host] = /"([^"]+)"/.exec((cause as Error).message) ?? [];
    const deno = host === undefined ? "--allow-net" : flag("--allow-net", host);
    throw permissionDenied({ action: `connect to ${quoted(host ?? String(input))}`, deno, node: "--allow-net" }, cause);
  }
}

/** The result of a call, whose errors become ours. */
function attempt<T>(call: () => T, refused: (cause: unknown) => Error): T {
  try {
    return call();
  } catch (error) {
    if (isDenied(error)) throw refused(error);
    throw new FlyteConfigError("host_failed", `the runtime failed: ${reasonOf(error)}`, { cause: error });
  }
}

const SIGNALS: readonly string[] = ["SIGINT", "SIGTERM", "SIGHUP"];

/** Hears of the end of the process as {@linkcode Host.onInterrupt} does. */
export function onInterrupt({ system }: ServerModules, listener: (event: string) => void): () => void {
  checkArgument("host.onInterrupt", "listener", listener, FUNCTION);
  let heard: string | undefined;
  const stops = [...SIGNALS, "exit"].map((event) => {
    const hear = () => {
      if (event !== "exit") heard ??= event;
      listener(event);
    };
    try {
      makeRoom(system, 1);
      system.on(event, hear);
    } catch {
      // Not every system has each of the signals.
    }
    return () => {
      system.off(event, hear);
      makeRoom(system, -1);
    };
  });
  return () => {
    for (const stop of stops) stop();
    if (heard === undefined || system.listenerCount(heard) > 0) return;
    system.kill(system.pid, heard);
  };
}

/** Many builds at once are no leak, of which runtimes warn where an event has more than ten listeners. */
function makeRoom(system: ServerModules["system"], listeners: number): void {
  const limit = system.getMaxListeners();
  if (limit > 0) system.setMaxListeners(limit + listeners);
}
