/**
 * Where the machine has the secrets of a build.
 *
 * @module
 */
import type { BuildSecret } from "./rendered.ts";
import { FlyteConfigError } from "../errors.ts";
import { quotedPath as quoted } from "../text/quote.ts";
import type { Host } from "../runtime/host.ts";

/** Shorter values are found in texts that have nothing to do with them. */
const MIN_LENGTH = 4;

/**
 * The secrets, each with the one place that it is in. Rejects with `file_not_found` for one that is nowhere, and with
 * `not_regular_file`.
 */
export async function locateSecrets(host: Host, secrets: readonly BuildSecret[]): Promise<readonly BuildSecret[]> {
  return await Promise.all(secrets.map((secret) => located(host, secret)));
}

/** The values of secrets that are in variables, line by line: a program may write them. Not those of a character or two. */
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
    const message = `${field}: ${quoted(source)} is no regular file`;
    throw new FlyteConfigError("not_regular_file", message, { path: field });
  }
  const variable = env === undefined ? "" : `, and the variable ${env} is not set`;
  const message = `${field}: there is no ${quoted(source)}${variable}`;
  throw new FlyteConfigError("file_not_found", message, { path: field });
}
