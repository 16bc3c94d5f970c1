/**
 * Variables and files, as Deno itself answers. Its Node modules take longer to load than a configuration takes to read, and most
 * configurations need only variables and a look for files.
 *
 * @module
 */
import type { DirEntry, FileInfo } from "../host.ts";
import { checkPath } from "../host_contract.ts";
import { codeOf } from "./errors.ts";
import type { FileTimes } from "./version.ts";

/** Information about a path, as Deno returns it. */
type DenoFileInfo = Omit<FileTimes, "mtime" | "ctime"> & {
  readonly mtime: Date | null;
  readonly ctime: Date | null;
  readonly mode: number | null;
};

/** The functions of Deno that are used here. */
export interface DenoRuntime {
  readonly env: {
    get(name: string): string | undefined;
    toObject(): Readonly<Record<string, string>>;
  };
  readonly build: { readonly os: string };
  cwd(): string;
  stat(path: string): Promise<DenoFileInfo>;
  statSync(path: string): DenoFileInfo;
  readDirSync(path: string): Iterable<DirEntry>;
}

/** Returns Deno's functions; `undefined` in other runtimes, even where a program has defined a global of this name. */
export function denoRuntime(): DenoRuntime | undefined {
  const { navigator } = globalThis as { readonly navigator?: { readonly userAgent?: string } };
  if (!navigator?.userAgent?.startsWith("Deno/")) return undefined;
  return (globalThis as { readonly Deno?: DenoRuntime }).Deno;
}

/**
 * Implements {@linkcode Host.stat} for files, directories and missing paths. `otherwise` looks at everything else, with the
 * errors of the other runtimes.
 */
export async function statInDeno(
  deno: DenoRuntime,
  path: string,
  otherwise: (path: string) => Promise<FileInfo | undefined>,
): Promise<FileInfo | undefined> {
  checkPath("stat", path);
  try {
    const { isFile, isDirectory, size, mtime, mode } = await deno.stat(path);
    const permissions = mode === null || deno.build.os === "windows" ? {} : { mode: mode & 0o7777 };
    if ((isFile || isDirectory) && mtime !== null) return { isFile, isDirectory, size, mtime, ...permissions };
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(codeOf(error))) return undefined;
  }
  return await otherwise(path);
}

/** Returns information about a path for {@linkcode fileVersion}, in a third of the time that Deno's Node module takes. */
export function fileTimesInDeno(deno: DenoRuntime, path: string): FileTimes {
  const { isFile, isDirectory, dev, ino, size, blocks, mtime, ctime } = deno.statSync(path);
  return { isFile, isDirectory, dev, ino, size, blocks, mtime: mtime?.getTime(), ctime: ctime?.getTime() };
}

/**
 * Lists a directory in the order of the system, in half of the time that Deno's Node module takes. `otherwise` reports errors
 * like other runtimes.
 */
export async function readDirInDeno(
  deno: DenoRuntime,
  path: string,
  otherwise: (path: string) => Promise<readonly DirEntry[]>,
): Promise<readonly DirEntry[]> {
  checkPath("readDir", path);
  try {
    // Deno's objects have no prototype.
    return Array.from(
      deno.readDirSync(path),
      ({ name, isFile, isDirectory, isSymlink }) => ({ name, isFile, isDirectory, isSymlink }),
    );
  } catch {
    return await otherwise(path);
  }
}
