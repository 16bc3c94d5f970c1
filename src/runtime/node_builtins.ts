/**
 * Access to Node's built-in modules, which Deno and Bun have as well, without importing them: the same file loads in
 * browsers, where there are none.
 *
 * @module
 */

interface RuntimeProcess {
  readonly getBuiltinModule?: (name: string) => unknown;
}

/** Returns a built-in module such as `node:zlib`, in runtimes that have it. */
export function builtinModule<T>(name: string): T | undefined {
  const { process } = globalThis as { readonly process?: RuntimeProcess };
  return process?.getBuiltinModule?.(name) as T | undefined;
}

type Bytes = Uint8Array<ArrayBuffer>;

/** The kind of a file. */
export interface NodeKind {
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
  isSocket(): boolean;
  isFIFO(): boolean;
}

/** The result of `stat`. */
export type NodeStats = NodeKind & {
  isCharacterDevice(): boolean;
  /** Number of the device, 0 for other files. */
  readonly rdev: number;
  readonly size: number;
  readonly mtime: Date;
  /** Type and permissions. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Number of names that the file has. */
  readonly nlink: number;
};

/** An entry of a directory. */
export type NodeEntry = NodeKind & { readonly name: string };

/** An open file. */
export interface NodeFile {
  stat(): Promise<NodeStats>;
  read(buffer: Bytes, offset: number, length: number): Promise<{ readonly bytesRead: number }>;
  close(): Promise<void>;
}

interface NodeFs {
  stat(path: string): Promise<NodeStats>;
  realpath(path: string): Promise<string>;
  open(path: string, flags: number): Promise<NodeFile>;
  mkdtemp(prefix: string): Promise<string>;
  mkdir(path: string, options: { recursive: true }): Promise<unknown>;
  writeFile(
    path: string,
    content: string | Uint8Array,
    options?: { readonly flush: true; readonly mode?: number },
  ): Promise<void>;
  chmod(path: string, mode: number): Promise<void>;
  chown(path: string, uid: number, gid: number): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  copyFile(source: string, target: string): Promise<void>;
  rm(path: string, options: { recursive: true; force: true }): Promise<void>;
}

/** The result of `statSync`. */
export type NodeStatsSync = NodeKind & {
  readonly dev: number;
  readonly ino: number;
  readonly size: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
  readonly blocks: number;
};

interface NodeFsSync {
  readonly constants: Readonly<Record<"O_RDONLY" | "O_WRONLY" | "O_CREAT" | "O_EXCL", number>> & {
    readonly O_NONBLOCK?: number;
  };
  openSync(path: string, flags: number): number;
  statSync(path: string): NodeStatsSync;
  fstatSync(file: number): NodeKind;
  readSync(file: number, bytes: Uint8Array, offset: number, length: number): number;
  closeSync(file: number): void;
  rmSync(path: string, options: { recursive: true; force: true }): void;
  readdirSync(path: string, options: { withFileTypes: true }): NodeEntry[];
  opendirSync(path: string): NodeDir;
}

interface NodeDir {
  readSync(): NodeEntry | null;
  closeSync(): void;
}

interface NodeOs {
  homedir(): string;
  tmpdir(): string;
  readonly constants: { readonly signals: Readonly<Record<string, number>> };
}

interface NodeReadable {
  on(event: "data", listener: (chunk: Bytes) => void): void;
  destroy(): void;
}

interface NodeWritable {
  on(event: "error", listener: () => void): void;
  end(input: string | Uint8Array): void;
}

/** A running program. */
export interface NodeChild {
  /** `null` unless it is a pipe. */
  readonly stdin: NodeWritable | null;
  readonly stdout: NodeReadable;
  readonly stderr: NodeReadable;
  on(event: "error", listener: (error: unknown) => void): void;
  on(event: "exit", listener: () => void): void;
  on(event: "close", listener: (code: number | null, signal: string | null) => void): void;
  killed: boolean;
  kill(signal: "SIGTERM" | "SIGKILL"): boolean;
}

interface NodeSpawnOptions {
  readonly stdio: readonly ["pipe" | "ignore", "pipe", "pipe"];
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
}

interface NodeChildProcess {
  spawn(program: string, args: readonly string[], options: NodeSpawnOptions): NodeChild;
}

interface NodeProcess {
  readonly env: Readonly<Record<string, unknown>>;
  readonly platform: string;
  readonly arch: string;
  readonly execPath?: string | null;
  readonly versions: Readonly<Record<string, string | undefined>>;
  cwd(): string;
  readonly pid: number;
  on(signal: string, listener: () => void): void;
  off(signal: string, listener: () => void): void;
  listenerCount(signal: string): number;
  getMaxListeners(): number;
  setMaxListeners(listeners: number): void;
  kill(pid: number, signal: string): void;
  exitCode?: number | string | null | undefined;
  /** Absent on Windows. */
  getuid?(): number;
}

/** The Node modules that {@linkcode serverHost} uses. */
export interface ServerModules {
  /** `node:process`. */
  readonly system: NodeProcess;
  /** `node:fs/promises`. */
  readonly fs: NodeFs;
  /** `node:fs`, for its synchronous functions. */
  readonly fsSync: NodeFsSync;
  /** `node:os`. */
  readonly os: NodeOs;
  /** `node:child_process`. */
  readonly childProcess: NodeChildProcess;
}

/** Returns the modules; `undefined` where they are missing or are only stubs. */
export function serverModules(): ServerModules | undefined {
  const { process: system } = globalThis as { readonly process?: NodeProcess };
  // Cloudflare Workers may provide all of these modules, but only with a virtual file system and without processes. A
  // runtime with access to a machine's files was itself started from one of them.
  return system?.execPath && builtinModule("node:fs") ? lazyModules() : undefined;
}

/** Returns the modules of a runtime that is known to have them. Each is loaded when it is used. */
export function lazyModules(): ServerModules {
  let fs: NodeFs | undefined;
  let fsSync: NodeFsSync | undefined;
  return {
    get system() {
      return (globalThis as unknown as { readonly process: NodeProcess }).process;
    },
    get fs() {
      return fs ??= builtinModule<NodeFs>("node:fs/promises")!;
    },
    get fsSync() {
      return fsSync ??= builtinModule<NodeFsSync>("node:fs")!;
    },
    get os() {
      return builtinModule<NodeOs>("node:os")!;
    },
    get childProcess() {
      return builtinModule<NodeChildProcess>("node:child_process")!;
    },
  };
}
