/**
 * The interface through which the library asks for everything outside it: files, environment variables, programs and
 * the network. Types only; the implementations are in the other files of this directory.
 *
 * @module
 */

/** What a {@linkcode Host} knows of a file or folder. */
export interface FileInfo {
  /** Whether it is a regular file, or a link to one; the null device counts as an empty file. */
  readonly isFile: boolean;
  /** Whether it is a folder, or a link to one. */
  readonly isDirectory: boolean;
  /** What it is if it is neither, where that is known. */
  readonly special?: "socket" | "pipe" | "device" | undefined;
  /** Number of bytes of a file. */
  readonly size: number;
  /** When it was last changed, where that is known. */
  readonly mtime?: Date | undefined;
}

/** A file, folder or link in a folder. */
export interface DirEntry {
  /** Name within the folder. */
  readonly name: string;
  /** Whether it is a file; a link is none. */
  readonly isFile: boolean;
  /** Whether it is a folder; a link is none. */
  readonly isDirectory: boolean;
  /** Whether it is a symbolic link. */
  readonly isSymlink: boolean;
}

/** The runtime's `fetch`; a plain function type where the program is compiled without types for it. */
export type Fetch = typeof globalThis extends { readonly fetch: infer T } ? T
  : (input: string, init?: object) => Promise<unknown>;

/** How {@linkcode Host.readFile} reads. */
export interface ReadOptions {
  /** Largest number of bytes; a larger file rejects with `file_too_large`. Default: 64 MiB. */
  readonly maxBytes?: number | undefined;
  /** Ends the reading when it is aborted, which then rejects with the signal's reason. */
  readonly signal?: Signal | undefined;
}

/**
 * Changes files, for who hands them to a program. Rejects with `file_unwritable` what cannot be done.
 */
export interface HostWriter {
  /** Makes an empty folder of its own for temporary files, and gives its path. */
  makeTempDirectory(prefix: string): Promise<string>;

  /** Makes a folder, and those that it is in; there may be one. */
  makeDirectory(path: string): Promise<void>;

  /** Writes a file, in place of one that is there. */
  writeFile(path: string, content: string | Uint8Array): Promise<void>;

  /** Copies a regular file with its permissions, links followed. Rejects with `not_regular_file`, too. */
  copyFile(source: string, target: string): Promise<void>;

  /** Removes a file, or a folder with all that is in it; there need not be one. */
  remove(path: string): Promise<void>;

  /** Removes the same at once, as there is no later when the process ends; what cannot be removed stays. */
  removeNow?(path: string): void;
}

/**
 * A runtime, as this library sees it. Deno, Node and Bun need no host of yours; {@linkcode memoryHost} makes one
 * of values you have. No member needs `this`, so a host can be copied to change a part of it.
 *
 * What is refused for want of a permission throws `permission_denied`, whose message says which flag grants it.
 *
 * @example
 * ```ts
 * import { type Host, memoryHost } from "@flyte-ts/config";
 *
 * const nothing = new Uint8Array();
 * const host: Host = {
 *   ...memoryHost(),
 *   run: () => Promise.resolve({ code: 0, stdout: nothing, stderr: nothing }),
 * };
 * console.log((await host.run(["docker", "version"])).code); // 0
 * ```
 */
export interface Host {
  /** Name for messages, such as `Deno`, `Node`, `Bun` or `a browser`. */
  readonly name: string;
  /** Whether there are files to read. */
  readonly hasFiles: boolean;

  /** The value of an environment variable, or `undefined` when it is not set. */
  env(name: string): string | undefined;

  /** The names of the environment variables there are; absent where they cannot be listed. */
  envNames?(): readonly string[];

  /** Whether `envNames` asks nobody for a permission; absent where it never does. */
  mayListEnv?(): boolean;

  /**
   * The kind of the machine, as Python's `platform.machine()` says it, such as `x86_64`, `arm64` or `aarch64`; absent, or
   * `undefined`, where that is not known.
   */
  machine?(): string | undefined;

  /** The user's home folder, or `undefined` when there is none. */
  homeDirectory(): string | undefined;

  /** The numeric id of the user on Unix; `undefined` where there is none, or where it may not be read. */
  userId?(): number | undefined;

  /** The folder that relative paths start from, or `undefined` when there is none. */
  workingDirectory(): string | undefined;

  /** The text of a file, with its byte order mark if it has one. Rejects as `readFile` does, and with `not_utf8`. */
  readTextFile(path: string, options?: ReadOptions): Promise<string>;

