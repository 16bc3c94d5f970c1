/**
 * Keeps a package from reading environment variables.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";

interface HostProcess {
  readonly env?: unknown;
}

const REFUSALS = ["NotCapable", "PermissionDenied"];

/**
 * What `run` returns, which sees an empty `process.env` where that can be replaced; `run` must be synchronous. Throws
 * `yaml_needs_env` where it cannot, and the runtime refuses the variables to `run`.
 *
 * The package `yaml` asks for `LOG_TOKENS` and `LOG_STREAM` whatever it reads. Deno lets nobody ask without a
 * permission; and in any runtime, the package prints the configuration, with its secrets, where one of them is set.
 */
export function withoutEnvironment<T>(run: () => T): T {
  const { process } = globalThis as { readonly process?: HostProcess };
  if (process === undefined) return run();
  const original = Object.getOwnPropertyDescriptor(process, "env");
  const isReplaced = replaceEnv(process, { value: {}, writable: true, enumerable: true, configurable: true });
  try {
    return run();
  } catch (error) {
    if (isReplaced || !(error instanceof Error) || !REFUSALS.includes(error.name)) throw error;
    throw new FlyteConfigError(
      "yaml_needs_env",
      "the package yaml asks for the environment variables LOG_TOKENS and LOG_STREAM, which this runtime refuses, and " +
        "nothing can be put in their place; run Deno with --allow-env=LOG_TOKENS,LOG_STREAM",
      { cause: error },
    );
  } finally {
    if (isReplaced && original === undefined) delete (process as { env?: unknown }).env;
    else if (isReplaced) replaceEnv(process, original!);
  }
}

function replaceEnv(process: HostProcess, descriptor: PropertyDescriptor): boolean {
  // Elsewhere than in Deno, `env` may be a property that cannot be replaced; then the package reads the true one.
  return Reflect.defineProperty(process, "env", descriptor);
}
