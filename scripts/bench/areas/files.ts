/**
 * Measures computing names of images with source files, in the current runtime, and prints measurements. The argument is a
 * directory of repositories, which are named by their numbers of files. Fails if Python computes other names.
 *
 * @module
 */
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import process from "node:process";
import { type FileHashCache, fileHashCache, ImageSpec } from "../../../mod.ts";
import { sourceFiles } from "../../../src/flytekit/image_spec/source_files.ts";
import { defaultHost } from "../../../src/runtime/default_host.ts";
import { Image } from "../../../v2.ts";
import { bareHash } from "../bare_hash.ts";
import { compare, type Measurement, ratio } from "../measurements.ts";
import { openPeer } from "../python/peer.ts";
import { elapsed, race } from "../race.ts";
import { treeSpec } from "../samples.ts";
import { TREE_IMAGE } from "../samples_flyte2.ts";

const directory = process.argv[2]!;
const counts = readdirSync(directory).map(Number).toSorted((a, b) => a - b);
const most = counts.at(-1)!;
const root = `${directory}/${most}`;
const paths = (await sourceFiles(defaultHost(), root)).map(({ path }) => path);

const cache = fileHashCache();
const times = await race({
  bare: elapsed(() => bareHash(paths)),
  cached: elapsed(() => tagWith(root, cache)),
  many: elapsed(() => manyTags(fileHashCache())),
  ...Object.fromEntries(counts.map((count) => [`tag ${count}`, elapsed(() => tagWith(`${directory}/${count}`))])),
  ...Object.fromEntries(counts.map((count) => [`uri ${count}`, elapsed(() => uriWith(`${directory}/${count}`))])),
}, 7);
const flytekit = openPeer("flytekit");
if (flytekit !== undefined) {
  assert.equal(await tagWith(root), await flytekit.result({ op: "spec_tag", spec: treeSpec(root) }));
}
flytekit?.close();
const flyte = openPeer("flyte");
if (flyte !== undefined) {
  assert.equal(await uriWith(root), await flyte.result({ op: "tree", sample: TREE_IMAGE, root }));
}
flyte?.close();

console.log(JSON.stringify([
  ...compare(times, [
    [`tag() over ${text(most)} files ÷ bare synchronous hash`, `tag ${most}`, "bare", { atMost: 1.3 }],
    [`v2 uri() over ${text(most)} files ÷ bare synchronous hash`, `uri ${most}`, "bare", { atMost: 1.3 }],
  ]),
  ...compare(times, [
    [`tag() with a filled cache ÷ without, ${text(most)} files`, "cached", `tag ${most}`],
    [`1,000 tags at the same time with a new cache ÷ one, ${text(most)} files`, "many", `tag ${most}`],
  ]),
  ...counts.slice(0, -1).flatMap((count) => [perFile("tag", count), perFile("uri", count)]),
]));

function perFile(call: string, count: number): Measurement {
  const scaled = (count: number) => times[`${call} ${count}`]!.map((time) => time / count);
  return {
    what: `${call}() per file, ${text(most)} files ÷ ${text(count)}`,
    goal: { atMost: 1.1 },
    spread: ratio(scaled(most), scaled(count)),
  };
}

function text(count: number): string {
  return count.toLocaleString("en-US");
}

function tagWith(root: string, cache?: FileHashCache): Promise<string> {
  return ImageSpec.fromDict(treeSpec(root)).tag(cache === undefined ? {} : { cache });
}

async function manyTags(cache: FileHashCache): Promise<void> {
  await Promise.all(Array.from({ length: 1000 }, () => tagWith(root, cache)));
}

function uriWith(root: string): Promise<string> {
  const image = Image.fromBase(TREE_IMAGE.base).clone({ name: TREE_IMAGE.name, extendable: true });
  return image.withSourceFolder(root).uri();
}
