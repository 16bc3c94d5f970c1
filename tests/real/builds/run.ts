/**
 * Builds images for real: by buildah, on a Debian made here, with a registry of this machine. Nothing is skipped.
 *
 * @module
 */
import { buildAgain, buildNested, buildOne, buildWithUv, failToBuild, readHostile } from "./cases.ts";
import { buildahEnv, checkPrograms, makeImages, startRegistry } from "./machine.ts";
import { buildByCommand } from "./command_line_cases.ts";
import { buildChain, buildDebian, buildFlyte2WithUv, buildOddNames, buildOwn } from "./flyte2_cases.ts";
import { makeWorld } from "./world.ts";

await checkPrograms();
const folder = await Deno.makeTempDir({ prefix: "flyte-builds-" });
const env = buildahEnv(folder);
const { address, stop } = await startRegistry(folder);
try {
  const world = makeWorld(folder, env, address);
  await makeImages(folder, env);
  world.step("the base image is there");
  await buildWithUv(world);
  const spec = await buildOne(world);
  await buildAgain(world, spec);
  await readHostile(world);
  await buildNested(world, spec);
  await failToBuild(world);
  await buildChain(world);
  await buildDebian(world);
  await buildFlyte2WithUv(world);
  await buildOwn(world);
  await buildOddNames(world);
  await buildByCommand(world);
  world.step("all is well");
} finally {
  await stop();
  await Deno.remove(folder, { recursive: true });
}
