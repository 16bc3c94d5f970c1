/**
 * What a benchmark finds: comparisons of two candidates, with their goals.
 *
 * @module
 */
import type { Race, Times } from "./race.ts";

/** The median of repeated measurements, and the quartiles around it. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** The least or the greatest median that is good enough. */
export type Goal = { readonly atLeast: number } | { readonly atMost: number };

/** What was found in one runtime. */
export interface Measurement {
  /** What is compared. */
  readonly what: string;
  readonly goal?: Goal | undefined;
  readonly spread: Spread;
}

/** A candidate, and the one to which it is compared. */
export type Comparison = readonly [what: string, candidate: string, base: string, goal?: Goal | undefined];

/** Makes comparisons; those of a candidate that is missing are left out. */
export function compare(race: Race, comparisons: readonly Comparison[]): readonly Measurement[] {
  return comparisons.flatMap(([what, candidate, base, goal]) => {
    const [times, baseTimes] = [race[candidate], race[base]];
    return times === undefined || baseTimes === undefined ? [] : [{ what, goal, spread: ratio(times, baseTimes) }];
  });
}

/** How many times longer the first takes than the second, compared within each turn. */
export function ratio(times: Times, base: Times): Spread {
  return spreadOf(times.map((time, turn) => time / base[turn]!));
}

/** What one more item costs in the last step of counts, compared with the first step. */
export function growth(counts: readonly number[], times: readonly Times[]): Spread {
  const cost = (step: number, turn: number) =>
    (times[step + 1]![turn]! - times[step]![turn]!) / (counts[step + 1]! - counts[step]!);
  return spreadOf(times[0]!.map((_, turn) => cost(counts.length - 2, turn) / cost(0, turn)));
}

/** Median and quartiles of measurements. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  return { median: quantile(sorted, 0.5), low: quantile(sorted, 0.25), high: quantile(sorted, 0.75) };
}

function quantile(sorted: readonly number[], part: number): number {
  const position = (sorted.length - 1) * part;
  const below = sorted[Math.floor(position)]!;
  const above = sorted[Math.ceil(position)]!;
  return below + (above - below) * (position - Math.floor(position));
}

/** The name of the candidate with the smallest median. */
export function fastest(race: Race, names: readonly string[]): string {
  const median = (name: string) => spreadOf(race[name]!).median;
  return names.reduce((best, name) => median(name) < median(best) ? name : best);
}

/** Whether a median is good enough. */
export function meets({ median }: Spread, goal: Goal): boolean {
  return "atLeast" in goal ? median >= goal.atLeast : median <= goal.atMost;
}
