/**
 * Sizes of programs that use the npm package, bundled by esbuild. `deno task bundles` checks them, also with other bundlers.
 *
 * @module
 */
import { bundleOnce, bundleSplit, installBundlers } from "../bundles/bundlers.ts";
import { PROGRAMS } from "../bundles/programs.ts";
import { buildTarball } from "../pack/build.ts";
import { type Measurement, spreadOf } from "./measurements.ts";
import type { Columns } from "./table.ts";

/** Bytes that programs should take in one file, minified and gzipped. */
const GOALS: Readonly<Record<string, number>> = {
  context: 6000,
  serialization: 25_000,
  config: 50_000,
  image_spec: 35_000,
  image_v2: 22_000,
};

/** Bundles each program into one file, and into chunks. */
export async function measureBundles(): Promise<Columns> {
  await installBundlers(await buildTarball(), ["esbuild"]);
  const columns: Record<string, Measurement[]> = { "one file": [], "chunks, at once": [], "all chunks": [] };
  for (const { name } of PROGRAMS) {
    const { gzip } = await bundleOnce("esbuild", name);
    const { start, all } = await bundleSplit(name);
    const goal = GOALS[name];
    const what = `${name}.js`;
    columns["one file"]!.push({
      what,
      goal: goal === undefined ? undefined : { atMost: goal },
      spread: spreadOf([gzip]),
    });
    columns["chunks, at once"]!.push({ what, spread: spreadOf([start]) });
    columns["all chunks"]!.push({ what, spread: spreadOf([all]) });
  }
  return columns;
}
