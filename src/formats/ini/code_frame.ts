/**
 * Shows a place in an INI text, and none of the values.
 *
 * @module
 */
import { oneLine } from "../../text/quote.ts";
import { type IniPosition, Lines, skipSpace, skipSpaceBack } from "./lines.ts";

const HIDDEN = "…";
const MAX_MARGIN = 40;
/** Names of options as people write them; anything else may be a value that is in the wrong line. */
const NAME = /^[A-Za-z_][\w.-]{0,59}$/;

/** The line of a text, with its number and a mark below the place. */
export function iniFrame(text: string, position: Pick<IniPosition, "line" | "column">): string {
  return frameOf(new Lines(text, "universal"), position);
}

/** {@linkcode iniFrame} of a text whose lines are known. */
export function frameOf(lines: Lines, { line, column }: Pick<IniPosition, "line" | "column">): string {
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
