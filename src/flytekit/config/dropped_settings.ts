/**
 * What is left of a platform's settings when only its endpoint is kept: nothing.
 *
 * @module
 */
import { issueAt, type SettingIssue } from "../../settings/problem.ts";
import type { PlatformConfig } from "./platform_config.ts";

/** Names each setting that someone gave and that is dropped, but for those that are replaced anyway. */
export function droppedSettings(platform: PlatformConfig): readonly SettingIssue[] {
  return platform.entries().filter(([{ key }, { origin }]) =>
    origin.source !== "default" && key !== "endpoint" && key !== "insecure"
  ).map(([{ path }, { origin }]) => {
    const what = `${path} is not used, since Config.forEndpoint without a file keeps no other setting`;
    return issueAt("not_used", origin, what, { path });
  });
}
