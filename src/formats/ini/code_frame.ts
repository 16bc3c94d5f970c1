/**
 * Shows a line of an INI file without its value, which may be a secret.
 *
 * @module
 */
import { oneLine } from "../../text/quote.ts";
import type { Lines } from "../lines.ts";
import type { TextPosition } from "../text.ts";
import { iniLines, skipSpace, skipSpaceBack } from "./lines.ts";

const HIDDEN = "…";
const MAX_MARGIN = 40;
/** Names of options as people write them; anything else may be a value on the wrong line. */
const NAME = /^[A-Za-z_][\w.-]{0,59}$/;

/** Formats a line with its number and a mark below a position. */
export function iniFrame(text: string, position: Pick<TextPosition, "line" | "column">): string {
  return frameOf(iniLines(text, "universal"), position);
}

/** Formats a line as {@linkcode iniFrame} does, with a line index that exists already. */
export function frameOf(lines: Lines, { line, column }: Pick<TextPosition, "line" | "column">): string {
  const start = lines.start(line - 1);
  const begin = skipSpace(lines.text, start, lines.start(line));
  const margin = Math.min(begin - start, MAX_MARGIN);
  const end = skipSpaceBack(lines.text, begin, lines.start(line));
  const shown = withoutValue(lines.text.slice(begin, Math.min(end, begin + 200)));
  const at = Math.min(Math.max(column - 1 - (begin - start), 0), shown.length);
  const number = String(line);
  return `> ${number} | ${" ".repeat(margin)}${shown}\n  ${" ".repeat(number.length)} | ${" ".repeat(margin + at)}^`;
}

function withoutValue(line: string): string {
  if (/^\[[^\]]*\]$/.test(line)) return oneLine(line);
  const delimiter = line.search(/[=:]/);
  const name = line.slice(0, Math.max(delimiter, 0)).trimEnd();
  if (!NAME.test(name)) return line === "" ? "" : HIDDEN;
  return `${line.slice(0, delimiter + 1)}${delimiter + 1 < line.length ? ` ${HIDDEN}` : ""}`;
}
