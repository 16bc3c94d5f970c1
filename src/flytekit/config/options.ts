/**
 * Options of flytekit's `from` and `auto`, and their checks.
 *
 * @module
 */
import { ANYTHING, type Check, type OptionChecks } from "../../arguments.ts";
import { FlyteConfigError } from "../../errors.ts";
import { mustBe } from "../../text/expected.ts";
import { DEFAULT_PLUGINS, type DefaultPlugins, type Plugin } from "../../sections/flytekit/mod.ts";
import { checkDefinition } from "../../settings/check_definition.ts";
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

/** Options of `from`, which reads sources that the caller provides. */
export interface FromOptions<P extends readonly Plugin[] = DefaultPlugins> extends LoadOptions<Mode>, GivenSources {
  /**
   * All storage plugins.
   *
   * @default [s3, gcs, azure]
   */
  readonly plugins?: P | undefined;
}

/** Options of `auto`, which reads the environment and files of the machine unless the caller provides them. */
export interface AutoOptions<P extends readonly Plugin[] = DefaultPlugins> extends LoadOptions<Mode>, MachineSources {
  /**
   * All storage plugins.
   *
   * @default [s3, gcs, azure]
   */
  readonly plugins?: P | undefined;
}

const FROM_CHECKS: OptionChecks<FromOptions<readonly Plugin[]>> = { ...GIVEN_CHECKS, plugins: ANYTHING };
const AUTO_CHECKS: OptionChecks<AutoOptions<readonly Plugin[]>> = { ...MACHINE_CHECKS, plugins: ANYTHING };

/** Checks the options of `from`. Throws `invalid_option`, and `invalid_section` for a plugin that is not a definition. */
export function checkFromOptions<O extends FromOptions<readonly Plugin[]>>(call: string, options: O): O {
  const checked = checkFrom<FromOptions<readonly Plugin[]>>(call, options, FROM_CHECKS, "flytekit");
  checkPlugins(call, checked.plugins);
  return options;
}

/** Checks the options of `auto`, and of calls that have `more` options. Throws as {@linkcode checkFromOptions} does. */
export function checkAutoOptions<O extends AutoOptions<readonly Plugin[]>>(
  call: string,
  given: AutoArgument<O>,
  more: Readonly<Record<string, Check>> = {},
  usage?: string,
): ReturnType<typeof autoOptions<O>> {
  const checks = { ...AUTO_CHECKS, ...more } as unknown as OptionChecks<O>;
  const options = autoOptions(call, given, checks, "flytekit", usage);
  checkPlugins(call, options.plugins);
  return options;
}

/** Checks a list of plugins. Throws `invalid_option` if it is not a list, and `invalid_section` for a wrong plugin. */
export function checkPlugins(call: string, plugins: unknown): void {
  if (plugins === undefined || plugins === DEFAULT_PLUGINS) return;
  if (!Array.isArray(plugins)) {
    const message = `${call}: option plugins ${mustBe("a list of plugins", plugins)}; write plugins: [s3]`;
    throw new FlyteConfigError("invalid_option", message, { path: "plugins" });
  }
  for (const [index, plugin] of Array.from<unknown>(plugins).entries()) {
    checkDefinition(plugin, `${call}: plugins[${index}]`);
  }
}
