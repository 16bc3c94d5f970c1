/**
 * What the library may ask of the runtime it is in: everything that comes from outside comes through a {@linkcode Host}.
 *
 * @module
 */

/** What a {@linkcode Host} knows of a file or folder. */
export interface FileInfo {
  /** Whether it is a file, or a link to one. */
  readonly isFile: boolean;
  /** Whether it is a folder, or a link to one. */
  readonly isDirectory: boolean;
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

/** How {@linkcode Host.run} runs a program. */
export interface RunOptions {
  /** What the program reads from its standard input. Default: nothing. */
  readonly input?: string | Uint8Array | undefined;
  /** Environment variables beside those there are. Default: none. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Folder to run in. Default: the working directory. */
  readonly cwd?: string | undefined;
  /** Ends the program when it is aborted; {@linkcode Host.run} then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** How a program ended and what it wrote. */
export interface RunResult {
  /** Exit code; 128 and the number of the signal if one ended it. */
  readonly code: number;
  /** What it wrote to its standard output. */
  readonly stdout: Uint8Array;
  /** What it wrote to its standard error. */
  readonly stderr: Uint8Array;
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

  /** The user's home folder, or `undefined` when there is none. */
  homeDirectory(): string | undefined;

  /** The folder that relative paths start from, or `undefined` when there is none. */
  workingDirectory(): string | undefined;

  /** The text of a file, with its byte order mark if it has one. Rejects as `readFile` does, and with `not_utf8`. */
  readTextFile(path: string): Promise<string>;

  /** The bytes of a file. Rejects with `file_not_found`, `file_unreadable` or `no_file_system`. */
  readFile(path: string): Promise<Uint8Array>;

  /** What there is at a path, links followed; `undefined` when there is nothing. Rejects with `file_unreadable`. */
  stat(path: string): Promise<FileInfo | undefined>;

  /** What is in a folder, ordered by name. Rejects as `readFile` does. */
  readDir(path: string): Promise<readonly DirEntry[]>;

  /**
   * Runs a program, without a shell, to its end, whatever its exit code. Rejects with `command_not_found`, with
   * `command_failed` if it cannot be started for another reason, or with `no_processes`.
   */
  run(command: readonly string[], options?: RunOptions): Promise<RunResult>;

  /** The runtime's `fetch`. */
  fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>;
}
