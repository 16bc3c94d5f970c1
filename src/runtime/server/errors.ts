/**
 * Translates the errors of Deno, Node and Bun into this library's errors.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import { errorText, quotedPath } from "../../text/quote.ts";
import { fileNotFound, fileUnreadable } from "../host_errors.ts";

/** The flags that grant a permission, by runtime. */
interface PermissionFlags {
  /** The denied action, as in `Deno denied permission to …`. */
  readonly action: string;
  /** PermissionFlags of Deno. */
  readonly deno: string;
  /** Flag of Node's permission model, which has none for environment variables. */
  readonly node?: string;
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "its permissions deny access",
  EPERM: "its permissions deny access",
  EISDIR: "it is a directory",
  ENOTDIR: "it is not a directory",
  ELOOP: "its symbolic links form a cycle",
  ENAMETOOLONG: "its name is too long",
  EMFILE: "too many files are open",
  EAGAIN: "there is nothing to read from it at the moment",
  EIO: "the device failed to read it",
};

/** Returns Node's error code, such as `ENOENT`. */
export function codeOf(error: unknown): string {
  return String((error as { readonly code?: unknown } | undefined)?.code ?? "");
}

/** Checks whether the runtime, not the system, denied a permission. */
export function isDenied(error: unknown): boolean {
  return (error as { readonly name?: unknown } | undefined)?.name === "NotCapable" ||
    codeOf(error) === "ERR_ACCESS_DENIED";
}

/** Returns the error of a denied permission. */
export function permissionDenied({ action, deno, node }: PermissionFlags, cause: unknown): FlyteConfigError {
  const runtime = codeOf(cause) === "ERR_ACCESS_DENIED" ? "Node" : "Deno";
  // Deno grants access to some files, such as those of /proc, only with all permissions.
  const all = (cause as Error).message.includes("--allow-all");
  const flags = all ? "--allow-all" : runtime === "Node" ? node ?? deno : deno;
  return new FlyteConfigError(
    "permission_denied",
    `${runtime} denied permission to ${action}; run with ${flags}`,
    { cause },
  );
}

/** Formats a flag with a value, quoted for a shell if necessary. */
export function flag(name: string, value: string): string {
  return `${name}=${/^[\w./:\\@+-]+$/.test(value) ? value : JSON.stringify(value)}`;
}

/** Translates the error of a file or directory that could not be read. */
export function fileError(path: string, cause: unknown): FlyteConfigError {
  if (isDenied(cause)) {
    const flags = {
      action: `read ${quotedPath(path)}`,
      deno: flag("--allow-read", path),
      node: flag("--allow-fs-read", path),
    };
    return permissionDenied(flags, cause);
  }
  return codeOf(cause) === "ENOENT" ? fileNotFound(path, cause) : fileUnreadable(path, reasonOf(cause), cause);
}

/** Returns why the system refused an operation, in plain words where possible. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error);
  if (Object.hasOwn(REASONS, code)) return REASONS[code]!;
  return errorText(error);
}
