/**
 * What flyte 2's configuration can be read from, and how.
 *
 * @module
 */
import type { FlyteMode } from "../../settings/file/open.ts";
import type { OptionChecks } from "../../arguments.ts";
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

/** What `from` reads: what the caller has. */
export interface FromOptions extends LoadOptions<FlyteMode>, GivenSources {}

/** What `auto` reads: what the machine has, where nothing else is said. */
export interface AutoOptions extends LoadOptions<FlyteMode>, MachineSources {}

/** Options of flyte 2's `from`, checked. Throws `invalid_option`. */
export function fromOptions(call: string, options: FromOptions): FromOptions {
  return checkFrom(call, options, GIVEN_CHECKS as OptionChecks<FromOptions>, "flyte");
}

/** Options of flyte 2's `auto`, checked. Throws `invalid_option`. */
export function flyteAutoOptions(
  call: string,
  given: AutoArgument<AutoOptions>,
): ReturnType<typeof autoOptions<AutoOptions>> {
  return autoOptions(call, given, MACHINE_CHECKS as OptionChecks<AutoOptions>, "flyte");
}
