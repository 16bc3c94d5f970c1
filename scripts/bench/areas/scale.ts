/**
 * Measures what should not change with the number of files or contexts, in the current runtime, and prints measurements. The
 * arguments are two directories, with 10,000 and 100,000 source files.
 *
 * @module
 */
import process from "node:process";
import { ImageSpec } from "../../../mod.ts";
import { SerializationSettings } from "../../../src/flytekit/context/mod.ts";
import { sourceFiles } from "../../../src/flytekit/image_spec/source_files.ts";
import { defaultHost } from "../../../src/runtime/default_host.ts";
import { Image } from "../../../v2.ts";
import { bareHash } from "../bare_hash.ts";
import { elapsed, race } from "../race.ts";
import { compare, type Measurement, spreadOf } from "../measurements.ts";
import { sample, treeSpec } from "../samples.ts";
import { TREE_IMAGE } from "../samples_flyte2.ts";

declare const gc: () => void;

const [few, many] = process.argv.slice(2) as [string, string];
const paths = (await sourceFiles(defaultHost(), many)).map(({ path }) => path);
const times = await race({
  fewTag: repeated(() => tag(few)),
  manyTag: elapsed(() => tag(many)),
  fewUri: repeated(() => uri(few)),
  manyUri: elapsed(() => uri(many)),
  manyBare: elapsed(() => bareHash(paths)),
}, 5);
const measurements = [
  ...compare(times, [
    ["tag() per file, 100,000 files ÷ 10,000", "manyTag", "fewTag", { atMost: 1.1 }],
    ["v2 uri() per file, 100,000 files ÷ 10,000", "manyUri", "fewUri", { atMost: 1.1 }],
    ["tag() over 100,000 files ÷ bare synchronous hash", "manyTag", "manyBare", { atMost: 1.3 }],
    ["v2 uri() over 100,000 files ÷ bare synchronous hash", "manyUri", "manyBare", { atMost: 1.3 }],
  ]),
  await measureHeap(),
];
console.log(JSON.stringify(measurements));

function tag(root: string): Promise<string> {
  return ImageSpec.fromDict(treeSpec(root)).tag();
}

function uri(root: string): Promise<string> {
  const image = Image.fromBase(TREE_IMAGE.base).clone({ name: TREE_IMAGE.name, extendable: true });
  return image.withSourceFolder(root).uri();
}

/** A candidate of as many files as one of the other directory: ten calls with a tenth. */
function repeated(call: () => Promise<string>): ReturnType<typeof elapsed> {
  return elapsed(async () => {
    for (let index = 0; index < 10; index++) await call();
  });
}

/** The heap after decoding a million contexts, compared with a hundred thousand. */
async function measureHeap(): Promise<Measurement> {
  const context = await SerializationSettings.fromDict(sample(0)).serializedContext();
  const used: number[] = [];
  for (let count = 1; count <= 1_000_000; count++) {
    await SerializationSettings.fromTransport(context);
    if (count % 100_000 !== 0) continue;
    gc();
    used.push(process.memoryUsage().heapUsed);
  }
  return {
    what: "heap after 1,000,000 decoded contexts ÷ after 100,000",
    goal: { atMost: 1.05 },
    spread: spreadOf([used.at(-1)! / used[0]!]),
  };
}
