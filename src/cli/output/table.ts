/**
 * Tables that fit the terminal.
 *
 * @module
 */
import { widthOf } from "./width.ts";
import { wrap } from "./wrap.ts";

const GAP = "  ";
/** No column becomes narrower than this. */
const MIN_COLUMN = 12;

/** Formats of a table. */
export interface TableFormat {
  /** Number of columns of the terminal; if absent, lines are as long as they need to be. */
  readonly width?: number | undefined;
  /** Styles the line with the headers. */
  readonly header?: (text: string) => string;
}

/** Formats cells as a table; those of columns that are too wide continue on the next line. */
export function table(headers: readonly string[], rows: readonly (readonly string[])[], format: TableFormat): string {
  const { width, header = (text) => text } = format;
  const all = [headers, ...rows];
  // Math.max fails with more than about 100,000 arguments.
  const natural = headers.map((_, column) => all.reduce((most, row) => Math.max(most, widthOf(row[column] ?? "")), 0));
  const widths = width === undefined ? natural : fitting(natural, width);
  const [first, ...others] = all.map((row) => linesOf(row, widths));
  const rule = widths.map((width) => "─".repeat(width)).join(GAP);
  return [...first!.map(header), rule, ...others.flat()].join("\n");
}

/** Reduces the widest columns until the table fits. */
function fitting(natural: readonly number[], width: number): number[] {
  const widths = [...natural];
  let excess = widths.reduce((sum, one) => sum + one, GAP.length * (widths.length - 1)) - width;
  while (excess > 0) {
    const widest = Math.max(...widths);
    if (widest <= MIN_COLUMN) break;
    const next = Math.max(MIN_COLUMN, ...widths.filter((one) => one < widest), widest - excess);
    widths[widths.lastIndexOf(widest)] = next;
    excess -= widest - next;
  }
  return widths;
}

function linesOf(row: readonly string[], widths: readonly number[]): string[] {
  const cells = widths.map((width, column) => wrap(row[column] ?? "", width));
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from(
    { length: height },
    (_, index) => cells.map((lines, column) => padded(lines[index] ?? "", widths[column]!)).join(GAP).trimEnd(),
  );
}

function padded(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}
