/**
 * Measures names of images with many source files.
 *
 * @module
 */
import { type Measurement, ratio } from "./measurements.ts";
import { measureEverywhere, runEverywhere } from "./runtimes.ts";
import { withTree } from "./source_tree.ts";
import type { Columns } from "./table.ts";

/** Repetitions of a process whose peak memory is measured. */
const PROCESSES = 3;

/** Measures names with 10,000 files. */
export async function measureFiles(): Promise<Columns> {
  return await withTree(10_000, (root) => measureEverywhere("files", [root]));
}

/** Measures what should not change with the number of files, from 10,000 to 100,000, or of contexts. */
export async function measureScale(): Promise<Columns> {
  return await withTree(10_000, (few) =>
    withTree(100_000, async (many) => {
      const [times, memory] = [await measureEverywhere("scale", [few, many]), await comparePeaks(few, many)];
      return Object.fromEntries(Object.entries(times).map(([name, found]) => [name, [...found, ...memory[name]!]]));
    }));
}

async function comparePeaks(few: string, many: string): Promise<Columns> {
  const peaks: Record<string, { readonly few: number[]; readonly many: number[] }> = {};
  for (let index = 0; index < PROCESSES; index++) {
    for (const [name, bytes] of Object.entries(await runEverywhere<number>("peak", [few]))) {
      (peaks[name] ??= { few: [], many: [] }).few.push(bytes);
    }
    for (const [name, bytes] of Object.entries(await runEverywhere<number>("peak", [many]))) {
      peaks[name]!.many.push(bytes);
    }
  }
  return Object.fromEntries(
    Object.entries(peaks).map(([name, { few, many }]): [string, readonly Measurement[]] => [name, [
      { what: "peak memory of tag(), 100,000 files ÷ 10,000", goal: { atMost: 1.5 }, spread: ratio(many, few) },
    ]]),
  );
}
