/**
 * Lines and positions of an INI file.
 *
 * @module
 */
import { isSpace } from "../../python/strings.ts";
import { Lines } from "../lines.ts";
import type { TextPosition } from "../text.ts";

/**
 * Line endings: `universal` (`\n`, `\r\n` and `\r`) as in files that Python opens, `lf` (`\n` only) as in
 * `ConfigParser.read_string`. No other character ends a line.
 */
export type Newlines = "universal" | "lf";

/** Returns the lines of an INI file. */
export function iniLines(text: string, newlines: Newlines): Lines {
  return new Lines(text, (text, from) => lineEnd(text, from, newlines));
}

/** Returns the offset after the next line ending; 0 if there is none. */
function lineEnd(text: string, from: number, newlines: Newlines): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x0a) return at + 1;
    if (code === 0x0d && newlines === "universal") return text.charCodeAt(at + 1) === 0x0a ? at + 2 : at + 1;
  }
  return 0;
}

/** Returns the start and end of a range. */
export function spanOf(
  lines: Lines,
  start: number,
  end: number,
): TextPosition & { endLine: number; endColumn: number } {
  const { line: endLine, column: endColumn } = lines.position(end);
  return { ...lines.position(start), endLine, endColumn };
}

/** Returns the offset of the first character that is not whitespace, or `end`. */
export function skipSpace(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** Returns the offset after the last character that is not whitespace, or `start`. */
export function skipSpaceBack(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isSpace(text.charCodeAt(at - 1))) at--;
  return at;
}

/** Checks whether a line whose text starts at an offset is a comment. */
export function startsComment(text: string, at: number): boolean {
  return text[at] === "#" || text[at] === ";";
}
