/**
 * Options of flytekit's `from` and `auto`, and their checks.
 *
 * @module
 */
import { ANYTHING, type Check, type OptionChecks } from "../../arguments.ts";
import { FlyteConfigError } from "../../errors.ts";
import { checkDefinition } from "../../settings/check_definition.ts";
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
import type { Mode } from "../../settings/file/open.ts";
import { DEFAULT_PLUGINS, type DefaultPlugins, type Plugin } from "./sections.ts";

/** What `from` and `auto` both take. */
export interface ReadOptions<P extends readonly Plugin[] = DefaultPlugins> extends LoadOptions<Mode> {
  /** All storage plugins; S3, Google Cloud Storage and Azure if left out. */
  readonly plugins?: P | undefined;
}

/** What `from` reads: what the caller has. */
export interface FromOptions<P extends readonly Plugin[] = DefaultPlugins> extends ReadOptions<P>, GivenSources {}

/** What `auto` reads: what the machine has, where nothing else is said. */
export interface AutoOptions<P extends readonly Plugin[] = DefaultPlugins> extends ReadOptions<P>, MachineSources {}

const FROM_CHECKS: OptionChecks<FromOptions<readonly Plugin[]>> = { ...GIVEN_CHECKS, plugins: ANYTHING };
const AUTO_CHECKS: OptionChecks<AutoOptions<readonly Plugin[]>> = { ...MACHINE_CHECKS, plugins: ANYTHING };

/** Options of flytekit's `from`, checked. Throws `invalid_option`, and `invalid_section` for a plugin that is none. */
export function fromOptions<O extends FromOptions<readonly Plugin[]>>(call: string, options: O): O {
  const checked = checkFrom<FromOptions<readonly Plugin[]>>(call, options, FROM_CHECKS, "flytekit");
  checkPlugins(call, checked.plugins);
  return options;
}

/** Options of flytekit's `auto`, checked; `more` are those that a call has besides. Throws as {@linkcode fromOptions}. */
export function flytekitAutoOptions<O extends AutoOptions<readonly Plugin[]>>(
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

/** Throws `invalid_option` for what is no list, and `invalid_section` for a plugin that is no table of settings. */
export function checkPlugins(call: string, plugins: unknown): void {
  if (plugins === undefined || plugins === DEFAULT_PLUGINS) return;
  if (!Array.isArray(plugins)) {
    const what = `${call}: option plugins must be a list of plugins; write plugins: [s3]`;
    throw new FlyteConfigError("invalid_option", what, { path: "plugins" });
  }
  for (const [index, plugin] of Array.from<unknown>(plugins).entries()) {
    checkDefinition(plugin, `${call}: plugins[${index}]`);
  }
}
