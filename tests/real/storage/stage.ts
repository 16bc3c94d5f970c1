/**
 * What the programs need before they can run: the clients and the packed package, installed, and themselves as JavaScript.
 *
 * @module
 */
import { buildTarball } from "../../../scripts/pack/build.ts";
import type { RecipeStage } from "../recipes.ts";
import { exists, npmInstall, ROOT, runTool, WORK } from "../../../scripts/tools/npm.ts";

/** The clients, and a server that is written in JavaScript. */
const PACKAGES = [
  "@aws-sdk/client-s3@3.1175.0",
  "@azure/identity@4.13.1",
  "@azure/storage-blob@12.32.0",
  "@google-cloud/storage@7.22.0",
  "@types/node@24.10.1",
  "aws4fetch@1.0.20",
  "azurite@3.35.0",
  "minio@8.0.7",
  "s3mini@1.0.2",
];

/** The directory with the clients in `node_modules`. */
export const CLIENTS: string = `${WORK}storage/`;

/** A directory in it with the packed package, and with the programs that import both. */
export const STAGE: string = `${CLIENTS}stage/`;

/** The recipes of the documentation run there, too. */
export const RECIPES: RecipeStage = { directory: STAGE, bundles: false };

/** Prepares both directories; the clients stay installed for the next run. */
export async function prepare(): Promise<void> {
  const list = `${CLIENTS}installed.json`;
  const wanted = JSON.stringify(PACKAGES);
  if (!await exists(list) || await Deno.readTextFile(list) !== wanted) {
    await npmInstall(CLIENTS, PACKAGES);
    await Deno.writeTextFile(list, wanted);
  }
  await npmInstall(STAGE, [await buildTarball()]);
  const entries = ["driver", "loopback_names", "worker"].map((name) => `${ROOT}tests/real/storage/${name}.ts`);
  const options = ["--bundle", "--packages=external", "--format=esm", "--target=es2022", "--log-level=warning"];
  await runTool("esbuild", "esbuild", [...entries, ...options, `--outdir=${STAGE}`]);
}
