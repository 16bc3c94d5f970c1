/**
 * Finds the secrets of a build on the machine.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { quotedPath } from "../text/quote.ts";
import type { Host } from "../runtime/host.ts";
import type { BuildSecret } from "./rendered_image.ts";

/** Shortest value that is masked: shorter ones occur in unrelated text. */
const MIN_LENGTH = 4;

/**
 * Returns the secrets, each with its `env` if that variable holds it, and without if the file does. Rejects with
 * `file_not_found` for a secret that neither holds, and with `not_regular_file`.
 */
export async function locateSecrets(host: Host, secrets: readonly BuildSecret[]): Promise<readonly BuildSecret[]> {
  return await Promise.all(secrets.map((secret) => located(host, secret)));
}

/** Returns the lines of secrets that variables hold, which are masked in what a program writes; not very short ones. */
export function secretValues(host: Host, secrets: readonly BuildSecret[]): readonly string[] {
  const values = secrets.flatMap(({ env }) => env === undefined ? [] : host.env(env) ?? []);
  return values.flatMap((value) => value.split(/[\r\n]/)).filter((line) => line.length >= MIN_LENGTH);
}

async function located(host: Host, secret: BuildSecret): Promise<BuildSecret> {
  const { env, source, field } = secret;
  if (env !== undefined && host.env(env)) return secret;
  const found = await host.stat(source);
  if (found?.isFile) return { ...secret, env: undefined };
  if (found !== undefined) {
    const message = `${field}: ${quotedPath(source)} is not a regular file`;
    throw new FlyteConfigError("not_regular_file", message, { path: field });
  }
  const variable = env === undefined ? "" : `, and the variable ${env} is not set`;
  const message = `${field}: there is no file ${quotedPath(source)}${variable}`;
  throw new FlyteConfigError("file_not_found", message, { path: field });
}
