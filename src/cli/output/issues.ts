/**
 * Prints issues as warnings.
 *
 * @module
 */
import { printable } from "../../text/quote.ts";
import { issueText, type SettingIssue } from "../../settings/issues.ts";
import type { Session } from "../session.ts";

/** Prints issues as warnings on standard error. */
export function noteIssues(session: Session, issues: readonly Pick<SettingIssue, "message" | "frame">[]): void {
  for (const issue of issues) session.note(`${session.errorStyle.yellow("warning:")} ${printable(issueText(issue))}`);
}
