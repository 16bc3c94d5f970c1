/**
 * Builds and checks the npm package: `deno task pack`. All output is in `.work/`, which git ignores. The last line printed
 * is the path of the tarball.
 *
 * @module
 */
import { buildTarball } from "./pack/build.ts";
import { checkTarball } from "./pack/check.ts";

const tarball = await buildTarball();
await checkTarball(tarball);
console.log(tarball);
