/**
 * Tables of measurements, in Markdown, aligned as `deno fmt` does.
 *
 * @module
 */
import { type Goal, type Measurement, meets, type Spread } from "./measurements.ts";

/** Measurements by the runtime, or by another column, in which they were measured. */
export type Columns = Readonly<Record<string, readonly Measurement[]>>;

/** The table of an area. */
export function table(columns: Columns): string {
  const names = Object.keys(columns);
  const goals = new Map(Object.values(columns).flat().map(({ what, goal }) => [what, goal]));
  return aligned([
    ["measurement", "goal", ...names],
    ...[...goals].map(([what, goal]) => [
      what,
      goal === undefined ? "" : goalText(goal),
      ...names.map((name) => cell(columns[name]!.find((measurement) => measurement.what === what)?.spread, goal)),
    ]),
  ]);
}

function goalText(goal: Goal): string {
  return "atLeast" in goal ? `≥ ${number(goal.atLeast)}` : `≤ ${number(goal.atMost)}`;
}

function cell(spread: Spread | undefined, goal: Goal | undefined): string {
  if (spread === undefined) return "–";
  const { median, low, high } = spread;
  const text = low === high ? number(median) : `${number(median)} (${number(low)}–${number(high)})`;
  return goal === undefined || meets(spread, goal) ? text : `${text} ✗`;
}

/** Three significant digits, and no fraction of a number from 100. */
function number(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString("en-US") : String(Number(value.toPrecision(3)));
}

function aligned(lines: readonly (readonly string[])[]): string {
  const widths = lines[0]!.map((_, column) => Math.max(3, ...lines.map((line) => line[column]!.length)));
  const text = lines.map((line) => `| ${line.map((field, column) => field.padEnd(widths[column]!)).join(" | ")} |\n`);
  text.splice(1, 0, `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |\n`);
  return text.join("");
}
