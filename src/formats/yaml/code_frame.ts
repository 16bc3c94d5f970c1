/**
 * Shows lines of a YAML file without their values, which may be secrets.
 *
 * @module
 */
import type { Lines } from "../lines.ts";
import type { TextPosition } from "../text.ts";
import { lineOf, yamlLines } from "./positions.ts";

/** Options of {@linkcode codeFrame}. */
export interface CodeFrameOptions {
  /**
   * Number of lines to show before and after.
   *
   * @default 2
   */
  readonly context?: number | undefined;
  /**
   * Whether to show what may be a value, and thus a secret.
   *
   * @default false
   */
  readonly showValues?: boolean | undefined;
}

const MAX_WIDTH = 100;
const HIDDEN = "…";

/** Indentation, and dashes of lists. */
const MARGIN = /^[ \t]*(?:- +)*/;
/** A key as configuration files have them, and its colon. */
const KEY = /^(?:[A-Za-z_][\w.\/-]{0,80}|"[A-Za-z_][\w.\/-]{0,80}"|'[A-Za-z_][\w.\/-]{0,80}') *:(?=[ \t]|$)/;
/** Text without a value: brackets, commas, document markers. */
const PUNCTUATION = /^[\s\[\]{},-]*$|^\.\.\.$/;

/**
 * Formats the lines around a position, with line numbers and a caret below the position. Only the indentation and the
 * first key of a line are shown, unless `showValues` is set: the rest may be a secret, even in malformed files.
 * Comments are treated as values.
 *
 * @param text – The text of the file.
 * @param position – Line and column to mark.
 * @param options – Number of lines, and whether to show values.
 * @returns The lines.
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
  return frameOf(yamlLines(text), position, options);
}

/** Formats lines as {@linkcode codeFrame} does, with a line index that may exist already. */
export function frameOf(
  lines: Lines,
  { line, column }: Pick<TextPosition, "line" | "column">,
  { context = 2, showValues = false }: CodeFrameOptions,
): string {
  const frame: string[] = [];
  const width = String(line + context).length;
  for (let number = Math.max(1, line - context); number <= line + context; number++) {
    const full = lineOf(lines, number);
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
