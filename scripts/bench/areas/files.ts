/**
 * Measures computing names of images with the source files of a directory, which is the first argument, in the current
 * runtime, and prints measurements. Fails if Python computes other names.
 *
 * @module
 */
import assert from "node:assert/strict";
import process from "node:process";
import { ImageSpec } from "../../../mod.ts";
import { sourceFiles } from "../../../src/flytekit/image_spec/source_files.ts";
import { defaultHost } from "../../../src/runtime/default_host.ts";
import { Image } from "../../../v2.ts";
import { bareHash } from "../bare_hash.ts";
import { openPeer } from "../python/peer.ts";
import { elapsed, race } from "../race.ts";
import { compare } from "../measurements.ts";
import { treeSpec } from "../samples.ts";
import { TREE_IMAGE } from "../samples_flyte2.ts";

const root = process.argv[2]!;
const spec = treeSpec(root);
const paths = (await sourceFiles(defaultHost(), root)).map(({ path }) => path);

const times = await race({
  tag: elapsed(tag),
  uri: elapsed(uri),
  bare: elapsed(() => bareHash(paths)),
}, 9);
const flytekit = openPeer("flytekit");
if (flytekit !== undefined) assert.equal(await tag(), await flytekit.result({ op: "spec_tag", spec }));
flytekit?.close();
const flyte = openPeer("flyte");
if (flyte !== undefined) assert.equal(await uri(), await flyte.result({ op: "tree", sample: TREE_IMAGE, root }));
flyte?.close();

console.log(JSON.stringify(compare(times, [
  ["ImageSpec.tag() ÷ bare synchronous hash", "tag", "bare", { atMost: 1.3 }],
  ["v2 uri() ÷ bare synchronous hash", "uri", "bare", { atMost: 1.3 }],
])));

function tag(): Promise<string> {
  return ImageSpec.fromDict(spec).tag();
}

function uri(): Promise<string> {
  const image = Image.fromBase(TREE_IMAGE.base).clone({ name: TREE_IMAGE.name, extendable: true });
  return image.withSourceFolder(root).uri();
}
