/**
 * Options of flytekit's `from` and `auto`, and their checks.
 *
 * @module
 */
import { ANYTHING, type Check, type OptionChecks } from "../../arguments.ts";
import type { DefaultPlugins } from "../../sections/flytekit/mod.ts";
import type { Mode } from "../../settings/file/open.ts";
import {
  type AutoArgument,
  autoOptions,
  checkFrom,
  GIVEN_CHECKS,
  type GivenSources,
  type LoadOptions,
  MACHINE_CHECKS,
  type MachineSources,
} from "../../settings/load/options.ts";
import type { Plugin } from "../../settings/plugin.ts";
import { type Registry, registryOf } from "./registry.ts";

/** Options of `from`, which reads sources that the caller provides. */
export interface FromOptions<P extends readonly Plugin[] = DefaultPlugins> extends LoadOptions<Mode>, GivenSources {
  /**
   * The storage plugins, all of them: a registry, or a list, which is composed in each call.
   *
   * @default createRegistry(s3, gcs, azure)
   */
  readonly plugins?: P | Registry<P> | undefined;
}

/** Options of `auto`, which reads the environment and files of the machine unless the caller provides them. */
export interface AutoOptions<P extends readonly Plugin[] = DefaultPlugins> extends LoadOptions<Mode>, MachineSources {
  /**
   * The storage plugins, all of them: a registry, or a list, which is composed in each call.
   *
   * @default createRegistry(s3, gcs, azure)
   */
  readonly plugins?: P | Registry<P> | undefined;
}

const FROM_CHECKS: OptionChecks<FromOptions<readonly Plugin[]>> = { ...GIVEN_CHECKS, plugins: ANYTHING };
const AUTO_CHECKS: OptionChecks<AutoOptions<readonly Plugin[]>> = { ...MACHINE_CHECKS, plugins: ANYTHING };

/**
 * Checks the options of `from`, and returns them with the registry of their plugins. Throws `invalid_option`, and for
 * plugins as `createRegistry` does.
 */
export function checkFromOptions<P extends readonly Plugin[]>(
  call: string,
  options: FromOptions<P>,
): Omit<FromOptions<P>, "plugins"> & { readonly registry: Registry<P> } {
  const { plugins, ...sources } = checkFrom<FromOptions<P>>(
    call,
    options,
    FROM_CHECKS as OptionChecks<FromOptions<P>>,
    "flytekit",
  );
  return { ...sources, registry: registryOf(call, plugins) };
}

/**
 * Checks the options of `auto`, and of calls that have `more` options, and returns them with the registry of their
 * plugins. Throws as {@linkcode checkFromOptions} does.
 */
export function checkAutoOptions<P extends readonly Plugin[], O extends AutoOptions<P>>(
  call: string,
  given: AutoArgument<O>,
  more: Readonly<Record<string, Check>> = {},
  usage?: string,
): Omit<ReturnType<typeof autoOptions<O>>, "plugins"> & { readonly registry: Registry<P> } {
  const checks = { ...AUTO_CHECKS, ...more } as unknown as OptionChecks<O>;
  const { plugins, ...sources } = autoOptions(call, given, checks, "flytekit", usage);
  return { ...sources, registry: registryOf<P>(call, plugins) };
}
