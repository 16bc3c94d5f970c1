/**
 * Options of flyte 2's `from` and `auto`, and their checks.
 *
 * @module
 */
import type { OptionChecks } from "../../arguments.ts";
import type { FlyteMode } from "../../settings/file/open.ts";
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
export interface FromOptions extends LoadOptions<FlyteMode>, GivenSources {}

/** Options of `auto`, which reads the environment and files of the machine unless the caller provides them. */
export interface AutoOptions extends LoadOptions<FlyteMode>, MachineSources {}

/** Checks the options of `from`. Throws `invalid_option`. */
export function checkFromOptions(call: string, options: FromOptions): FromOptions {
  return checkFrom(call, options, GIVEN_CHECKS as OptionChecks<FromOptions>, "flyte");
}

/** Checks the options of `auto`. Throws `invalid_option`. */
export function checkAutoOptions(
  call: string,
  given: AutoArgument<AutoOptions>,
): ReturnType<typeof autoOptions<AutoOptions>> {
  return autoOptions(call, given, MACHINE_CHECKS as OptionChecks<AutoOptions>, "flyte");
}
