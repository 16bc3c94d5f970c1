/**
 * The host that is used when the caller passes none.
 *
 * @module
 */
import type { Host } from "./host.ts";
import { noFileSystem, noProcesses } from "./host_errors.ts";
import { serverHost } from "./server/host.ts";

/**
 * Returns the host of the runtime: the machine in Deno, Node and Bun; elsewhere, and in bundles for browsers, a host
 * without files, environment variables and programs.
 *
 * @returns The host that is used where none is passed.
 *
 * @example
 * ```ts
 * import { defaultHost } from "@flyte-ts/config";
 *
 * const host = defaultHost();
 * if (!host.hasFiles) console.log(`${host.name} has no files`);
 * ```
 */
export function defaultHost(): Host {
  return serverHost() ?? bareHost(runtimeName());
}

function bareHost(name: string): Host {
  const noFile = (path: string) => Promise.reject(noFileSystem(name, path));
  return {
    name,
    hasFiles: false,
    env: () => undefined,
    homeDirectory: () => undefined,
    workingDirectory: () => undefined,
    readTextFile: noFile,
    readFile: noFile,
    stat: () => Promise.resolve(undefined),
    readDir: noFile,
    run: (command) => Promise.reject(noProcesses(name, command)),
    fetch: (input, init) => globalThis.fetch(input, init),
  };
}

/** Global properties that tell runtimes apart. */
interface Runtime {
  readonly navigator?: { readonly userAgent?: string };
  readonly process?: { readonly versions?: { readonly node?: string } };
}

function runtimeName(): string {
  const { navigator, process } = globalThis as Runtime;
  if (navigator?.userAgent === "Cloudflare-Workers") return "Cloudflare Workers";
  // Node, Deno and Bun have a server's host, unless a bundler has left it out.
  if (process?.versions?.node !== undefined) return "a bundle for browsers";
  return "document" in globalThis || "WorkerGlobalScope" in globalThis ? "a browser" : "this runtime";
}
