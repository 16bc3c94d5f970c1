/**
 * Options of reading flyte 2's storage settings, and their checks.
 *
 * @module
 */
import { BOOLEAN, type OptionChecks } from "../../arguments.ts";
import type { FlyteMode } from "../../settings/file/open.ts";
import {
  checkLoad,
  GIVEN_CHECKS,
  type GivenSources,
  type LoadOptions,
  MACHINE_CHECKS,
  type MachineSources,
} from "../../settings/load/options.ts";

/** Options of `from` of storage sections. No configuration file has their settings. */
export interface StorageFromOptions
  extends Pick<LoadOptions<FlyteMode>, "mode" | "unknownVariables">, Pick<GivenSources, "env"> {}

/** Options of `auto` of storage sections. No configuration file has their settings. */
export interface StorageAutoOptions
  extends Pick<LoadOptions<FlyteMode>, "mode" | "unknownVariables">, Pick<MachineSources, "env" | "host"> {}

/** The checks of the options of `from`. */
export const STORAGE_FROM_CHECKS: OptionChecks<StorageFromOptions> = {
  mode: GIVEN_CHECKS.mode,
  env: GIVEN_CHECKS.env,
  unknownVariables: BOOLEAN,
};
/** The checks of the options of `auto`. */
export const STORAGE_AUTO_CHECKS: OptionChecks<StorageAutoOptions> = {
  ...STORAGE_FROM_CHECKS,
  host: MACHINE_CHECKS.host,
};

/** Checks options. Throws `invalid_option`; `call` is the call in its message, such as `S3.from`. */
export function checkStorage<O extends StorageFromOptions>(call: string, options: O, checks: OptionChecks<O>): O {
  checkLoad(call, options, checks, "flyte", `${call}({ env: { … } })`);
  return options;
}
