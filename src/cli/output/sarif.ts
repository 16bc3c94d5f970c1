/**
 * Findings in the Static Analysis Results Interchange Format, version 2.1.0.
 *
 * @module
 */
import type { Diagnostic, Severity } from "../../diagnostics/diagnose.ts";
import { ERROR_CODES, type ErrorCode } from "../../errors.ts";
import { errorPage } from "../../diagnostics/pages.ts";
import { REPOSITORY } from "../../settings/published.ts";
import { COMMAND_NAME } from "../name.ts";
import { VERSION } from "../version.ts";
import { type CheckedFile, messageOf } from "./findings.ts";

const LEVELS: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "note" };

/** Returns the log of a run of `check`. */
export function sarif(files: readonly CheckedFile[]): unknown {
  const codes = [...new Set(files.flatMap(({ findings }) => findings.map(({ code }) => code)))].sort();
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [{
      tool: {
        driver: {
          name: COMMAND_NAME,
          version: VERSION,
          informationUri: REPOSITORY,
          rules: codes.map(rule),
        },
      },
      columnKind: "utf16CodeUnits",
      results: files.flatMap(({ name, findings }) => findings.map((finding) => result(finding, name, codes))),
    }],
  };
}

function rule(code: ErrorCode) {
  return { id: code, shortDescription: { text: ERROR_CODES[code] }, helpUri: errorPage(code) };
}

function result(finding: Diagnostic, file: string, codes: readonly ErrorCode[]) {
  const { code, severity, range: { start, end }, suggestions } = finding;
  const region = (from: typeof start, to: typeof end) => ({
    startLine: from.line,
    startColumn: from.column,
    endLine: to.line,
    endColumn: to.column,
  });
  const artifactLocation = { uri: fileUri(file) };
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: LEVELS[severity],
    message: { text: messageOf(finding) },
    locations: [{ physicalLocation: { artifactLocation, region: region(start, end) } }],
    fixes: suggestions.map(({ title, range, newText }) => ({
      description: { text: title },
      artifactChanges: [{
        artifactLocation,
        replacements: [{ deletedRegion: region(range.start, range.end), insertedContent: { text: newText } }],
      }],
    })),
  };
}

/** Returns the path as a URI reference. */
function fileUri(path: string): string {
  const uri = path.toWellFormed().replaceAll("\\", "/").split("/").map(encodeURIComponent).join("/");
  return uri.startsWith("/") ? `file://${uri}` : uri;
}
