/**
 * Times of flyte for the same images, if it is installed.
 *
 * @module
 */
import { exists, ROOT } from "../tools/npm.ts";
import { run } from "../tools/run.ts";
import { IMAGE_STEPS, SAMPLE_IMAGE, TREE_IMAGE } from "./samples_flyte2.ts";

const PYTHON = `${ROOT}.venv/flyte-2.12.1/bin/python`;

/** The names that flyte computes, and the time in microseconds. */
export interface FlyteFigures {
  readonly uri: string;
  readonly made_us: number;
  readonly uri_us: number;
  readonly tree_uri: string;
  readonly tree_us: number;
}

/** Results of flyte with the source files of a directory; `undefined` if it is not installed. */
export async function measureFlyte(root: string): Promise<FlyteFigures | undefined> {
  if (!await exists(PYTHON)) return undefined;
  const request = { sample: SAMPLE_IMAGE, steps: IMAGE_STEPS, tree: TREE_IMAGE, root };
  return JSON.parse(await run(PYTHON, [`${ROOT}scripts/bench/flyte2_bench.py`], { input: JSON.stringify(request) }));
}
