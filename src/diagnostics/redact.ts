/**
 * The redaction of strings for programs that show what users gave them.
 *
 * @module
 */
import { checkArgument, STRING } from "../arguments.ts";
import { redact as redacted } from "../text/redact.ts";

/**
 * Masks secrets in a string before it is shown: credentials in URLs and image references, values under the name of a
 * secret (`API_TOKEN=…`, `--token …`, `"password": "…"`), and tokens with a known prefix (`ghp_…`). All messages of this
 * library are redacted in this way. Since a password may contain any character, it masks too much rather than too little.
 *
 * @param text – The string.
 * @returns The string with `***` in place of secrets.
 * @throws {FlyteConfigError} `invalid_argument` – when `text` is not a string.
 *
 * @example
 * ```ts
 * import { redact } from "@flyte-ts/config/diagnostics";
 *
 * console.log(redact("docker build --build-arg API_TOKEN=abc .")); // docker build --build-arg API_TOKEN=*** .
 * console.log(redact("https://user:password@flyte.acme.com/")); // https://***@flyte.acme.com/
 * ```
 */
export function redact(text: string): string {
  checkArgument("redact", "text", text, STRING);
  return redacted(text);
}
