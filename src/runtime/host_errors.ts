/**
 * The errors that every host reports alike, whatever the runtime says.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { quotedPath as quoted } from "../text/quote.ts";
import type { Host } from "./host.ts";

/** The error of a path with nothing there. */
export function fileNotFound(path: string, cause?: unknown): FlyteConfigError {
  return new FlyteConfigError("file_not_found", `there is no ${quoted(path)}`, { cause });
}

/** The error of something that is there and cannot be read. */
export function fileUnreadable(path: string, reason: string, cause?: unknown): FlyteConfigError {
  return new FlyteConfigError("file_unreadable", `${quoted(path)} cannot be read: ${reason}`, { cause });
}

/** The error of something that is neither a regular file nor a directory, such as a pipe, which may have no end. */
export function notRegularFile(path: string, kind: string): FlyteConfigError {
  return new FlyteConfigError("not_regular_file", `${quoted(path)} is a ${kind}; only regular files are read`);
}

/** The error of a file that is larger than the caller takes. */
export function fileTooLarge(path: string, maxBytes: number): FlyteConfigError {
  return new FlyteConfigError("file_too_large", `${quoted(path)} is larger than ${sizeText(maxBytes)}`);
}

/** A number of bytes for people. */
export function sizeText(bytes: number): string {
  const units = ["bytes", "KiB", "MiB", "GiB"];
  let unit = 0;
  for (; bytes % 1024 === 0 && bytes > 0 && unit < units.length - 1; unit++) bytes /= 1024;
  return `${bytes} ${units[unit]}`;
}

/** The error of reading where there are no files. */
export function noFileSystem(host: string, path: string): FlyteConfigError {
  return new FlyteConfigError(
    "no_file_system",
    `${host} has no file system, so ${quoted(path)} cannot be read: pass its text, as file: { name, text }`,
  );
}

/** A host that, without files, says so of each: for those to whom a file that is not there counts for nothing. */
export function withFiles(host: Host): Host {
  return host.hasFiles ? host : { ...host, stat: (path) => Promise.reject(noFileSystem(host.name, path)) };
}

/** The error of running a program where none can be run. */
export function noProcesses(host: string, command: readonly string[]): FlyteConfigError {
  return new FlyteConfigError("no_processes", `${host} cannot run programs, here ${quoted(command[0] ?? "")}`);
}
