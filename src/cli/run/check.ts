/**
 * Runs `check`.
 *
 * @module
 */
import { diagnose } from "../../diagnostics/diagnose.ts";
import type { FlyteVersion } from "../../diagnostics/options.ts";
import { searchFiles } from "../../diagnostics/search.ts";
import type { CheckOptions } from "../commands/check.ts";
import { EXIT } from "../exit_codes.ts";
import { versionsOf } from "../options.ts";
import { FINDING_FORMATS } from "../output/finding_formats.ts";
import { type CheckedFile, countsText } from "../output/findings.ts";
import type { Session } from "../session.ts";
import { noFileFound } from "./no_file_found.ts";

/** Prints the findings in files. Rejects when a file cannot be read. */
export async function check(this: Session, options: CheckOptions, ...paths: string[]): Promise<void> {
  const versions = versionsOf(options);
  const chosen = paths.length > 0 ? paths.map((path) => ({ path, versions })) : await foundFiles(this, versions);
  const files: CheckedFile[] = [];
  for (const { path, versions } of chosen) {
    const { name, text } = await this.readConfigFile(path);
    const findings = diagnose(text, { name, versions })
      .filter(({ severity }) => options.all || severity !== "info");
    files.push({ name, findings });
  }
  const output = FINDING_FORMATS[options.format](files, this.style);
  if (output !== "") this.print(output);
  if (!options.quiet) this.note(countsText(files, this.errorStyle));
  const failing = files.some(({ findings }) =>
    findings.some(({ severity }) => severity === "error" || (options.strict && severity === "warning"))
  );
  if (failing) this.exitWith(EXIT.no);
}

async function foundFiles({ host }: Session, versions: readonly FlyteVersion[] | undefined) {
  const search = await searchFiles(host, { versions });
  if (search.files.length === 0) throw noFileFound(search, "pass the path of a file");
  return search.files;
}
