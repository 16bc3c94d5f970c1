import assert from "node:assert/strict";
import { dockerBuilder } from "../../../src/flytekit/image_spec/docker_builder.ts";
import type { Host } from "../../../src/runtime/host.ts";
import { memoryHost } from "../../../src/runtime/memory_host.ts";
import { ImageBuildEngine } from "../../../src/flytekit/image_spec/engine.ts";
import { ImageSpec } from "../../../src/flytekit/image_spec/image_spec.ts";
import { errorOf } from "../../_support/support.ts";
import { type Answer, fakeMachine } from "../../_support/fake_machine.ts";
import { build } from "../../_support/fake_programs.ts";

const spec = new ImageSpec({ name: "one", registry: "ghcr.io/acme", baseImage: "mine:1", builder: "default" });

Deno.test("docker builds and pushes", async () => {
  const name = await spec.imageName();
  const { commands, error } = await build(spec);
  assert.equal(error, undefined);
  assert.deepEqual(commands, [
    ["docker", "version", "--format", "{{.Server.Version}}"],
    ["docker", "build", "--progress=plain", `--tag=${name}`, "--platform=linux/amd64", "FOLDER"],
    ["docker", "push", name],
  ]);
});

Deno.test("podman and buildah build and push, without TLS to this machine", async () => {
  const local = spec.with({ registry: "localhost:5000/acme", registryConfig: "/auth.json", platform: "linux/arm64" });
  const name = await local.imageName();
  for (const command of ["podman", "buildah"] as const) {
    const { commands } = await build(local, { command, args: ["--isolation=chroot"], pushArgs: ["--quiet"] });
    const auth = "--authfile=/auth.json";
    assert.deepEqual(commands.slice(1), [
      [command, "build", auth, `--tag=${name}`, "--platform=linux/arm64", "--isolation=chroot", "FOLDER"],
      [command, "push", auth, "--tls-verify=false", "--quiet", name, `docker://${name}`],
    ]);
  }
});

Deno.test("a builder keeps its options if the caller's object is changed", async () => {
  const { host, commands } = fakeMachine(() => ({}));
  const options: { command: "podman" | "docker" } = { command: "podman" };
  const engine = new ImageBuildEngine({ registry: { exists: () => Promise.resolve({ state: "absent" }) } });
  engine.register("default", dockerBuilder(options), 1);
  options.command = "docker";
  await engine.build(spec, { host });
  assert.deepEqual(new Set(commands.map(([program]) => program)), new Set(["podman"]));
});

Deno.test("a dry run reports the commands, and runs and writes nothing", async () => {
  const name = await spec.imageName();
  const { commands, messages } = await build(spec, { command: "docker", dryRun: true });
  assert.deepEqual(commands.map(([, verb]) => verb), ["version"]);
  assert.deepEqual(messages.filter(({ kind }) => kind === "command").map(({ text }) => text), [
    `docker build --progress=plain --tag=${name} --platform=linux/amd64 CONTEXT`,
    `docker push ${name}`,
  ]);
});

Deno.test("several platforms", async () => {
  const both = spec.with({ platform: "linux/amd64,linux/arm64" });
  const name = await both.imageName();
  const platform = "--platform=linux/amd64,linux/arm64";
  const docker = await build(both, { command: "docker" });
  assert.deepEqual(docker.commands.slice(1), [
    ["docker", "build", "--progress=plain", `--tag=${name}`, "--push", platform, "FOLDER"],
  ]);
  const podman = await build(both, { command: "podman" });
  assert.deepEqual(podman.commands.slice(1), [
    ["podman", "build", `--manifest=${name}`, platform, "FOLDER"],
    ["podman", "manifest", "push", "--all", name, `docker://${name}`],
  ]);
});

Deno.test("nothing is pushed without a registry, or if push is false", async () => {
  for (
    const [image, options] of [
      [spec, { push: false }],
      [spec, { env: { FLYTE_PUSH_IMAGE_SPEC: "False" } }],
      [spec.with({ registry: undefined }), { program: absentHere }],
    ] as const
  ) {
    const { commands, error } = await build(image, options);
    assert.equal(error, undefined);
    assert.ok(commands.some((command) => command.includes("build")) && !commands.some((it) => it.includes("push")));
  }
  const { commands } = await build(spec, { env: { FLYTE_PUSH_IMAGE_SPEC: "False" }, push: true });
  assert.ok(commands.some((command) => command.includes("push")));
});

Deno.test("the existence of an image without a registry is that on this machine", async () => {
  const local = spec.with({ registry: undefined });
  const there = await build(local, { command: "buildah", state: "unknown" });
  assert.deepEqual(there.commands.map(([, name]) => name), ["--version", "inspect"]);
  const odd = await build(local, {
    program: (command) => command.includes("inspect") ? { code: 1, stderr: "no https://me:pw@x access\n" } : {},
  });
  assert.match(odd.messages[0]!.text, /could not determine whether .* exists \(no https:\/\/\*\*\*@x access\)/);
});

