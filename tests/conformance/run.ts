/**
 * Compares this library with the Python libraries, live, on random inputs.
 *
 *     deno task conformance [AREA] [--count 2000] [--seed 1] [--python python3.11] [--length 2]
 *     deno task conformance --list
 *
 * Without an area, all are compared. Needs python3 and, on the first run, PyPI: the libraries are installed into `.venv`.
 * Ends with `N passed, M failed`.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { closest, didYouMean } from "../../src/text/closest.ts";
import type { Area } from "./area.ts";
import { area as config } from "./config/area.ts";
import { area as contexts } from "./contexts/area.ts";
import { area as edits } from "./edits/area.ts";
import { area as endpoints } from "./endpoints/area.ts";
import { area as flyte2Config } from "./flyte2_config/area.ts";
import { area as flyte2Image } from "./flyte2_image/area.ts";
import { area as flyte2Storage } from "./flyte2_storage/area.ts";
import { area as imageSpec } from "./image_spec/area.ts";
import { area as imageSpecFiles } from "./image_spec_files/area.ts";
import { area as ini } from "./ini/area.ts";
import { area as storageOptions } from "./storage_options/area.ts";
import { area as yaml } from "./yaml/area.ts";

const AREAS: Readonly<Record<string, Area>> = {
  contexts,
  config,
  edits,
  endpoints,
  flyte2_config: flyte2Config,
  flyte2_image: flyte2Image,
  flyte2_storage: flyte2Storage,
  image_spec: imageSpec,
  image_spec_files: imageSpecFiles,
  yaml,
  ini,
  storage_options: storageOptions,
};

/** Compares one area, and says whether all agreed. */
async function compare(name: string, area: Area, values: Record<string, string | undefined>): Promise<boolean> {
  const [count, seed] = [Number(values.count ?? area.count), Number(values.seed ?? Date.now() % 2 ** 31)];
  const length = values.length === undefined ? undefined : Number(values.length);
  if (!(count >= 1) || !Number.isInteger(count) || !Number.isInteger(seed) || !Number.isInteger(length ?? 1)) {
    throw new Error("--count must be a positive integer; --seed and --length must be integers");
  }
  console.log(`${name}: ${area.about} (--count ${count} --seed ${seed})`);
  const start = performance.now();
  const tallies = await area.compare({ count, seed, python: values.python, length });
  let [passed, failed] = [0, 0];
  for (const tally of tallies) {
    console.log(`  ${tally.name}: ${tally.passed} passed, ${tally.failed} failed${tally.kinds && `: ${tally.kinds}`}`);
    passed += tally.passed;
    failed += tally.failed;
  }
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${name}: ${passed} passed, ${failed} failed (${seconds} s)`);
  return failed === 0 && tallies.every((tally) => tally.passed > 0 || tally.isOptional);
}

async function main(): Promise<number> {
  const string = { type: "string" } as const;
  const { values: { list, ...values }, positionals } = parseArgs({
    allowPositionals: true,
    options: { count: string, seed: string, python: string, length: string, list: { type: "boolean" } },
  });
  if (list) {
    for (const [name, { about, count }] of Object.entries(AREAS)) {
      console.log(`${name.padEnd(16)} ${about} (default --count ${count})`);
    }
    return 0;
  }
  const unknown = positionals.find((name) => !Object.hasOwn(AREAS, name));
  if (unknown !== undefined) {
    const names = Object.keys(AREAS);
    throw new Error(`unknown area "${unknown}"${didYouMean(closest(unknown, names))} (areas: ${names.join(", ")})`);
  }
  const failed: string[] = [];
  for (const name of positionals.length > 0 ? positionals : Object.keys(AREAS)) {
    if (!await compare(name, AREAS[name]!, values)) failed.push(name);
  }
  if (failed.length > 0) console.error(`not alike: ${failed.join(", ")}`);
  return failed.length === 0 ? 0 : 1;
}

try {
  Deno.exitCode = await main();
} catch (error) {
  console.error(`conformance: ${error instanceof Error ? error.message : error}`);
  Deno.exitCode = 1;
}
