/**
 * Where the machine has the secrets of a build.
 *
 * @module
 */
import type { BuildSecret } from "../dockerfile/rendered.ts";
import { FlyteConfigError } from "../errors.ts";
import { quoted } from "../host/common.ts";
import type { Host } from "../host/host.ts";

/**
 * The secrets, each with the one place that it is in. Rejects with `file_not_found` for one that is nowhere, and with
 * `not_regular_file`.
 */
export async function locateSecrets(host: Host, secrets: readonly BuildSecret[]): Promise<readonly BuildSecret[]> {
  return await Promise.all(secrets.map((secret) => located(host, secret)));
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
