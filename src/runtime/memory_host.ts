/**
 * A host made of values: for browsers, for tests, and for callers that already have the text.
 *
 * @module
 */
import {
  BYTES,
  type Check,
  checkArgument,
  checkOptions,
  either,
  FUNCTION,
  type OptionChecks,
  recordOf,
  STRING,
} from "../arguments.ts";
import { FlyteConfigError } from "../errors.ts";
import { quotedPath } from "../text/quote.ts";
import type { DirEntry, FileInfo, Host, ReadOptions } from "./host.ts";
import { byName, checkPath, checkRead, checkRun } from "./host_contract.ts";
import { fileNotFound, fileTooLarge, fileUnreadable, noProcesses } from "./host_errors.ts";
import { decodeFile } from "./read_file.ts";

/** Options of {@linkcode memoryHost}. */
export interface MemoryHostOptions {
  /**
   * Environment variables.
   *
   * @default none
   */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /**
   * Files by path; their directories exist as well. Relative paths start at `cwd`.
   *
   * @default none
   */
  readonly files?: Readonly<Record<string, string | Uint8Array>> | undefined;
  /**
   * Home directory.
   *
   * @default none
   */
  readonly home?: string | undefined;
  /**
   * Working directory, which relative paths start from.
   *
   * @default "/"
   */
  readonly cwd?: string | undefined;
  /**
   * Machine type, such as `x86_64` or `arm64`.
   *
   * @default unknown
   */
  readonly machine?: string | undefined;
  /**
   * Name for messages.
   *
   * @default "a host in memory"
   */
  readonly name?: string | undefined;
  /**
   * Replaces {@linkcode Host.fetch}.
   *
   * @default the runtime's `fetch`
   */
  readonly fetch?: Host["fetch"] | undefined;
  /**
   * Is {@linkcode Host.connect}.
   *
   * @default none
   */
  readonly connect?: Host["connect"] | undefined;
}

const NOT_SET: Check = { expected: "undefined", accepts: (value) => value === undefined };
const CHECKS: OptionChecks<MemoryHostOptions> = {
  env: recordOf(either(STRING, NOT_SET)),
  files: recordOf(either(STRING, BYTES)),
  home: STRING,
  cwd: STRING,
  machine: STRING,
  name: STRING,
  fetch: FUNCTION,
  connect: FUNCTION,
};

/**
 * Creates a host whose environment variables and files are the given values, which are copied. Paths are written with
 * slashes. It cannot run programs.
 *
 * @param options – Environment variables, files and directories.
 * @returns The host.
 * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has a wrong value, or when a path is both
 * a file and a directory.
 *
 * @example
 * ```ts
 * import { memoryHost } from "@flyte-ts/config";
 *
 * const host = memoryHost({
 *   env: { FLYTECTL_CONFIG: "flyte/config.yaml" },
 *   files: { "/srv/flyte/config.yaml": "admin:\n  endpoint: dns:///flyte.example.org\n" },
 *   cwd: "/srv",
 * });
 * console.log(await host.readTextFile(host.env("FLYTECTL_CONFIG")!));
 * ```
 */
export function memoryHost(options: MemoryHostOptions = {}): Host {
  checkOptions("memoryHost", options, CHECKS, 'memoryHost({ files: { "/config.yaml": text } })');
  const { name = "a host in memory", home } = options;
  const cwd = normalize("/", options.cwd ?? "/");
  const env = new Map(Object.entries(options.env ?? {}).filter((entry) => entry[1] !== undefined));
  const tree = buildTree(cwd, options.files ?? {});

  const at = (path: string) => path === "" ? undefined : tree.get(normalize(cwd, path));
  const readFile = (path: string, options: ReadOptions = {}): Uint8Array => {
    checkRead(path, options);
    const { maxBytes = Infinity, signal } = options;
    signal?.throwIfAborted();
    const found = at(path);
    if (found === undefined) throw fileNotFound(path);
    if (found instanceof Map) throw fileUnreadable(path, "it is a directory");
    if (found.length > maxBytes) throw fileTooLarge(path, maxBytes);
    return found.slice();
  };
  const readDir = (path: string): readonly DirEntry[] => {
    checkPath("readDir", path);
    const found = at(path);
    if (found === undefined) throw fileNotFound(path);
    if (!(found instanceof Map)) throw fileUnreadable(path, "it is not a directory");
    return [...found.values()].sort(byName);
  };

  return {
    name,
    hasFiles: true,
    env: (variable) => {
      checkArgument("host.env", "name", variable, STRING);
      return env.get(variable);
    },
    envNames: () => [...env.keys()],
    machine: () => options.machine,
    homeDirectory: () => home,
    workingDirectory: () => cwd,
    readTextFile: async (path, options) => decodeFile(path, await readFile(path, options)),
    readFile: async (path, options) => await readFile(path, options),
    stat: async (path) => {
      checkPath("stat", path);
      return await Promise.resolve(infoOf(at(path)));
    },
    readDir: async (path) => await readDir(path),
    run: async (command, options = {}) => {
      checkRun(command, options);
      return await Promise.reject(noProcesses(name, command));
    },
    fetch: (input, init) => (options.fetch ?? globalThis.fetch)(input, init),
    ...options.connect && { connect: options.connect } satisfies Partial<Host>,
  };
}

/** Content of a file, or the entries of a directory. */
type Content = Uint8Array | Map<string, DirEntry>;

/** Builds the map of all files and directories by path. */
function buildTree(cwd: string, files: Readonly<Record<string, string | Uint8Array>>): ReadonlyMap<string, Content> {
  const tree = new Map<string, Content>([["/", new Map()]]);
  const directoryAt = (path: string): Map<string, DirEntry> => {
    const missing: string[] = [];
    for (let at = path; !tree.has(at); at = parentOf(at)) missing.push(at);
    for (const directory of missing.reverse()) {
      tree.set(directory, new Map());
      enter(directory, true);
    }
    const known = tree.get(path);
    if (known instanceof Map) return known;
    throw conflict(path);
  };
  const enter = (path: string, isDirectory: boolean): void => {
    const name = path.slice(path.lastIndexOf("/") + 1);
    directoryAt(parentOf(path)).set(name, { name, isFile: !isDirectory, isDirectory, isSymlink: false });
  };
  directoryAt(cwd);
  for (const [name, content] of Object.entries(files)) {
    const path = normalize(cwd, name);
    if (tree.get(path) instanceof Map) throw conflict(path);
    tree.set(path, typeof content === "string" ? new TextEncoder().encode(content) : content.slice());
    enter(path, false);
  }
  return tree;
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/")) || "/";
}

function conflict(path: string): FlyteConfigError {
  return new FlyteConfigError(
    "invalid_option",
    `memoryHost: files: ${quotedPath(path)} is both a file and a directory`,
  );
}

function infoOf(found: Content | undefined): FileInfo | undefined {
  if (found === undefined) return undefined;
  const isDirectory = found instanceof Map;
  return { isFile: !isDirectory, isDirectory, size: isDirectory ? 0 : found.length };
}

/** Returns the absolute path without `.`, `..` and repeated slashes. */
function normalize(cwd: string, path: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith("/") ? path : `${cwd}/${path}`).split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}`;
}
