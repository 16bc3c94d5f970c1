/**
 * Whether there is something at a path.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import type { FileInfo, Host } from "../runtime/host.ts";
import { codeOf } from "../runtime/server_errors.ts";

/** What there is at a path for Python's `Path`: nothing where links go in a circle. Rejects as {@linkcode Host.stat}. */
export async function infoAt(host: Host, path: string): Promise<FileInfo | undefined> {
  try {
    return await host.stat(path);
  } catch (error) {
    if (error instanceof FlyteConfigError && codeOf(error.cause) === "ELOOP") return undefined;
    throw error;
  }
}
