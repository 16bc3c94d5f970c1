import assert from "node:assert/strict";
import { type BuildJob, DockerBuilder, dockerBuilder, type DockerBuilderOptions } from "../../../v2.ts";
import { dockerBuilder as specBuilder } from "../../../mod.ts";
import { ImageSpec } from "../../../src/flytekit/image_spec/image_spec.ts";
import { fakeMachine } from "../../_support/fake_machine.ts";
import { build as buildSpec } from "../../_support/fake_programs.ts";
import { errorOf, thrownBy } from "../../_support/support.ts";

const NAME = "ghcr.io/acme/app:1";
const WRITTEN: BuildJob["source"] = {
  rendered: { dockerfile: "FROM scratch\n", context: [], secrets: [], warnings: [] },
  listSources: () => Promise.resolve([]),
};
const OWN: BuildJob["source"] = { dockerfile: "/d/Dockerfile", directory: "/d" };

/** The commands that build and push with some variables, and the warnings. */
async function build(
  env: Record<string, string>,
  { source = WRITTEN, push = true, platform = "linux/amd64", ...options }: DockerBuilderOptions & Partial<BuildJob> =
    {},
) {
  const { host, commands } = fakeMachine(() => ({}), env);
  const warnings: string[] = [];
  await dockerBuilder({ command: "docker", ...options }).build({
    ...{ host, imageName: NAME, platform, source, push },
    nameNow: () => Promise.resolve(NAME),
    onMessage: ({ kind, text }) => void (kind === "warning" && warnings.push(text)),
  });
  return { commands: commands.slice(1).map((command) => command.join(" ")), warnings };
}

const [PLAIN, TAG] = ["--progress=plain", `--tag=${NAME}`];

Deno.test("FLYTE_DOCKER_BUILD_EXTRA_ARGS are split as a shell does, and come last", async () => {
  const env = { FLYTE_DOCKER_BUILD_EXTRA_ARGS: `--build-arg A="b c"  --no-cache` };
  for (const command of ["docker", "podman"] as const) {
    const [line] = (await build(env, { command, args: ["--own"] })).commands;
    assert.ok(line!.endsWith("--platform=linux/amd64 --own --build-arg A=b c --no-cache FOLDER"), line);
  }
  const { commands } = await build(env, { source: OWN });
  assert.equal(
    commands[0],
    `docker build ${PLAIN} ${TAG} --platform=linux/amd64 --file=/d/Dockerfile --build-arg A=b c --no-cache /d`,
  );
  for (const text of [`"a`, "a\\"]) {
    const error = await errorOf(() => build({ FLYTE_DOCKER_BUILD_EXTRA_ARGS: text }));
    assert.deepEqual([error.code, error.path], ["invalid_option", "FLYTE_DOCKER_BUILD_EXTRA_ARGS"]);
  }
});

Deno.test("FLYTE_DOCKER_BUILDKIT_BUILDER_NAME builds with buildx, which pushes or loads at once", async () => {
  const env = { FLYTE_DOCKER_BUILDKIT_BUILDER_NAME: "mine" };
  const start = `docker buildx build --builder=mine ${PLAIN} ${TAG}`;
  assert.deepEqual((await build(env)).commands, [`${start} --push --platform=linux/amd64 FOLDER`]);
  assert.deepEqual((await build(env, { push: false })).commands, [`${start} --load --platform=linux/amd64 FOLDER`]);
  const podman = await build(env, { command: "podman" });
  assert.ok(!podman.commands.join().includes("mine"));
  assert.match(podman.warnings.join(), /FLYTE_DOCKER_BUILDKIT_BUILDER_NAME has no effect with podman/);
});

Deno.test("FLYTE_DOCKER_BUILDER_CACHE_FROM and _TO have an effect together, and on a rendered Dockerfile", async () => {
  const from = { FLYTE_DOCKER_BUILDER_CACHE_FROM: "type=registry,ref=a" };
  const to = { FLYTE_DOCKER_BUILDER_CACHE_TO: "type=local,dest=b" };
  for (const command of ["docker", "podman"] as const) {
    const { commands, warnings } = await build({ ...from, ...to }, { command });
    assert.match(
      commands[0]!,
      /--platform=linux\/amd64 --cache-from=type=registry,ref=a --cache-to=type=local,dest=b FOLDER$/,
    );
    assert.deepEqual(warnings, []);
  }
  for (const env of [from, to]) {
    const { commands, warnings } = await build(env);
    assert.ok(!commands.join().includes("--cache"));
    assert.match(warnings.join(), /only have an effect together/);
  }
  const { commands, warnings } = await build({ ...from, ...to }, { source: OWN });
  assert.ok(!commands.join().includes("--cache"));
  assert.match(warnings.join(), /have no effect on an image with a Dockerfile of its own/);
});

