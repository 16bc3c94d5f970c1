/**
 * The interface through which the library asks for everything outside it: files, environment variables, programs and
 * the network. Types only; the implementations are in the other files of this directory.
 *
 * @module
 */

/** Information about a file or directory, as {@linkcode Host.stat} returns it. */
export interface FileInfo {
  /** Whether it is a regular file, or a link to one. The null device is treated as an empty file. */
  readonly isFile: boolean;
  /** Whether it is a directory, or a link to one. */
  readonly isDirectory: boolean;
  /** Kind of a file that is neither, where the host knows it. */
  readonly special?: "socket" | "pipe" | "device" | undefined;
  /** Size of a file in bytes. */
  readonly size: number;
  /** Time of the last modification, where the host knows it. */
  readonly mtime?: Date | undefined;
  /** Permission bits on Unix, such as `0o644`, where the host knows them. */
  readonly mode?: number | undefined;
}

/** An entry of a directory. */
export interface DirEntry {
  /** Name within the directory. */
  readonly name: string;
  /** Whether it is a regular file and not a symbolic link. */
  readonly isFile: boolean;
  /** Whether it is a directory and not a symbolic link. */
  readonly isDirectory: boolean;
  /** Whether it is a symbolic link. */
  readonly isSymlink: boolean;
}

/** The runtime's `fetch`; a plain function type where the program is compiled without types for it. */
export type Fetch = typeof globalThis extends { readonly fetch: infer T } ? T
  : (input: string, init?: object) => Promise<unknown>;

/** Options of {@linkcode Host.readFile} and {@linkcode Host.readTextFile}. */
export interface ReadOptions {
  /**
   * Maximum size of the file in bytes; a larger file rejects with `file_too_large`.
   *
   * @default 64 MiB
   */
  readonly maxBytes?: number | undefined;
  /** Aborts the read, which then rejects with the signal's reason. */
  readonly signal?: Signal | undefined;
}

/**
 * The part of a host that changes files. Only image builders and the command line use it. Every method rejects with `file_unwritable` for a
 * change that the system refuses.
 */
export interface HostWriter {
  /**
   * Creates an empty temporary directory.
   *
   * @param prefix – Beginning of the directory's name.
   * @returns Its path.
   * @throws {FlyteConfigError} `file_unwritable` – when it cannot be created.
   */
  makeTempDirectory(prefix: string): Promise<string>;

  /**
   * Creates a directory and its parents, unless they exist.
   *
   * @param path – Path of the directory.
   * @throws {FlyteConfigError} `file_unwritable` – when it cannot be created.
   */
  makeDirectory(path: string): Promise<void>;

  /**
   * Writes a file, and replaces an existing one.
   *
   * @param path – Path of the file.
   * @param content – Its new content; a string is written as UTF-8.
   * @throws {FlyteConfigError} `file_unwritable` – when it cannot be written.
   */
  writeFile(path: string, content: string | Uint8Array): Promise<void>;

  /**
   * Replaces the content of a file, so that other programs read the old content or the new one, and never a part of it;
   * or creates the file, which only its owner can read. Owner and permissions are kept; of a symbolic link, the target is replaced. Where a file can be
   * written and not replaced, for instance because it is mounted by itself, or has several names, it is written in
   * place. If absent, `writeFile` is used.
   *
   * @param path – Path of the file.
   * @param content – Its new content; a string is written as UTF-8.
   * @throws {FlyteConfigError} `not_regular_file` – when the path is a directory, pipe, socket or device.
   * @throws {FlyteConfigError} `file_unwritable` – when it cannot be written.
   */
  replaceFile?(path: string, content: string | Uint8Array): Promise<void>;

  /**
   * Waits until no other program that uses this method changes a file, so that each change is based on the one before.
   * Absent where nothing else could change it.
   *
   * @param path – Path of the file, in whose directory `path.lock` marks the change.
   * @returns A function that ends the change.
   * @throws {FlyteConfigError} `file_unwritable` – when another program does not end its change within ten seconds.
   */
  lockFile?(path: string): Promise<() => Promise<void>>;

  /**
   * Copies a regular file with its permissions; symbolic links are followed.
   *
   * @param source – Path of the file to copy.
   * @param target – Path of the copy.
   * @throws {FlyteConfigError} `not_regular_file` – when the source is a directory, pipe, socket or device.
   * @throws {FlyteConfigError} `file_unwritable` – when the file cannot be copied.
   */
  copyFile(source: string, target: string): Promise<void>;

