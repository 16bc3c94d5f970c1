/**
 * Measures names of images with many files, and what should not change with the number of files or contexts.
 *
 * @module
 */
import { type Measurement, ratio } from "./measurements.ts";
import { measureEverywhere, runEverywhere } from "./runtimes.ts";
import { withTrees } from "./source_tree.ts";
import type { Columns } from "./table.ts";

/** Repetitions of a process whose peak memory is measured. */
const PROCESSES = 3;

/** Measures names with 10,000 files. */
export async function measureFiles(): Promise<Columns> {
  return await withTrees([1000, 10_000], (directory) => measureEverywhere("files", [directory]));
}

/** Measures names with 100,000 files, and a million contexts. */
export async function measureScale(): Promise<Columns> {
  return await withTrees([100, 1000, 10_000, 100_000], async (directory) => {
    const found = [
      await measureEverywhere("files", [directory]),
      await comparePeaks(`${directory}/10000`, `${directory}/100000`),
      await measureEverywhere("heap"),
    ];
    return Object.fromEntries(Object.keys(found[0]!).map((name) => [name, found.flatMap((columns) => columns[name]!)]));
  });
}

async function comparePeaks(few: string, many: string): Promise<Columns> {
  const peaks: { readonly few: Peaks; readonly many: Peaks }[] = [];
  for (let index = 0; index < PROCESSES; index++) {
    peaks.push({ few: await runEverywhere("peak", [few]), many: await runEverywhere("peak", [many]) });
  }
  const compareIn = (runtime: string): Measurement => ({
    what: "peak memory of tag(), 100,000 files ÷ 10,000",
    goal: { atMost: 1.5 },
    spread: ratio(peaks.map(({ many }) => many[runtime]!), peaks.map(({ few }) => few[runtime]!)),
  });
  return Object.fromEntries(Object.keys(peaks[0]!.few).map((runtime) => [runtime, [compareIn(runtime)]]));
}

/** Bytes by runtime. */
type Peaks = Readonly<Record<string, number>>;
