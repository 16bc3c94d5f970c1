/**
 * Measures naming images in the runtime it is started in, with the source files of the folder that is its argument, and
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
  /** Making a specification from flytekit's arguments, and its `id`. */
  readonly id: number;
  /** The same with `tag()`, where there are no files. */
  readonly plainTag: number;
  /** The `id` of the sample, to be compared with flytekit's. */
  readonly sampleId: string;
  /** Files in the folder. */
  readonly files: number;
  /** `tag()` of a specification with all files of the folder. */
  readonly tag: number;
  /** The bare hash of the same files: each read at once, one after the other, in the order of their names. */
  readonly bare: number;
  /** The same, each read while others could have their turn. */
  readonly bareAsync: number;
  /** The tag of the folder, to be compared with flytekit's. */
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
