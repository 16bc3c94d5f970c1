/**
 * Findings in files, and their numbers in words.
 *
 * @module
 */
import type { Diagnostic, Severity } from "../../diagnostics/diagnose.ts";
import { didYouMean } from "../../text/closest.ts";
import type { Style } from "./style.ts";

/** A file that was checked. */
export interface CheckedFile {
  /** Its path, as given. */
  readonly name: string;
  /** The findings. */
  readonly findings: readonly Diagnostic[];
}

/** Returns the message of a finding with its suggestion. */
export function messageOf({ message, meant: [meant] }: Diagnostic): string {
  return message + didYouMean(meant);
}

/** Returns how many findings there are, in words. */
export function countsText(files: readonly CheckedFile[], style: Style): string {
  const all = files.flatMap(({ findings }) => findings);
  const where = count(files.length, "file");
  if (all.length === 0) return style.green(`no problems in ${where}`);
  const of = (severity: Severity) => all.filter((finding) => finding.severity === severity).length;
  const parts = [
    of("error") > 0 && style.red(count(of("error"), "error")),
    of("warning") > 0 && style.yellow(count(of("warning"), "warning")),
    of("info") > 0 && count(of("info"), "note"),
  ];
  return `${parts.filter(Boolean).join(", ")} in ${where}`;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}
