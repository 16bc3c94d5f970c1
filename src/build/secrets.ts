/**
 * Where the machine has the secrets of a build.
 *
 * @module
 */
import type { BuildSecret } from "../dockerfile/rendered.ts";
import { FlyteConfigError } from "../errors.ts";
import type { Host } from "../host/host.ts";

/** The secrets, each with the one place that it is in. Rejects with `file_not_found` for one that is nowhere. */
export async function locateSecrets(host: Host, secrets: readonly BuildSecret[]): Promise<readonly BuildSecret[]> {
  return await Promise.all(secrets.map((secret) => located(host, secret)));
}

async function located(host: Host, secret: BuildSecret): Promise<BuildSecret> {
  const { env, source, field } = secret;
  if (env !== undefined && host.env(env)) return secret;
  if (await host.stat(source) !== undefined) return { ...secret, env: undefined };
  const variable = env === undefined ? "" : `, and the variable ${env} is not set`;
  const message = `${field}: there is no ${JSON.stringify(source)}${variable}`;
  throw new FlyteConfigError("file_not_found", message, { path: field });
}
