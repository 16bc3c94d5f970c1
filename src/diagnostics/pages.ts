/**
 * Addresses of what the package publishes for people and editors.
 *
 * @module
 */
import { checkArgument, STRING } from "../arguments.ts";
import type { ErrorCode } from "../errors.ts";
import { PUBLISHED } from "../settings/published.ts";

/**
 * Returns the address of the page about an error code: the code is the fragment of `docs/errors.md` in the package, as
 * published on unpkg.
 *
 * @param code – The code.
 * @returns The URL.
 * @throws {FlyteConfigError} `invalid_argument` – when `code` is not a string.
 *
 * @example
 * ```ts
 * import { errorPage } from "@flyte-ts/config/diagnostics";
 *
 * console.log(errorPage("unknown_key")); // https://unpkg.com/@flyte-ts/config/docs/errors.md#unknown_key
 * ```
 */
export function errorPage(code: ErrorCode): string {
  checkArgument("errorPage", "code", code, STRING);
  return `${PUBLISHED}docs/errors.md#${code}`;
}
