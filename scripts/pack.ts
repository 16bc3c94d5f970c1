/**
 * Builds and checks the npm package: `deno task pack`. All output is in `.work/`, which git ignores: the tarball,
 * whose path is the last line printed, and beside it the list of its components.
 *
 * @module
 */
import { buildTarball } from "./pack/build.ts";
import { checkTarball } from "./pack/check.ts";

const tarball = await buildTarball();
await checkTarball(tarball);
console.log(tarball);
