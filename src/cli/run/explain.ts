/**
 * Runs `explain`.
 *
 * @module
 */
import type { ExplainedSetting } from "../../settings/explain.ts";
import { printable } from "../../text/quote.ts";
import type { ExplainOptions } from "../commands/explain.ts";
import { table } from "../output/table.ts";
import { noteIssues } from "../output/issues.ts";
import type { Session } from "../session.ts";
import { readConfiguration } from "./configuration.ts";

/** Prints settings with their origins. Rejects as `Config.auto` does, and with `unknown_setting`. */
export async function explain(this: Session, options: ExplainOptions, ...names: string[]): Promise<void> {
  const config = await readConfiguration(this, options);
  const explanation = config.explain();
  const named = names.map((name) => explanation.find(name));
  const shown = names.length > 0 ? named : explanation.settings.filter((setting) => options.all || isGiven(setting));
  if (!options.quiet) noteIssues(this, config.issues);
  if (options.json) return this.printJson({ file: config.file ?? null, settings: shown, issues: config.issues });
  if (names.length > 0) return this.print(printable(shown.map(String).join("\n\n")));
  const rows = shown.map(({ cells }) => cells.map(printable));
  if (rows.length > 0) this.print(table(["SETTING", "VALUE", "FROM"], rows, this.tableFormat));
  const others = explanation.settings.length - shown.length;
  if (options.quiet || others === 0) return;
  const file = config.file === undefined ? "no configuration file was found" : `read ${printable(config.file)}`;
  this.note(this.errorStyle.dim(`${file}; ${others} settings have their defaults (--all prints them)`));
}

function isGiven({ origin }: ExplainedSetting): boolean {
  return origin.source !== "default";
}
