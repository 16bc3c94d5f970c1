/**
 * Makes the npm package and proves that it works: `deno task pack`. Everything it makes is below `.work/`, which git
 * ignores; the last line it prints is the path of the tarball.
 *
 * @module
 */
import { buildTarball } from "./pack/build.ts";
import { checkTarball } from "./pack/check.ts";

const tarball = await buildTarball();
await checkTarball(tarball);
console.log(tarball);
