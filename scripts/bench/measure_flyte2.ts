/**
 * Measures computing names of flyte 2 images in the current runtime, with the source files of the directory given as
 * argument, and prints one JSON object.
 *
 * @module
 */
import process from "node:process";
import { defaultHost } from "../../src/runtime/default_host.ts";
import { readDirectoryIgnore, unignoredFiles } from "../../src/flyte2/image/ignore.ts";
import { Image } from "../../v2.ts";
import { bareHash, bareHashAsync } from "./bare_hash.ts";
import { race } from "./race.ts";
import { IMAGE_STEPS, makeImage, TREE_IMAGE } from "./samples_flyte2.ts";

/** Figures of one runtime; times in microseconds. */
export interface V2Figures {
  readonly runtime: string;
  /** Creating an image of 20 layers without files and computing its `uri()`. */
  readonly made: number;
  /** The `uri()` alone. */
  readonly uri: number;
  /** The `uri()`, for comparison with flyte. */
  readonly sampleUri: string;
  /** Number of files in the directory. */
  readonly files: number;
  /** Creating an image with all files of the directory and computing its `uri()`. */
  readonly tree: number;
  /** Hashing the same files alone, read synchronously in the same order. */
  readonly bare: number;
  /** The same, read asynchronously. */
  readonly bareAsync: number;
  /** The `uri()` with the files, for comparison with flyte. */
  readonly treeUri: string;
}

const root = process.argv[2]!;
const host = defaultHost();
const paths = (await unignoredFiles(host, root, await readDirectoryIgnore(host, root))).map(({ path }) => path);
const sample = makeImage(IMAGE_STEPS);
const treeUri = () =>
  Image.fromBase(TREE_IMAGE.base).clone({ name: TREE_IMAGE.name, extendable: true }).withSourceFolder(root).uri();

const [made, uri] = await race([() => makeImage(IMAGE_STEPS).uri(), () => sample.uri()], 300);
const [tree, bare, bareAsync] = await race([treeUri, () => bareHash(paths), () => bareHashAsync(paths)], 1);
const figures: V2Figures = {
  runtime: "Deno" in globalThis ? "Deno" : "Node",
  made: made!,
  uri: uri!,
  sampleUri: await sample.uri(),
  files: paths.length,
  tree: tree!,
  bare: bare!,
  bareAsync: bareAsync!,
  treeUri: await treeUri(),
};
console.log(JSON.stringify(figures));
