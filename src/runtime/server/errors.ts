/**
 * Translates the errors of Deno, Node and Bun into this library's errors.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import { errorText, quotedPath as quoted } from "../../text/quote.ts";
import { fileNotFound, fileUnreadable } from "../host_errors.ts";

/** The flags that grant what was asked for, by the runtime that wants them. */
export interface Flags {
  /** What was to be done, as in `Deno may not …`. */
  readonly action: string;
  /** Flags of Deno. */
  readonly deno: string;
  /** Flag of Node's permission model, which has none for environment variables. */
  readonly node?: string;
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "its permissions do not allow it",
  EPERM: "its permissions do not allow it",
  EISDIR: "it is a directory",
  ENOTDIR: "it is not a directory",
  ELOOP: "its symbolic links go in a circle",
  ENAMETOOLONG: "its name is too long",
  EMFILE: "too many files are open",
  EAGAIN: "there is nothing to read from it now",
  EIO: "the device failed to read it",
};

/** Node's code of an error, such as `ENOENT`. */
export function codeOf(error: unknown): string {
  return String((error as { readonly code?: unknown } | undefined)?.code ?? "");
}

/** Whether the runtime, not the system, refused for want of a permission. */
export function isDenied(error: unknown): boolean {
  return (error as { readonly name?: unknown } | undefined)?.name === "NotCapable" ||
    codeOf(error) === "ERR_ACCESS_DENIED";
}

/** The error of a refusal for want of a permission. */
export function permissionDenied({ action, deno, node }: Flags, cause: unknown): FlyteConfigError {
  const runtime = codeOf(cause) === "ERR_ACCESS_DENIED" ? "Node" : "Deno";
  // Deno gives some files, such as those of /proc, only to who may do all.
  const all = (cause as Error).message.includes("--allow-all");
  const flags = all ? "--allow-all" : runtime === "Node" ? node ?? deno : deno;
  return new FlyteConfigError(
    "permission_denied",
    `${runtime} may not ${action}: to allow it, run again with ${flags}`,
    { cause },
  );
}

/** A flag with a value, quoted for a shell if it has to be. */
export function flag(name: string, value: string): string {
  return `${name}=${/^[\w./:\\@+-]+$/.test(value) ? value : JSON.stringify(value)}`;
}

/** The error of a file or folder that could not be read. */
export function fileError(path: string, cause: unknown): FlyteConfigError {
  if (isDenied(cause)) {
    const flags = {
      action: `read ${quoted(path)}`,
      deno: flag("--allow-read", path),
      node: flag("--allow-fs-read", path),
    };
    return permissionDenied(flags, cause);
  }
  return codeOf(cause) === "ENOENT" ? fileNotFound(path, cause) : fileUnreadable(path, reasonOf(cause), cause);
}

/** Why the system refused something, in plain words where there are some. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error);
  if (Object.hasOwn(REASONS, code)) return REASONS[code]!;
  return errorText(error);
}
