/**
 * Variables and files, as Deno itself answers. Its Node modules take longer to load than a configuration takes to read, and most
 * configurations need only variables and a look for files.
 *
 * @module
 */
import type { FileInfo } from "../host.ts";
import { checkPath } from "../host_contract.ts";
import { codeOf } from "./errors.ts";

/** The functions of Deno that are used here. */
export interface DenoRuntime {
  readonly env: {
    get(name: string): string | undefined;
    toObject(): Readonly<Record<string, string>>;
  };
  readonly build: { readonly os: string };
  cwd(): string;
  stat(path: string): Promise<{
    readonly isFile: boolean;
    readonly isDirectory: boolean;
    readonly size: number;
    readonly mtime: Date | null;
  }>;
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
    const { isFile, isDirectory, size, mtime } = await deno.stat(path);
    if ((isFile || isDirectory) && mtime !== null) return { isFile, isDirectory, size, mtime };
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(codeOf(error))) return undefined;
  }
  return await otherwise(path);
}
