/**
 * Shows a place in a text with the lines around it, and none of the values.
 *
 * @module
 */
import type { TextPosition } from "../text.ts";
import { LineIndex } from "./positions.ts";

/** How to show a place. */
export interface CodeFrameOptions {
  /** Lines before and after. Default: 2. */
  readonly context?: number | undefined;
  /** Whether what may be a value is shown; it may be a secret. Default: `false`. */
  readonly showValues?: boolean | undefined;
}

const MAX_WIDTH = 100;
const HIDDEN = "…";

/** Indentation, and dashes of lists. */
const MARGIN = /^[ \t]*(?:- +)*/;
/** A key as configuration files have them, and its colon. */
const KEY = /^(?:[A-Za-z_][\w.\/-]{0,80}|"[A-Za-z_][\w.\/-]{0,80}"|'[A-Za-z_][\w.\/-]{0,80}') *:(?=[ \t]|$)/;
/** What holds no value: brackets, commas, the marks of documents. */
const PUNCTUATION = /^[\s\[\]{},-]*$|^\.\.\.$/;

/**
 * The lines around a place, with their numbers, and a caret below the place. Of a line no more is shown than its
 * indentation and its first key, unless `showValues`: what is in the place of a value may be a secret, even where the
 * text is not well-formed. Comments count as values.
 *
 * @example
 * ```ts
 * const frame = codeFrame("admin:\n  endpiont: flyte.example.com\n", { line: 2, column: 3 });
 *
 * console.log(frame.split("\n")[1]); // > 2 |   endpiont: …
 * ```
 */
export function codeFrame(
  text: string,
  position: Pick<TextPosition, "line" | "column">,
  options: CodeFrameOptions = {},
): string {
  return frameOf(new LineIndex(text), position, options);
}

/** {@linkcode codeFrame} of a text whose lines may be known. */
export function frameOf(
  lines: LineIndex,
  { line, column }: Pick<TextPosition, "line" | "column">,
  { context = 2, showValues = false }: CodeFrameOptions,
): string {
  const frame: string[] = [];
  const width = String(line + context).length;
  for (let number = Math.max(1, line - context); number <= line + context; number++) {
    const full = lines.line(number);
    if (full === undefined) break;
    const shown = (showValues ? full : withoutValue(full)).slice(0, MAX_WIDTH).replace(/[^\P{Cc}\t]/gu, "?");
    frame.push(`${number === line ? ">" : " "} ${String(number).padStart(width)} | ${shown}`.trimEnd());
    if (number !== line) continue;
    const before = shown.slice(0, column - 1);
    const gap = before.length < column - 1 && !showValues ? before.slice(0, -1) : before;
    frame.push(`  ${" ".repeat(width)} | ${gap.replace(/[^\t]/g, " ")}^`);
  }
  return frame.join("\n");
}

function withoutValue(line: string): string {
  const head = line.slice(0, 4 * MAX_WIDTH);
  if (PUNCTUATION.test(head) && head.length === line.length) return line;
  const margin = MARGIN.exec(head)![0];
  const key = KEY.exec(head.slice(margin.length))?.[0];
  const rest = line.slice(margin.length + (key?.length ?? 0)).trim();
  if (key === undefined) return margin + (rest === "" ? "" : HIDDEN);
  return margin + key + (rest === "" ? "" : ` ${HIDDEN}`);
}