Deno.test("empty variables are unset, and flytekit's builds read none of them", async () => {
  const names = ["BUILD_EXTRA_ARGS", "BUILDKIT_BUILDER_NAME", "BUILDER_CACHE_FROM", "BUILDER_CACHE_TO"];
  const all = (value: string) => Object.fromEntries(names.map((name) => [`FLYTE_DOCKER_${name}`, value]));
  const { commands, warnings } = await build(all(""));
  assert.deepEqual(commands, [`docker build ${PLAIN} ${TAG} --platform=linux/amd64 FOLDER`, `docker push ${NAME}`]);
  assert.deepEqual(warnings, []);
  const spec = new ImageSpec({ name: "a", baseImage: "debian:12", registry: "ghcr.io" });
  const flytekit = await buildSpec(spec, { command: "docker", env: all("--x") });
  assert.ok(!flytekit.commands.flat().some((word) => word.includes("--x")));
});

Deno.test("options and jobs of dockerBuilder are checked", async () => {
  const make = dockerBuilder as unknown as (options: unknown) => DockerBuilder;
  const makeSpecBuilder = specBuilder as unknown as (options: unknown) => unknown;
  const options: readonly (readonly [options: unknown, message: RegExp])[] = [
    [{ comand: "podman" }, /did you mean "command"/],
    [{ command: "nerdctl" }, /command must be "docker" or "podman" or "buildah"/],
    [{ args: "--no-cache" }, /args must be a list/],
    [{ pushArgs: [1] }, /pushArgs must be a list/],
    [{ push: "no" }, /push must be true or false/],
    ["podman", /write dockerBuilder\({ command: "podman" }\)/],
    [null, /must be an object/],
  ];
  for (const [given, message] of options) {
    const calls = [make, makeSpecBuilder, (given: unknown) => new DockerBuilder(given as DockerBuilderOptions)];
    for (const call of calls) {
      const error = thrownBy(() => call(given));
      assert.equal(error.code, "invalid_option", error.message);
      assert.match(error.message, message);
    }
  }
  const forDockerfiles: readonly (readonly [options: unknown, message: RegExp])[] = [
    [{ instaler: "pip" }, /did you mean "installer"/],
    [{ installer: "conda" }, /installer must be "uv" or "pip"/],
  ];
  for (const [dockerfile, message] of forDockerfiles) {
    const error = thrownBy(() => makeSpecBuilder({ dockerfile }));
    assert.equal(error.code, "invalid_option", error.message);
    assert.match(error.message, message);
    assert.match(thrownBy(() => make({ dockerfile })).message, /unknown option "dockerfile"/);
  }
  const builder = dockerBuilder() as unknown as Record<string, (...args: unknown[]) => unknown>;
  const ofSpecs = specBuilder() as unknown as Record<string, (...args: unknown[]) => unknown>;
  const { host } = fakeMachine(() => ({}));
  const job = { host, imageName: NAME, platform: "a", source: OWN, push: true, nameNow: () => {}, onMessage: () => {} };
  const calls: readonly (() => unknown)[] = [
    ...[undefined, null, "x", {}, { ...job, source: {} }, { ...job, host: {} }, { ...job, imageName: 5 }]
      .map((it) => () => builder.build!(it)),
    () => builder.inspect!(),
    () => builder.inspect!(host),
    () => builder.inspect!({}, NAME),
    () => ofSpecs.buildImage!(),
    () => ofSpecs.buildImage!({ name: "a" }, {}),
    () => ofSpecs.exists!(),
    () => ofSpecs.shouldBuild!(),
  ];
  for (const call of calls) {
    const error = await errorOf(call);
    assert.match(error.code, /^invalid_(argument|option)$/, `${call}: ${error.message}`);
  }
});