  /**
   * Removes a file, or a directory with everything in it, if it exists.
   *
   * @param path – Path of the file or directory.
   * @throws {FlyteConfigError} `file_unwritable` – when it cannot be removed.
   */
  remove(path: string): Promise<void>;

  /**
   * Removes a file or directory synchronously, for use when the process ends; errors are ignored.
   *
   * @param path – Path of the file or directory.
   */
  removeNow?(path: string): void;
}

/**
 * The runtime as this library sees it. Deno, Node and Bun have one by default; {@linkcode memoryHost} creates one from
 * values. No member uses `this`, so a host can be copied to replace a part of it.
 *
 * A member that lacks a permission throws `permission_denied`, whose message names the flag that grants it.
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
  /** Whether there is a file system to read from. */
  readonly hasFiles: boolean;

  /**
   * Returns the value of an environment variable.
   *
   * @param name – Name of the variable.
   * @returns Its value; `undefined` if it is not set.
   * @throws {FlyteConfigError} `permission_denied` – when the runtime denies access to the variable.
   */
  env(name: string): string | undefined;

  /**
   * Returns the names of all environment variables; absent where they cannot be listed.
   *
   * @returns The names, in no particular order.
   * @throws {FlyteConfigError} `permission_denied` – when the runtime denies access to the list.
   */
  envNames?(): readonly string[];

  /**
   * Checks whether `envNames` works without asking the user for a permission; absent where it always does.
   *
   * @returns Whether the permission is granted.
   */
  mayListEnv?(): boolean;

  /**
   * Returns the machine type as Python's `platform.machine()` does; absent where it is not known.
   *
   * @returns The type, such as `x86_64`, `arm64` or `aarch64`; `undefined` if it is not known.
   */
  machine?(): string | undefined;

  /**
   * Returns the user's home directory.
   *
   * @returns Its path; `undefined` if there is none.
   * @throws {FlyteConfigError} `permission_denied` – when the runtime denies access to it.
   */
  homeDirectory(): string | undefined;

  /**
   * Returns the numeric user id on Unix; absent where there is none.
   *
   * @returns The id; `undefined` if there is none, or if the runtime denies access to it.
   */
  userId?(): number | undefined;

  /**
   * Returns the directory that relative paths start from.
   *
   * @returns Its path; `undefined` if there is none.
   */
  workingDirectory(): string | undefined;

  /**
   * Reads a regular file as UTF-8. A byte order mark is kept.
   *
   * @param path – Path of the file.
   * @param options – Size limit and abort signal.
   * @returns The text of the file.
   * @throws {FlyteConfigError} `not_utf8` – when the file is not UTF-8.
   * @throws {FlyteConfigError} `file_not_found`, `file_unreadable`, `not_regular_file`, `file_too_large`,
   * `no_file_system` – when `readFile` does.
   */
  readTextFile(path: string, options?: ReadOptions): Promise<string>;

  /**
   * Reads a regular file. The null device is read as an empty file.
   *
   * @param path – Path of the file.
   * @param options – Size limit and abort signal.
   * @returns The bytes of the file.
   * @throws {FlyteConfigError} `file_not_found` – when the path does not exist.
   * @throws {FlyteConfigError} `file_unreadable` – when the system refuses, or the path is a directory.
   * @throws {FlyteConfigError} `not_regular_file` – when the path is a pipe, socket or device.
   * @throws {FlyteConfigError} `file_too_large` – when the file is larger than `maxBytes`.
   * @throws {FlyteConfigError} `no_file_system` – when the host has no files.
   */
  readFile(path: string, options?: ReadOptions): Promise<Uint8Array>;

  /**
   * Reads a file in chunks, for files that may not fit in memory; absent where files are read only as a whole. A chunk
   * is valid only until the next one is requested. Bytes that are appended to the file while it is read are ignored.
   *
   * @param path – Path of the file.
   * @param options – Abort signal.
   * @returns The chunks.
   * @throws {FlyteConfigError} `file_not_found`, `file_unreadable`, `not_regular_file`, `no_file_system` – when
   * `readFile` does.
   */
  readPieces?(path: string, options?: Pick<ReadOptions, "signal">): AsyncIterable<Uint8Array>;

  /**
   * Reads a small file synchronously, which takes a fraction of the time of `readFile` for many small files; absent
   * where files cannot be read synchronously.
   *
   * @param path – Path of the file.
   * @param target – Buffer that receives the bytes of the file.
   * @param isFile – Whether the path is already known to be a regular file; otherwise that is checked.
   * @returns The number of bytes; `undefined` if the path is not a regular file of fewer bytes than `target` or cannot
   * be read. Then `stat` and `readFile` report the reason, and the content of `target` is undefined.
   */
  readSmallFile?(path: string, target: Uint8Array, isFile?: boolean): number | undefined;

  /**
   * Identifies the content of a file without reading it; symbolic links are followed. Two results for a path are only
   * equal if it had the same content all the time between. Absent where that is not known; a host whose files are not
   * those of the host that it copies must remove this member.
   *
   * @param path – Path of the file.
   * @returns The identity, also of a directory or of nothing; `undefined` if the next change of the content might not
   * change the identity, for instance because the last change was only a moment ago.
   */
  fileVersion?(path: string): string | undefined;

  /**
   * Returns information about a path; symbolic links are followed.
   *
   * @param path – Path of a file or directory.
   * @returns The information; `undefined` if the path does not exist.
   * @throws {FlyteConfigError} `file_unreadable` – when the system refuses.
   */
  stat(path: string): Promise<FileInfo | undefined>;

  /**
   * Resolves all symbolic links in a path; absent where there are no links.
   *
   * @param path – Path of a file or directory.
   * @returns The absolute path without symbolic links.
   * @throws {FlyteConfigError} `file_not_found`, `file_unreadable` – when the path does not exist or cannot be
   * resolved.
   */
  realPath?(path: string): Promise<string>;

  /**
   * Lists a directory, sorted by name.
   *
   * @param path – Path of the directory.
   * @returns Its entries.
   * @throws {FlyteConfigError} `file_not_found`, `file_unreadable` – when the directory does not exist or cannot be
   * listed.
   */
  readDir(path: string): Promise<readonly DirEntry[]>;

  /**
   * Lists a directory in the order of the system, which is the order of Python's `os.walk`; absent where there is no
   * such order.
   *
   * @param path – Path of the directory.
   * @returns Its entries.
   * @throws {FlyteConfigError} `file_not_found`, `file_unreadable` – when the directory does not exist or cannot be
   * listed.
   */
  readDirAsListed?(path: string): Promise<readonly DirEntry[]>;

  /**
   * Runs a program without a shell until it exits, whatever its exit code. Processes that the program has started
   * itself may outlive it.
   *
   * @param command – The program and its arguments.
   * @param options – Input, environment, directory, limits and abort signal.
   * @returns The exit code and the output.
   * @throws {FlyteConfigError} `command_not_found` – when the program is not installed.
   * @throws {FlyteConfigError} `command_failed` – when it cannot be started for another reason.
   * @throws {FlyteConfigError} `command_output_too_large` – when it writes more than `maxOutput` bytes.
   * @throws {FlyteConfigError} `no_processes` – when the host cannot run programs.
   */
  run(command: readonly string[], options?: RunOptions): Promise<RunResult>;

  /**
   * Registers a listener for signals that ask the process to end; absent where there are no signals. While it is
   * registered, the process does not end by such a signal. Unregistering it ends the process after all, unless
   * something else in the program listens to the signal.
   *
   * @param listener – Called with `SIGINT`, `SIGTERM` or `SIGHUP`; or with `exit`, after which the process ends as soon
   * as the listener returns.
   * @returns A function that unregisters the listener.
   */
  onInterrupt?(listener: (event: string) => void): () => void;

  /** Changes files; absent where files cannot be changed. Only image builders and the command line use it. */
  readonly writer?: HostWriter | undefined;

  /** The runtime's `fetch`. */
  readonly fetch: Fetch;

  /**
   * Returns a `fetch` with other TLS settings, which does not follow redirects; absent where the settings cannot be
   * changed.
   *
   * @param tls – The settings.
   * @returns The function.
   */
  fetchWith?(tls: TlsSettings): Fetch;

  /**
   * Connects to a server and disconnects again, to see whether and how it can be reached; absent where programs cannot
   * open connections. A certificate that is not trusted is part of the result, not an error.
   *
   * @param target – Host and port, TLS, and the abort signal.
   * @returns The address that was reached, and the certificate.
   * @throws {FlyteConfigError} `permission_denied` – when the runtime denies the connection. Other errors are those of the
   * runtime.
   */
  connect?(target: ConnectTarget): Promise<ServerConnection>;
}

