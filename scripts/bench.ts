/**
 * Benchmark: `deno task bench` measures all areas but `scale`, `deno task bench AREA…` those that are named. Each measurement
 * compares this library with the fastest alternative, or with Python; docs/performance.md explains them. With `--write`,
 * the tables are written into that document. Fails if a result is wrong, never because of a time.
 *
 * @module
 */
import { measureBundles } from "./bench/bundles.ts";
import { writeTables } from "./bench/document.ts";
import { measureFiles, measureScale } from "./bench/scale.ts";
import { installPackages, measureEverywhere } from "./bench/runtimes.ts";
import { measureStartup } from "./bench/startup.ts";
import { type Columns, table } from "./bench/table.ts";

const AREAS: Readonly<Record<string, () => Promise<Columns>>> = {
  decode: () => measureEverywhere("decode"),
  encode: () => measureEverywhere("encode"),
  config: () => measureEverywhere("config"),
  images: () => measureEverywhere("images"),
  files: measureFiles,
  growth: () => measureEverywhere("growth"),
  startup: measureStartup,
  bundles: measureBundles,
  scale: measureScale,
};

/** Takes minutes, and is only measured if it is named. */
const SLOW = "scale";

const named = Deno.args.filter((argument) => argument !== "--write");
const unknown = named.filter((name) => !Object.hasOwn(AREAS, name));
if (unknown.length > 0) throw new Error(`no area ${unknown}; there are ${Object.keys(AREAS).join(", ")}`);

await installPackages();
const tables: Record<string, string> = {};
for (const name of named.length > 0 ? named : Object.keys(AREAS).filter((name) => name !== SLOW)) {
  const start = performance.now();
  tables[name] = table(await AREAS[name]!());
  console.log(`\n${name} (${Math.round((performance.now() - start) / 1000)} s)\n\n${tables[name]}`);
}
if (Deno.args.includes("--write")) await writeTables(tables);
