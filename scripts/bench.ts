/**
 * Benchmark: `deno task bench`. Times differ from machine to machine, so what counts are the ratios, each of two things
 * measured in turn in one process. Writes a table to standard output.
 *
 * @module
 */
import { bundleSizes, installPackages, nodeBundle } from "./bench/bundles.ts";
import { measureFlytekit } from "./bench/flytekit.ts";
import type { Figures } from "./bench/measure.ts";
import { ROOT } from "./tools/npm.ts";
import { run } from "./tools/run.ts";

await installPackages();
const deno = await measure(Deno.execPath(), ["run", "-A", "scripts/bench/measure.ts"]);
const node = await measure("node", [await nodeBundle("scripts/bench/measure.ts")]);
const flytekit = await measureFlytekit(deno.sizes.map((size) => size.transport));

console.log("\nDecode and encode, in microseconds; × is the ratio to the fastest bare route of the same runtime\n");
console.table([deno, node].flatMap(({ runtime, sizes }) =>
  sizes.map((size, index) => ({
    runtime,
    context: size.label,
    characters: size.characters,
    decode: round(size.decode),
    "× bare": ratio(size.decode, size.bareDecode),
    "flytekit ÷ decode": ratio(flytekit?.[index]?.decode, size.decode),
    "encode (native)": round(size.encode),
    "× bare encode": ratio(size.encode, size.bareEncode),
    "encode (reproducible)": round(size.reproducible),
    "flytekit ÷ reproducible": ratio(flytekit?.[index]?.encode, size.reproducible),
    "fastest bare route": size.bareRoute,
  }))
));
if (flytekit === undefined) {
  console.log("No flytekit to compare with: run `deno task conformance` once, which installs it.");
}

console.log("\nDecoding JSON, per image\n");
console.table([deno, node].flatMap(({ runtime, perImage }) =>
  perImage.map(({ images, decode, parse }) => ({
    runtime,
    images,
    "microseconds per image": Math.round(decode * 1000) / 1000,
    "× 100 images": ratio(decode, perImage[0]!.decode),
    "JSON.parse alone, × 100 images": ratio(parse, perImage[0]!.parse),
  }))
));

console.log("\nBundles (esbuild, minified), in bytes\n");
console.table(await bundleSizes());

async function measure(program: string, args: readonly string[]): Promise<Figures> {
  return JSON.parse(await run(program, args, { cwd: ROOT }));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function ratio(value: number | undefined, base: number): number | undefined {
  return value === undefined ? undefined : Math.round(value / base * 100) / 100;
}
