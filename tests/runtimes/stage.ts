/**
 * What runtimes need before they can run: the packed package, installed, and the suite as JavaScript.
 *
 * @module
 */
import { buildTarball } from "../../scripts/pack/build.ts";
import { npmInstall, ROOT, runTool, WORK } from "../../scripts/tools/npm.ts";

/** Folder with the installed package in `node_modules` and the entries beside it, which import it by name. */
export const STAGE: string = `${WORK}runtimes/`;

/** Prepares the folder. */
export async function prepare(): Promise<void> {
  await npmInstall(STAGE, [await buildTarball()]);
  const entries = ["server", "worker", "page"].map((name) => `${ROOT}tests/runtimes/entries/${name}.ts`);
  await runTool("esbuild", "esbuild", [
    ...entries,
    "--bundle",
    "--packages=external",
    "--format=esm",
    "--log-level=warning",
    `--outdir=${STAGE}`,
  ]);
}

/** The context of a task that was registered. */
export function realTask(): Promise<string> {
  return Deno.readTextFile(`${ROOT}tests/goldens/real_task.txt`);
}
