/**
 * The result of this library for a case, in the words of `scripts/record/readers/flyte2_config.py`.
 *
 * @module
 */
import { Config, type FlyteMode, ImageConfig, LocalConfig, PlatformConfig, TaskConfig } from "../../../v2.ts";
import type { SettingIssue } from "../../../mod.ts";
import type { ConfigCase, ReadOutcome } from "../config/case.ts";
import { type Answer, answer, machineOf } from "../config/outcome.ts";

/** The result of each of flyte's readers for a case. */
export interface FlyteResult {
  readonly config: ReadOutcome;
  readonly platform_config: ReadOutcome;
  readonly task_config: ReadOutcome;
  readonly image_config: ReadOutcome;
  readonly local_config: ReadOutcome;
}

/** The names of all readers. */
export const READERS = ["config", "platform_config", "task_config", "image_config", "local_config"] as const;

/** The answers of all readers. */
export async function read(given: ConfigCase, mode: FlyteMode): Promise<Readonly<Record<keyof FlyteResult, Answer>>> {
  const options = { ...machineOf(given), mode };
  const issuesOf = ({ issues }: { readonly issues: readonly SettingIssue[] }) => issues;
  return {
    config: await answer(() => Config.auto(options), issuesOf),
    platform_config: await answer(() => PlatformConfig.auto(options), issuesOf),
    task_config: await answer(() => TaskConfig.auto(options), issuesOf),
    image_config: await answer(() => ImageConfig.auto(options), issuesOf),
    local_config: await answer(() => LocalConfig.auto(options), issuesOf),
  };
}