  /**
   * The bytes of a regular file; the null device counts as an empty one. Rejects with `file_not_found`,
   * `file_unreadable`, `not_regular_file`, `file_too_large` or `no_file_system`.
   */
  readFile(path: string, options?: ReadOptions): Promise<Uint8Array>;

  /**
   * The bytes of a file piece by piece, for one that may be too large for memory; absent where a file is read whole or
   * not at all. There are as many bytes as the file has when it is opened. Rejects as `readFile` does, for a file of any
   * size. A piece is only good until the next one is asked for.
   */
  readPieces?(path: string, options?: Pick<ReadOptions, "signal">): AsyncIterable<Uint8Array>;

  /**
   * Reads a file into the beginning of `target`, at once while all else waits, and gives the number of its bytes: for
   * many small files that takes a fraction of the time of `readFile`. `undefined` for whatever is not a file of fewer
   * bytes than `target`, or cannot be read, of which `stat` and `readFile` say more; `target` may hold anything then.
   * Nobody looks what there is at the path if `isFile` says that it is a file. Absent where files are not read at once.
   */
  readSmallFile?(path: string, target: Uint8Array, isFile?: boolean): number | undefined;

  /** What there is at a path, links followed; `undefined` when there is nothing. Rejects with `file_unreadable`. */
  stat(path: string): Promise<FileInfo | undefined>;

  /**
   * The absolute path of what a path leads to, without symbolic links in it; absent where there are no links. Rejects as
   * `readFile` does.
   */
  realPath?(path: string): Promise<string>;

  /** What is in a folder, ordered by name. Rejects as `readFile` does. */
  readDir(path: string): Promise<readonly DirEntry[]>;

  /**
   * What is in a folder, in the order in which the system lists it, which is that of Python's `os.walk`; absent where
   * there is no such order. Rejects as `readFile` does.
   */
  readDirAsListed?(path: string): Promise<readonly DirEntry[]>;

  /**
   * Runs a program, without a shell, to its end, whatever its exit code. Rejects with `command_not_found`, with
   * `command_failed` if it cannot be started for another reason, or with `no_processes`. What it has started itself may
   * go on after it was ended.
   */
  run(command: readonly string[], options?: RunOptions): Promise<RunResult>;

  /**
   * Calls `listener` with `SIGINT`, `SIGTERM` or `SIGHUP` when a signal asks the process to end. It does not end before the
   * function that comes back is called, which ends the hearing; and then only if nothing else in the program listens to
   * that signal. With `exit`, the process ends as soon as `listener` returns. Absent where there are no signals.
   */
  onInterrupt?(listener: (event: string) => void): () => void;

  /** Changes files; absent where they cannot be changed. Only builders of images do. */
  readonly writer?: HostWriter | undefined;

  /** The runtime's `fetch`. */
  readonly fetch: Fetch;
}

/** How `Host.run` runs a program. */
export interface RunOptions {
  /** What the program reads from its standard input. Default: nothing. */
  readonly input?: string | Uint8Array | undefined;
  /** Environment variables beside those there are. Default: none. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Folder to run in. Default: the working directory. */
  readonly cwd?: string | undefined;
  /**
   * Ends the program when it is aborted: it gets SIGTERM, and SIGKILL if it has not ended after `graceMs`.
   * `Host.run` rejects with the signal's reason once it has ended.
   */
  readonly signal?: Signal | undefined;
  /** How long an aborted program has to end, in milliseconds. Default: 5,000. */
  readonly graceMs?: number | undefined;
  /**
   * Largest number of bytes of standard output; a program that writes more is ended as an aborted one, and
   * `Host.run` rejects with `command_output_too_large`. With `onStdout` there is no limit. Default: 64 MiB.
   */
  readonly maxOutput?: number | undefined;
  /** Gets what the program writes to its standard output, as it does. If it throws, the program is ended. */
  readonly onStdout?: ((bytes: Uint8Array) => void) | undefined;
  /** Gets what the program writes to its standard error, as it does. If it throws, the program is ended. */
  readonly onStderr?: ((bytes: Uint8Array) => void) | undefined;
}

/** How a program ended and what it wrote. */
export interface RunResult {
  /** Exit code; 128 and the number of the signal if one ended it. */
  readonly code: number;
  /** What it wrote to its standard output; with `onStdout`, only the last 64 KiB. */
  readonly stdout: Uint8Array;
  /** The last 64 KiB of what it wrote to its standard error. */
  readonly stderr: Uint8Array;
}

/** The runtime's `AbortSignal`; `unknown` where the program is compiled without types for it. */
export type Signal = typeof globalThis extends { readonly AbortSignal: { readonly prototype: infer T } } ? T : unknown;
