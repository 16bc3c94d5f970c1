/**
 * Measures computing image names in the current runtime, with the source files of the directory given as argument, and
 * prints one JSON object.
 *
 * @module
 */
import process from "node:process";
import { ImageSpec } from "../../mod.ts";
import { defaultHost } from "../../src/runtime/default_host.ts";
import { sourceFiles } from "../../src/flytekit/image_spec/source_files.ts";
import { bareHash, bareHashAsync } from "./bare_hash.ts";
import { race } from "./race.ts";
import { SAMPLE_SPEC, treeSpec } from "./samples.ts";

/** Figures of one runtime; times in microseconds. */
export interface ImageSpecFigures {
  readonly runtime: string;
  /** Creating a specification from flytekit's arguments and computing its `id`. */
  readonly id: number;
  /** The same with `tag()`, without files. */
  readonly plainTag: number;
  /** The `id` of the sample, for comparison with flytekit. */
  readonly sampleId: string;
  /** Number of files in the directory. */
  readonly files: number;
  /** `tag()` of a specification with all files of the directory. */
  readonly tag: number;
  /** Hashing the same files alone, read synchronously in the order of their names. */
  readonly bare: number;
  /** The same, read asynchronously. */
  readonly bareAsync: number;
  /** The tag with the files, for comparison with flytekit. */
  readonly treeTag: string;
}

const root = process.argv[2]!;
const spec = treeSpec(root);
const paths = (await sourceFiles(defaultHost(), root)).map(({ path }) => path);

const [id, plainTag] = await race([
  () => ImageSpec.fromDict(SAMPLE_SPEC).id,
  () => ImageSpec.fromDict(SAMPLE_SPEC).tag(),
], 300);
const [tag, bare, bareAsync] = await race([
  () => ImageSpec.fromDict(spec).tag(),
  () => bareHash(paths),
  () => bareHashAsync(paths),
], 1);
const figures: ImageSpecFigures = {
  runtime: "Deno" in globalThis ? "Deno" : "Node",
  id: id!,
  plainTag: plainTag!,
  sampleId: ImageSpec.fromDict(SAMPLE_SPEC).id,
  files: paths.length,
  tag: tag!,
  bare: bare!,
  bareAsync: bareAsync!,
  treeTag: await ImageSpec.fromDict(spec).tag(),
};
console.log(JSON.stringify(figures));
