/**
 * Prints findings in files: for people, as JSON, as annotations of GitHub, and as SARIF.
 *
 * @module
 */
import type { Diagnostic, Severity } from "../../diagnostics/diagnose.ts";
import { oneLine, printableJson } from "../../text/quote.ts";
import { type CheckedFile, messageOf } from "./findings.ts";
import { sarif } from "./sarif.ts";
import type { Style } from "./style.ts";

type Format = (files: readonly CheckedFile[], style: Style) => string;

/** The formats of findings. */
export const FINDING_FORMATS: Readonly<Record<"text" | "json" | "github" | "sarif", Format>> = {
  text: (files, style) => each(files, (finding, file) => findingText(finding, file, style)).join("\n"),
  json: (files) => json(files.map(({ name, findings }) => ({ file: name, findings }))),
  github: (files) => each(files, annotation).join("\n"),
  sarif: (files) => json(sarif(files)),
};

function json(value: unknown): string {
  return printableJson(JSON.stringify(value, undefined, 2));
}

function each(files: readonly CheckedFile[], format: (finding: Diagnostic, file: string) => string): string[] {
  return files.flatMap(({ name, findings }) => findings.map((finding) => format(finding, oneLine(name, 512))));
}

/** Returns a finding for people, with the line of the file. */
export function findingText(finding: Diagnostic, file: string, style: Style): string {
  const { severity, code, range: { start }, frame } = finding;
  const color = { error: style.red, warning: style.yellow, info: style.cyan }[severity];
  const place = frame === undefined ? file : `${file}:${start.line}:${start.column}`;
  const head = `${style.bold(place)} ${color(severity)} ${messageOf(finding)} ${style.dim(`[${code}]`)}`;
  return frame === undefined ? head : `${head}\n${style.dim(frame)}`;
}

/** The commands of GitHub's runners for each severity. */
const COMMANDS: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "notice" };

function annotation(finding: Diagnostic, file: string): string {
  const { severity, code, range: { start, end } } = finding;
  // An annotation has columns only within one line.
  const columns = start.line === end.line ? { col: start.column, endColumn: end.column } : {};
  const properties = { file, line: start.line, endLine: end.line, ...columns, title: code };
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escaped(String(value), /[%\r\n:,]/g)}`);
  return `::${COMMANDS[severity]} ${list.join(",")}::${escaped(messageOf(finding), /[%\r\n]/g)}`;
}

/** Escapes characters that end a property or a message. */
function escaped(text: string, characters: RegExp): string {
  return text.replace(
    characters,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`,
  );
}