/** A server that {@linkcode Host.connect} connects to. */
export interface ConnectTarget {
  /** Name or IP address; one of IPv6 without brackets. */
  readonly hostname: string;
  /** Port. */
  readonly port: number;
  /**
   * The CA certificates for a connection with TLS; `{}` for those of the runtime.
   *
   * @default a connection without TLS
   */
  readonly tls?: Pick<TlsSettings, "ca"> | undefined;
  /** Aborts the connection, which then rejects with the signal's reason. */
  readonly signal?: Signal | undefined;
}

/** A connection that {@linkcode Host.connect} has opened and closed. */
export interface ServerConnection {
  /** The IP address that was reached. */
  readonly address: string;
  /** The certificate of a server with TLS. */
  readonly certificate?: ServerCertificate | undefined;
  /** Code of the reason why the certificate is not trusted, such as `CERT_HAS_EXPIRED`; absent if it is. */
  readonly untrusted?: string | undefined;
  /** Protocol that the server chose of HTTP/2 (`h2`) and HTTP/1.1 (`http/1.1`), if any. */
  readonly protocol?: string | undefined;
}

/** The certificate of a server. */
export interface ServerCertificate {
  /** Common name of its owner; empty if it has none. */
  readonly subject: string;
  /** Common name of the CA that signed it; empty if it has none. */
  readonly issuer: string;
  /** Names and IP addresses of servers that it is valid for. */
  readonly names: readonly string[];
  /** Time from which it is valid. */
  readonly validFrom: Date;
  /** Time until which it is valid. */
  readonly validTo: Date;
}

