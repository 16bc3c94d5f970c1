/**
 * Tables of measurements, in Markdown, aligned as `deno fmt` does.
 *
 * @module
 */
import { type Goal, type Measurement, meets } from "./measurements.ts";

/** Measurements by the runtime, or by another column, in which they were measured. */
export type Columns = Readonly<Record<string, readonly Measurement[]>>;

/** The table of an area. */
export function table(columns: Columns): string {
  const measurements = Object.values(columns).flat();
  const names = [...new Set(measurements.map(({ what }) => what))];
  return aligned([
    ["measurement", "goal", ...Object.keys(columns)],
    ...names.map((name) => [
      name,
      goalText(measurements.find(({ what, goal }) => what === name && goal !== undefined)?.goal),
      ...Object.values(columns).map((found) => cell(found.find(({ what }) => what === name))),
    ]),
  ]);
}

function goalText(goal: Goal | undefined): string {
  if (goal === undefined) return "";
  return "atLeast" in goal ? `≥ ${number(goal.atLeast)}` : `≤ ${number(goal.atMost)}`;
}

function cell(measurement: Measurement | undefined): string {
  if (measurement === undefined) return "–";
  const { goal, spread } = measurement;
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
