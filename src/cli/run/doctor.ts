/**
 * Runs `doctor`.
 *
 * @module
 */
import { VERSION_NAMES } from "../../diagnostics/options.ts";
import { doctor as examine } from "../../doctor/doctor.ts";
import { type Finding, type FindingStatus, summarize } from "../../doctor/finding.ts";
import type { DoctorCommandOptions } from "../commands/doctor.ts";
import { EXIT } from "../exit_codes.ts";
import { versionsOf } from "../options.ts";
import { withProgress } from "../output/progress.ts";
import type { Style } from "../output/style.ts";
import { wrap } from "../output/wrap.ts";
import type { Session } from "../session.ts";

const MARKS: Readonly<Record<FindingStatus, string>> = { ok: "✓", warning: "!", failed: "✗", skipped: "-" };
const COLORS: Readonly<Record<FindingStatus, keyof Style>> = {
  ok: "green",
  warning: "yellow",
  failed: "red",
  skipped: "dim",
};

/** Prints the findings of the doctor as they are found. Rejects as `doctor` does. */
export async function doctor(this: Session, options: DoctorCommandOptions): Promise<void> {
  const { file, offline, image, timeout, strict, json, quiet } = options;
  const findings: Finding[] = [];
  await withProgress(this, { title: "Examining", quiet }, async (step) => {
    const examination = examine({
      host: this.host,
      file: file === "-" ? await this.readConfigFile(file) : file,
      versions: versionsOf(options),
      offline,
      image,
      timeoutMs: timeout && Math.ceil(timeout * 1000),
      signal: this.terminal.signal,
      onProbe: ({ probe, subject }) => step(`${probe} ${subject}`),
    });
    for await (const finding of examination) {
      findings.push(finding);
      const isShown = !quiet || finding.status === "warning" || finding.status === "failed";
      if (!json && isShown) this.print(findingText(this, finding));
    }
  });
  const summary = summarize(findings);
  if (json) this.printJson({ ...summary, findings });
  else if (!quiet) this.note(countsText(summary.counts));
  if (summary.status === "failed" || (strict && summary.status === "warning")) this.exitWith(EXIT.no);
}

/** Returns a line, the details below it, and what to change; lines fit a terminal. */
function findingText({ style, terminal: { stdout } }: Session, finding: Finding): string {
  const { status, probe, subject, message, fix, details = [], versions } = finding;
  const width = stdout.isTerminal ? Math.max(40, stdout.columns ?? 80) - 2 : Infinity;
  const color = style[COLORS[status]];
  const who = versions.length === 1 ? ` (${VERSION_NAMES[versions[0]!]})` : "";
  const about = message.includes(subject) ? "" : `${subject}: `;
  const [first, ...rest] = wrap(`${probe}${who}: ${about}${message}`, width);
  return [
    `${color(MARKS[status])} ${first}`,
    ...rest,
    ...details.map((line) => style.dim(`  ${line}`)),
    ...fix === undefined ? [] : wrap(`→ ${fix}`, width - 2).map((line) => `  ${style.bold(line)}`),
  ].join("\n  ");
}

function countsText(counts: Readonly<Record<FindingStatus, number>>): string {
  const words = {
    failed: "failed",
    warning: counts.warning === 1 ? "warning" : "warnings",
    ok: "ok",
    skipped: "skipped",
  };
  return (["failed", "warning", "ok", "skipped"] as const).filter((status) => counts[status] > 0)
    .map((status) => `${counts[status]} ${words[status]}`).join(", ");
}
