/**
 * Reads the configuration that the options of a command name.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import type { Config } from "../../flytekit/config/config.ts";
import type { Config as Flyte2Config } from "../../flyte2/config/config.ts";
import type { Session } from "../session.ts";

/** Options that choose a configuration. */
export interface ConfigurationOptions {
  readonly file?: string;
  readonly fromEnvFile?: string;
  readonly envFile?: string;
  readonly flyte2?: boolean;
}

/** Reads the configuration. Rejects as `Config.auto` does. */
export async function readConfiguration(
  session: Session,
  { file, envFile, fromEnvFile = envFile, flyte2 = false }: ConfigurationOptions,
): Promise<Config | Flyte2Config> {
  const { host, terminal } = session;
  if (file === "-" && fromEnvFile === "-") {
    throw new FlyteConfigError("invalid_argument", "only one of --file and --from-env-file can be standard input");
  }
  const options = {
    host,
    file: file === "-" ? await session.readConfigFile(file) : file,
    env: fromEnvFile === undefined ? undefined : terminal.parseEnv((await session.readInput(fromEnvFile)).text),
    unknownVariables: true,
  };
  // Each product is loaded only when it is needed.
  const { Config } = flyte2
    ? await import("../../flyte2/config/config.ts")
    : await import("../../flytekit/config/config.ts");
  return await Config.auto(options);
}
