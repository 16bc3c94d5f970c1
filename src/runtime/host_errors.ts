/**
 * The errors that every host reports alike, whatever the runtime says.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { quotedPath } from "../text/quote.ts";
import type { Host } from "./host.ts";

/** Returns the error of a path that does not exist. */
export function fileNotFound(path: string, cause?: unknown): FlyteConfigError {
  const remedy = "check the path, and the working directory if it is relative";
  return new FlyteConfigError("file_not_found", `${quotedPath(path)} does not exist; ${remedy}`, { cause });
}

/** Returns the error of a path that exists and cannot be read. */
export function fileUnreadable(path: string, reason: string, cause?: unknown): FlyteConfigError {
  return new FlyteConfigError("file_unreadable", `${quotedPath(path)} cannot be read: ${reason}`, { cause });
}

/** Returns the error of a path that is neither a regular file nor a directory, such as a pipe, which may be endless. */
export function notRegularFile(path: string, kind: string): FlyteConfigError {
  return new FlyteConfigError("not_regular_file", `${quotedPath(path)} is a ${kind}, not a regular file`);
}

/** Returns the error of a file that is larger than the caller allows. */
export function fileTooLarge(path: string, maxBytes: number): FlyteConfigError {
  return new FlyteConfigError("file_too_large", `${quotedPath(path)} is larger than ${sizeText(maxBytes)}`);
}

/** Formats a number of bytes for people. */
export function sizeText(bytes: number): string {
  const units = ["bytes", "KiB", "MiB", "GiB"];
  let unit = 0;
  for (; bytes % 1024 === 0 && bytes > 0 && unit < units.length - 1; unit++) bytes /= 1024;
  return `${bytes} ${units[unit]}`;
}

/** Returns the error of reading a file on a host without files. */
export function noFileSystem(host: string, path: string): FlyteConfigError {
  return new FlyteConfigError(
    "no_file_system",
    `${quotedPath(path)} cannot be read because ${host} has no file system; pass its text as file: { name, text }`,
  );
}

/**
 * Returns a host whose `stat` rejects with `no_file_system` if it has no files, for callers that ignore missing files.
 */
export function withFiles(host: Host): Host {
  return host.hasFiles ? host : { ...host, stat: (path) => Promise.reject(noFileSystem(host.name, path)) };
}

/** Returns the error of running a program on a host that cannot run any. */
export function noProcesses(host: string, command: readonly string[]): FlyteConfigError {
  return new FlyteConfigError(
    "no_processes",
    `${quotedPath(command[0] ?? "")} cannot be run because ${host} cannot run programs`,
  );
}
