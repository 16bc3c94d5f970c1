/**
 * The configuration: all problems and issues that a strict load of each version has.
 *
 * @module
 */
import type { FlyteVersion } from "../../diagnostics/options.ts";
import type { SettingIssue } from "../../settings/issues.ts";
import { originText } from "../../settings/origin.ts";
import { quoted } from "../../text/quote.ts";
import type { Examination, Loaded } from "../examination.ts";
import type { Report } from "../finding.ts";
import { splitAdvice } from "../probe.ts";
import { FILE_ISSUES } from "./files.ts";

/** Maximum number of findings of each version. */
const MAX_FINDINGS = 50;

interface Merged {
  readonly issue: SettingIssue;
  isProblem: boolean;
  readonly versions: FlyteVersion[];
}

/** Reports the problems and issues of all versions; one that several have is reported once. */
export async function* probeConfiguration(examination: Examination): AsyncGenerator<Report> {
  const loaded = await examination.loaded();
  const merged = new Map<string, Merged>();
  for (const one of loaded) {
    for (const [issue, isProblem] of findings(one, loaded)) {
      const key = `${issue.code}\n${issue.message}`;
      const same = merged.get(key);
      if (same === undefined) merged.set(key, { issue, isProblem, versions: [one.version] });
      else {
        same.isProblem ||= isProblem;
        if (!same.versions.includes(one.version)) same.versions.push(one.version);
      }
    }
  }
  const all = [...merged.values()].sort((one, other) => Number(other.isProblem) - Number(one.isProblem));
  for (const { issue, isProblem, versions } of all.slice(0, MAX_FINDINGS)) yield reportOf(issue, isProblem, versions);
  if (all.length > MAX_FINDINGS) {
    const message = `there are ${all.length - MAX_FINDINGS} more problems and issues`;
    yield { status: "warning", message, fix: "correct those above first" };
  }
  for (const one of loaded) {
    if (all.some(({ versions }) => versions.includes(one.version))) continue;
    const count = [...one.result?.sections.values() ?? []].flatMap(({ values }) => [...values.values()])
      .filter(({ origin }) => origin.source !== "default").length;
    const subject = one.result?.file ?? "configuration";
    yield {
      subject,
      status: "ok",
      message: `${count} ${count === 1 ? "setting" : "settings"}, no problems`,
      versions: [one.version],
    };
  }
}

function* findings({ problems, issues }: Loaded, loaded: readonly Loaded[]): Generator<[SettingIssue, boolean]> {
  for (const problem of problems) yield [problem, true];
  for (const issue of issues) {
    // A file may have the settings of both versions; variables are reported as such.
    const isOther = issue.code === "other_version" && (loaded.length > 1 || issue.origin?.source === "env");
    if (!isOther && !FILE_ISSUES.has(issue.code) && issue.code !== "plugins_replaced") yield [issue, false];
  }
}

function reportOf(issue: SettingIssue, isProblem: boolean, versions: readonly FlyteVersion[]): Report {
  const { code, message, frame, origin, path } = issue;
  const where = origin === undefined || origin.source === "argument" || origin.source === "default"
    ? undefined
    : originText(origin);
  return {
    subject: where ?? path ?? "configuration",
    status: isProblem ? "failed" : "warning",
    code,
    message: splitAdvice(issue.what ?? message, "").message,
    fix: fixOf(issue, where),
    ...frame !== undefined && { details: frame.split("\n") },
    versions,
  };
}

/** Returns what to change: the valid name or word if there is one, else the advice of the message, and where. */
function fixOf({ code, what, message, meant, origin, path }: SettingIssue, where: string | undefined): string {
  const at = where === undefined ? "" : ` at ${where}`;
  if (meant !== undefined) {
    if (code === "unknown_key" || code === "legacy_key") return `rename it to ${quoted(meant)}${at}`;
    return origin?.source === "env" ? `set ${origin.name} to ${quoted(meant)}` : `write ${quoted(meant)}${at}`;
  }
  const { fix } = splitAdvice(what ?? message, "");
  if (fix !== "") return where === undefined ? fix : `${where}: ${fix}`;
  if (origin?.source === "env") return `correct or unset ${origin.name}`;
  return where === undefined ? `correct ${path ?? "the configuration"}` : `correct the value at ${where}`;
}
