/**
 * Access to Node's built-in modules, which Deno and Bun have as well, without importing them: the same file loads in
 * browsers, where there are none.
 *
 * @module
 */

interface RuntimeProcess {
  readonly getBuiltinModule?: (name: string) => unknown;
}

/** A native module such as `node:zlib`, in runtimes that have it. */
export function builtinModule<T>(name: string): T | undefined {
  const { process } = globalThis as { readonly process?: RuntimeProcess };
  return process?.getBuiltinModule?.(name) as T | undefined;
}

type Bytes = Uint8Array<ArrayBuffer>;

/** What a path leads to. */
export interface NodeKind {
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
  isSocket(): boolean;
  isFIFO(): boolean;
}

/** What there is to know of what a path leads to. */
export type NodeStats = NodeKind & {
  isCharacterDevice(): boolean;
  /** Number of the device that it is; 0 if it is none. */
  readonly rdev: number;
  readonly size: number;
  readonly mtime: Date;
};

/** An entry of a folder. */
export type NodeEntry = NodeKind & { readonly name: string };

/** An open file. */
export interface NodeFile {
  stat(): Promise<NodeStats>;
  read(buffer: Bytes, offset: number, length: number): Promise<{ readonly bytesRead: number }>;
  close(): Promise<void>;
}

interface NodeFiles {
  stat(path: string): Promise<NodeStats>;
  realpath(path: string): Promise<string>;
  readdir(path: string, options: { withFileTypes: true }): Promise<NodeEntry[]>;
  open(path: string, flags: number): Promise<NodeFile>;
  mkdtemp(prefix: string): Promise<string>;
  mkdir(path: string, options: { recursive: true }): Promise<unknown>;
  writeFile(path: string, content: string | Uint8Array): Promise<void>;
  copyFile(source: string, target: string): Promise<void>;
  rm(path: string, options: { recursive: true; force: true }): Promise<void>;
}

interface NodeFilesAtOnce {
  readonly constants: { readonly O_RDONLY: number; readonly O_NONBLOCK?: number };
  openSync(path: string, flags: number): number;
  statSync(path: string): NodeKind;
  fstatSync(file: number): NodeKind;
  readSync(file: number, bytes: Uint8Array, offset: number, length: number): number;
  closeSync(file: number): void;
  rmSync(path: string, options: { recursive: true; force: true }): void;
  opendirSync(path: string): NodeFolder;
}

interface NodeFolder {
  readSync(): NodeEntry | null;
  closeSync(): void;
}

interface NodeSystem {
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

/** A program that runs. */
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

interface NodeProcesses {
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
  /** Absent on Windows. */
  getuid?(): number;
}

/** The modules of a runtime that runs on a machine with files and processes. */
export interface ServerModules {
  /** `node:process`. */
  readonly system: NodeProcess;
  /** `node:fs/promises`. */
  readonly files: NodeFiles;
  /** `node:fs`, as far as it makes all else wait. */
  readonly filesAtOnce: NodeFilesAtOnce;
  /** `node:os`. */
  readonly os: NodeSystem;
  /** `node:child_process`. */
  readonly processes: NodeProcesses;
}

/** The modules, or `undefined` where they are missing or only stand for what is not there. */
export function serverModules(): ServerModules | undefined {
  const { process: system } = globalThis as { readonly process?: NodeProcess };
  // Cloudflare Workers may have all of these, but their files are a store of their own and nothing can be run. What
  // sees a machine's files was itself started from one of them.
  if (!system?.execPath) return undefined;
  const files = builtinModule<NodeFiles>("node:fs/promises");
  const filesAtOnce = builtinModule<NodeFilesAtOnce>("node:fs");
  const os = builtinModule<NodeSystem>("node:os");
  const processes = builtinModule<NodeProcesses>("node:child_process");
  return files && filesAtOnce && os && processes && { system, files, filesAtOnce, os, processes };
}