Deno.test("the first program that can build is used", async () => {
  const { commands } = await build(spec, {
    program: ([name]) =>
      name === "docker" ? { code: 1, stderr: "x\nCannot connect\n" } : name === "podman" ? undefined : {},
  });
  assert.deepEqual(commands.map(([name, verb]) => `${name} ${verb}`), [
    "docker version",
    "podman --version",
    "buildah --version",
    "buildah build",
    "buildah push",
  ]);
  const { error } = await build(spec, {
    program: ([name]) => name === "docker" ? { code: 1, stderr: "x\nCannot connect\n" } : undefined,
  });
  assert.equal(error?.code, "image_program_missing");
  assert.match(error.message, /docker: Cannot connect; podman: not installed; buildah: not installed/);
  const one = await build(spec, { command: "podman", program: () => undefined });
  assert.match(one.error?.message ?? "", /needs podman.*podman: not installed/);
});

Deno.test("output is passed on line by line, with its progress and without credentials", async () => {
  const stdout = "STEP 1/3: FROM é\r\n[1/2] STEP 2/3: RUN x\n#7 [stage-1 3/12] RUN y\nhttps://me:pw@host/x\nend";
  const { messages } = await build(spec, {
    command: "buildah",
    program: ([, verb]) => verb === "build" ? { stdout } : {},
  });
  const output = messages.filter(({ kind }) => kind === "output");
  assert.deepEqual(output.map(({ text }) => text), [
    ...["STEP 1/3: FROM é", "[1/2] STEP 2/3: RUN x", "#7 [stage-1 3/12] RUN y", "https://***@host/x", "end"],
  ]);
  assert.deepEqual(output.map(({ progress }) => progress && `${progress.step}/${progress.steps}`), [
    ...["1/3", "2/3", "3/12", undefined, undefined],
  ]);
});

Deno.test("a build that fails shows its last lines", async () => {
  const stderr = Array.from({ length: 40 }, (_, index) => `line ${index}\n`).join("");
  const failed = await build(spec, { program: ([, verb]) => verb === "build" ? { code: 3, stderr } : {} });
  assert.equal(failed.error?.code, "image_build_failed");
  assert.match(
    failed.error.message,
    /^ghcr.io\S+: docker exited with code 3; its last lines of output:\nline 20\n[^]*line 39$/,
  );
  const push = await build(spec, { program: ([, verb]) => verb === "push" ? { code: 1 } : {} });
  assert.equal(push.error?.code, "image_push_failed");
  assert.match(push.error.message, /it wrote no output/);
});

Deno.test("the build context has the files, and the build sees secrets", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${folder}/src/deep`, { recursive: true });
    await Deno.writeTextFile(`${folder}/src/deep/a.py`, "a");
    await Deno.writeTextFile(`${folder}/src/.dockerignore`, "ignored\n");
    await Deno.writeTextFile(`${folder}/src/ignored`, "");
    await Deno.writeTextFile(`${folder}/secret`, "s");
    const full = spec.with({
      sourceRoot: `${folder}/src`,
      sourceCopyMode: "ALL",
      pipSecretMounts: [[`${folder}/secret`, "/root/.netrc"]],
      copy: ["tests/flytekit/image_spec/docker_builder_test.ts"],
    });
    let tree: string[] = [];
    const program = (command: readonly string[]) => {
      if (command[1] !== "build") return {};
      tree = [...walk(command.at(-1)!)].map((path) => path.slice(command.at(-1)!.length + 1)).sort();
      return {};
    };
    const { commands, error } = await build(full, { program });
    assert.equal(error, undefined);
    assert.ok(commands[1]!.includes(`--secret=id=secret_0,src=${folder}/secret`));
    assert.deepEqual(tree, [
      "Dockerfile",
      "files/tests/flytekit/image_spec/docker_builder_test.ts",
      "requirements.txt",
      "sources/.dockerignore",
      "sources/deep/a.py",
    ]);
    const comma = full.with({ pipSecretMounts: [[`${folder}/src/../secret`, "/a"], [`${folder}/se,cret`, "/b"]] });
    await Deno.writeTextFile(`${folder}/se,cret`, "");
    assert.equal((await build(comma)).error?.path, "pipSecretMounts[1][0]");
    const changing = await build(full, {
      command: "docker",
      program: async () => {
        // The program is looked for after the name is known and before the files are copied.
        await Deno.writeTextFile(`${folder}/src/deep/a.py`, "b");
        return {};
      },
    });
    assert.equal(changing.error?.code, "image_tag_changed");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("broken and cyclic links, and hosts that cannot write", async () => {
  const folder = await Deno.makeTempDir({ dir: "tests", prefix: "links-" });
  try {
    await Deno.symlink("none", `${folder}/nowhere`);
    const { error } = await build(spec.with({ copy: [folder] }));
    assert.ok(error !== undefined, "a link that leads nowhere");
    const engine = new ImageBuildEngine({ registry: { exists: () => Promise.resolve({ state: "absent" }) } });
    const run: Host["run"] = () => Promise.resolve({ code: 0, stdout: new Uint8Array(), stderr: new Uint8Array() });
    engine.register("default", dockerBuilder());
    const refused = await errorOf(() => engine.build(spec, { host: { ...memoryHost(), run } }));
    assert.equal(refused.code, "no_file_system");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

function absentHere(command: readonly string[]): Answer {
  return command.includes("inspect") ? { code: 1, stderr: "Error: No such image: x\n" } : {};
}

function* walk(folder: string): Generator<string> {
  for (const { name, isDirectory } of Deno.readDirSync(folder)) {
    if (isDirectory) yield* walk(`${folder}/${name}`);
    else yield `${folder}/${name}`;
  }
}