/** TLS settings of {@linkcode Host.fetchWith}. */
export interface TlsSettings {
  /**
   * CA certificates in PEM format that replace those of the runtime.
   *
   * @default those of the runtime
   */
  readonly ca?: string | undefined;
  /**
   * Whether an invalid server certificate ends the connection.
   *
   * @default true
   */
  readonly rejectUnauthorized?: boolean | undefined;
}

/** Options of {@linkcode Host.run}. */
export interface RunOptions {
  /**
   * Standard input of the program.
   *
   * @default empty
   */
  readonly input?: string | Uint8Array | undefined;
  /**
   * Environment variables to add to those of the process.
   *
   * @default none
   */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /**
   * Directory to run in.
   *
   * @default the working directory
   */
  readonly cwd?: string | undefined;
  /**
   * Aborts the program: it receives SIGTERM, and SIGKILL if it has not ended after `graceMs`. `Host.run` rejects with
   * the signal's reason once it has ended.
   */
  readonly signal?: Signal | undefined;
  /**
   * Time in milliseconds that an aborted program has to end.
   *
   * @default 5000
   */
  readonly graceMs?: number | undefined;
  /**
   * Maximum size of standard output in bytes. A program that writes more is ended like an aborted one, and `Host.run`
   * rejects with `command_output_too_large`. There is no limit with `onStdout`.
   *
   * @default 64 MiB
   */
  readonly maxOutput?: number | undefined;
  /** Receives standard output while the program runs. The program is ended if it throws. */
  readonly onStdout?: ((bytes: Uint8Array) => void) | undefined;
  /** Receives standard error while the program runs. The program is ended if it throws. */
  readonly onStderr?: ((bytes: Uint8Array) => void) | undefined;
}

/** The result of {@linkcode Host.run}. */
export interface RunResult {
  /** Exit code; 128 plus the number of the signal if a signal ended the program. */
  readonly code: number;
  /** Standard output; only its last 64 KiB with `onStdout`. */
  readonly stdout: Uint8Array;
  /** The last 64 KiB of standard error. */
  readonly stderr: Uint8Array;
}

/** The runtime's `AbortSignal`; `unknown` where the program is compiled without types for it. */
export type Signal = typeof globalThis extends { readonly AbortSignal: { readonly prototype: infer T } } ? T : unknown;
