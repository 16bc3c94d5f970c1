/**
 * Benchmark: `deno task bench`. Times depend on the machine; the ratios compare two candidates that are measured in
 * turn in one process. Writes tables to standard output.
 *
 * @module
 */
import { bundleSizes, installPackages, nodeBundle } from "./bench/bundles.ts";
import { measureFlyte } from "./bench/flyte2.ts";
import { measureFlytekit, measureFlytekitConfig, measureFlytekitSpec } from "./bench/flytekit.ts";
import type { Figures } from "./bench/measure.ts";
import type { ConfigFigures } from "./bench/measure_config.ts";
import type { ImageSpecFigures } from "./bench/measure_image_spec.ts";
import type { V2Figures } from "./bench/measure_flyte2.ts";
import { SAMPLE_CONFIG, SAMPLE_SPEC, treeSpec } from "./bench/samples.ts";
import { plantTree } from "./bench/source_tree.ts";
import { ROOT } from "./tools/npm.ts";
import { run } from "./tools/run.ts";

await installPackages();
const deno = await measure<Figures>(Deno.execPath(), ["run", "-A", "scripts/bench/measure.ts"]);
const node = await measure<Figures>("node", [await nodeBundle("scripts/bench/measure.ts")]);
const flytekit = await measureFlytekit(deno.sizes.map((size) => size.transport));

console.log("\nDecode and encode, in microseconds; × is the ratio to the fastest native way in the same runtime\n");
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
  console.log("Not compared with flytekit: run `deno task conformance` once to install it.");
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

const configScript = "scripts/bench/measure_config.ts";
const configs = [
  await measure<ConfigFigures>(Deno.execPath(), ["run", "-A", configScript]),
  await measure<ConfigFigures>("node", [await nodeBundle(configScript)]),
];
const flytekitLoad = await measureFlytekitConfig(SAMPLE_CONFIG);

console.log("\nLoading a config.yaml of 21 lines, in microseconds; bare is the package yaml alone on the same file\n");
console.table(configs.map(({ runtime, strict, flytekit, bareParse, parseYaml, noFile }) => ({
  runtime,
  "Config.from": round(strict),
  "× bare": ratio(strict, bareParse),
  "of it, YAML × bare": ratio(parseYaml, bareParse),
  "without a file × bare": ratio(noFile, bareParse),
  "mode flytekit × bare": ratio(flytekit, bareParse),
  "flytekit ÷ Config.from": ratio(flytekitLoad, strict),
})));

console.log(
  "\nPlugins: S3, Google Cloud Storage, Azure and one of another package, in microseconds; the file is the same\n",
);
console.table(configs.map(({ runtime, strict, compose, withRegistry, withList }) => ({
  runtime,
  "createRegistry": round(compose),
  "× Config.from": ratio(compose, strict),
  "with a registry × Config.from": ratio(withRegistry, strict),
  "with a list × Config.from": ratio(withList, strict),
  "list ÷ registry": ratio(withList, withRegistry),
})));

console.log("\nReading INI, per line\n");
console.table(configs.flatMap(({ runtime, ini }) =>
  ini.map(({ lines, perLine }) => ({
    runtime,
    lines,
    "microseconds per line": Math.round(perLine * 1000) / 1000,
    "× 100 lines": ratio(perLine, ini[1]!.perLine),
  }))
));

const tree = await Deno.makeTempDir();
try {
  const bytes = await plantTree(tree, 10_000);
  const specScript = "scripts/bench/measure_image_spec.ts";
  const specs = [
    await measure<ImageSpecFigures>(Deno.execPath(), ["run", "-A", specScript, tree]),
    await measure<ImageSpecFigures>("node", [await nodeBundle(specScript), tree]),
  ];
  const flytekitSpec = await measureFlytekitSpec(SAMPLE_SPEC, 2000);
  const flytekitTree = await measureFlytekitSpec(treeSpec(tree), 5);
  for (const { sampleId, treeTag } of specs) {
    const same = sampleId === (flytekitSpec?.id ?? sampleId) && treeTag === (flytekitTree?.tag ?? treeTag);
    if (!same) throw new Error("flytekit computes other names, so the times cannot be compared");
  }

  console.log("\nComputing the name of an image, in microseconds, including its specification\n");
  console.table(specs.map(({ runtime, id, plainTag }) => ({
    runtime,
    id: round(id),
    "flytekit ÷ id": ratio(flytekitSpec?.id_us, id),
    "tag() without files": round(plainTag),
    "flytekit ÷ tag()": ratio(flytekitSpec?.tag_us, plainTag),
  })));

  console.log(`\ntag() with source files of ${round(bytes / 1e6)} MB, in milliseconds; bare is MD5 over them alone\n`);
  console.table(specs.map(({ runtime, files, tag, bare, bareAsync }) => ({
    runtime,
    files,
    "tag()": round(tag / 1000),
    "× bare": ratio(tag, Math.min(bare, bareAsync)),
    "bare, readFileSync": round(bare / 1000),
    "× bare, await readFile": ratio(tag, bareAsync),
    "flytekit ÷ tag()": ratio(flytekitTree?.tag_us, tag),
  })));

  const v2Script = "scripts/bench/measure_flyte2.ts";
  const images = [
    await measure<V2Figures>(Deno.execPath(), ["run", "-A", v2Script, tree]),
    await measure<V2Figures>("node", [await nodeBundle(v2Script), tree]),
  ];
  const flyte = await measureFlyte(tree);
  for (const { sampleUri, treeUri } of images) {
    const same = sampleUri === (flyte?.uri ?? sampleUri) && treeUri === (flyte?.tree_uri ?? treeUri);
    if (!same) throw new Error("flyte computes other names, so the times cannot be compared");
  }

  console.log("\nComputing the name of an image of flyte 2 with 20 layers, in microseconds\n");
  console.table(images.map(({ runtime, made, uri }) => ({
    runtime,
    "making it, uri()": round(made),
    "flyte ÷ that": ratio(flyte?.made_us, made),
    "uri() alone": round(uri),
    "flyte ÷ uri()": ratio(flyte?.uri_us, uri),
  })));
  if (flyte === undefined) console.log("Not compared with flyte: install flyte 2.12.1 into .venv/flyte-2.12.1.");

  console.log("\nuri() of an image of flyte 2 with the same source files, in milliseconds\n");
  console.table(images.map(({ runtime, files, tree, bare, bareAsync }) => ({
    runtime,
    files,
    "uri()": round(tree / 1000),
    "× bare": ratio(tree, Math.min(bare, bareAsync)),
    "bare, readFileSync": round(bare / 1000),
    "× bare, await readFile": ratio(tree, bareAsync),
    "flyte ÷ uri()": ratio(flyte?.tree_us, tree),
  })));
} finally {
  await Deno.remove(tree, { recursive: true });
}

console.log("\nBundles (esbuild, minified), in bytes\n");
console.table(await bundleSizes());

async function measure<T>(program: string, args: readonly string[]): Promise<T> {
  return JSON.parse(await run(program, args, { cwd: ROOT }));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function ratio(value: number | undefined, base: number): number | undefined {
  return value === undefined ? undefined : Math.round(value / base * 100) / 100;
}
