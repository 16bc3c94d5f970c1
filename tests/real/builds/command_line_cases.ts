/**
 * Images of both products, named, looked up and built by the command line.
 *
 * @module
 */
import assert from "node:assert/strict";
import { ImageSpec } from "../../../mod.ts";
import { Image } from "../../../v2.ts";
import { flyteConfig } from "../flyte_config.ts";
import { BASE, ISOLATION } from "./machine.ts";
import type { World } from "./world.ts";

/** Each is missing, built, pushed, present, not built again, and explained. */
export async function buildByCommand(world: World): Promise<void> {
  const { folder, env, host, registry, insideOf, step } = world;
  const work = `${folder}/work`;
  await Deno.mkdir(`${work}/cli`);
  await Deno.writeTextFile(`${work}/cli/data.txt`, "by the command line\n");
  const spec = new ImageSpec({
    ...{ name: "cli", registry, baseImage: BASE, copy: ["cli"], commands: ["echo made > /made"] },
    builderOptions: { installer: "pip", flytekit: false },
  });
  const image = Image.fromBase(BASE).clone({ registry, name: "cli2", extendable: true })
    .withSourceFolder("cli", { dst: "/root/" })
    .withCommands(["echo made > /made"]);
  const builder = [
    "--builder",
    "buildah",
    "--installer",
    "pip",
    `--builder-arg=${ISOLATION}`,
    "--builder-arg=--pull=never",
  ];
  for (
    const [product, description, expected] of [
      ["flytekit", spec.toDict(), await spec.imageName({ host })],
      ["flyte 2", image.toDict(), await image.uri({ host })],
    ] as const
  ) {
    const run = (args: readonly string[], described: unknown = description) =>
      flyteConfig(["image", ...args, "-"], {
        cwd: work,
        env: { ...env, TMPDIR: folder },
        stdin: JSON.stringify(described),
      });
    const name = await run(["name"]);
    assert.deepEqual([name.code, name.stdout], [0, `${expected}\n`], name.stderr);
    const absent = await run(["exists"]);
    assert.deepEqual([absent.code, absent.stdout], [1, `${expected} does not exist\n`], absent.stderr);

    const dryRun = await run(["build", "--push", "--dry-run", ...builder]);
    assert.match(dryRun.stdout, /^buildah build .* CONTEXT\nbuildah push .*\n$/, dryRun.stderr);
    assert.equal((await run(["exists"])).code, 1, "a dry run builds nothing");
    const built = await run(["build", "--push", "--verbose", ...builder]);
    assert.deepEqual([built.code, built.stdout], [0, `${expected}\n`], built.stderr);
    assert.match(built.stderr, /^STEP \d+\/\d+:/m);
    assert.match(built.stderr, / is built and pushed$/m);
    const inside = await insideOf(expected, ["cat /made; find /root -name data.txt -exec cat {} +"]);
    assert.equal(inside, "made\nby the command line");

    const present = await run(["exists"]);
    assert.equal(present.code, 0, present.stdout);
    assert.match(present.stdout, / exists \(sha256:[0-9a-f]{64}\)\n$/);
    const again = await run(["build", "--push", ...builder]);
    assert.deepEqual([again.code, again.stdout], [0, `${expected}\n`]);
    assert.match(again.stderr, /exists already/);
    const nowhere = await run(["exists"], { ...description, registry: "127.0.0.1:1/acme" });
    assert.equal(nowhere.code, 3, nowhere.stdout);

    const explained = await run(["explain"]);
    assert.match(explained.stdout, /data\.txt +[0-9a-f]{64}$/m);
    const dockerfile = await run(["dockerfile"]);
    assert.match(dockerfile.stdout, new RegExp(`^FROM ${RegExp.escape(BASE)}$`, "m"));

    const failing = product === "flytekit"
      ? spec.with({ commands: ["echo before the end; false"] }).toDict()
      : image.withCommands(["echo before the end; false"]).toDict();
    const failed = await run(["build", ...builder], failing);
    assert.deepEqual([failed.code, failed.stdout], [2, ""]);
    assert.match(failed.stderr, /buildah exited with code \d+; its last lines of output:\n[^]*before the end/);
    const left = [...Deno.readDirSync(folder)].filter(({ name }) => name.startsWith("flyte-image-"));
    assert.deepEqual(left, []);
    step(`the command line has built, pushed and found ${expected} of ${product}`);
  }
}
