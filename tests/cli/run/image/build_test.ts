import assert from "node:assert/strict";
import { ImageSpec } from "../../../../mod.ts";
import { Image } from "../../../../v2.ts";
import { commandLine, type CommandLineOptions } from "../../../_support/command_line.ts";
import { fakeMachine, type Program } from "../../../_support/fake_machine.ts";
import { Screen } from "../../../_support/screen.ts";

const SPEC = new ImageSpec({
  name: "app",
  registry: "ghcr.io/acme",
  baseImage: "debian:12",
  platform: "linux/amd64",
  pythonVersion: "3.12",
});
const FLYTE2 = Image.fromBase("debian:12").clone({ registry: "ghcr.io/acme", name: "two", extendable: true })
  .withCommands(["true"]);
const IMAGES = [
  [JSON.stringify(SPEC.toDict()), await SPEC.imageName()],
  [JSON.stringify(FLYTE2.toDict()), await FLYTE2.uri()],
] as const;
const DIGEST = `sha256:${"ab".repeat(32)}`;
const ANSWERS: Readonly<Record<string, () => Response>> = {
  present: () =>
    new Response(null, {
      headers: { "content-type": "application/vnd.oci.image.index.v1+json", "docker-content-digest": DIGEST },
    }),
  absent: () => Response.json({ errors: [{ code: "MANIFEST_UNKNOWN" }] }, { status: 404 }),
  unknown: () => new Response(null, { status: 403 }),
};

/** Builds with a program and a registry that do not exist. */
async function build(
  stdin: string,
  args: readonly string[] = [],
  { program = () => ({}), state = "absent", ...options }: CommandLineOptions & {
    readonly program?: Program;
    readonly state?: keyof typeof ANSWERS;
  } = {},
) {
  const { host: machine, commands, checkClean } = fakeMachine(program);
  let asked = 0;
  const fetch = () => {
    asked++;
    return Promise.resolve(ANSWERS[state]!());
  };
  const host = { ...machine, fetch };
  const result = await commandLine(["image", "build", ...args, "-"], { host, stdin, ...options });
  await checkClean();
  return { ...result, asked, commands: commands.filter(([, verb]) => verb !== "version" && verb !== "--version") };
}

Deno.test("an image that does not exist is built, and pushed with --push only", async () => {
  for (const [stdin, name] of IMAGES) {
    const { code, stdout, stderr, commands } = await build(stdin, ["--builder", "buildah"]);
    assert.deepEqual([code, stdout], [0, `${name}\n`]);
    assert.match(stderr, new RegExp(`^${RegExp.escape(name)} is built$`, "m"));
    assert.deepEqual(commands, [["buildah", "build", `--tag=${name}`, "--platform=linux/amd64", "FOLDER"]]);
    const pushed = await build(stdin, ["--builder", "buildah", "--push", "--quiet"]);
    assert.deepEqual(pushed.commands[1], ["buildah", "push", name, `docker://${name}`]);
    assert.deepEqual([pushed.stdout, pushed.stderr], [`${name}\n`, ""]);
  }
});

Deno.test("an image that exists is built with --force only", async () => {
  for (const [stdin, name] of IMAGES) {
    const { code, stdout, stderr, commands } = await build(stdin, [], { state: "present" });
    assert.deepEqual([code, stdout, commands], [0, `${name}\n`, []]);
    assert.match(stderr, /exists already/);
    const forced = await build(stdin, ["--force"], { state: "present" });
    assert.deepEqual([forced.code, forced.commands.length], [0, 1]);
    const json = JSON.parse((await build(stdin, ["--json"], { state: "present" })).stdout);
    assert.deepEqual(json, { image: name, isBuilt: false });
  }
});

Deno.test("an unknown existence is an error that names --force", async () => {
  for (const [stdin] of IMAGES) {
    const { code, stdout, stderr, commands } = await build(stdin, [], { state: "unknown" });
    assert.deepEqual([code, stdout, commands], [2, "", []]);
    assert.match(stderr, /^error: could not determine whether .*; --force builds it in any case\n$/);
    const forced = await build(stdin, ["--force", "--builder", "buildah"], { state: "unknown" });
    assert.deepEqual([forced.code, forced.commands.map(([, verb]) => verb)], [0, ["build"]], forced.stderr);
    assert.doesNotMatch(forced.stderr, /assuming/);
  }
});

Deno.test("an image without a registry is looked up on this machine", async () => {
  const flyte2 = FLYTE2.toDict();
  delete (flyte2 as Record<string, unknown>).registry;
  for (const stdin of [JSON.stringify(SPEC.with({ registry: undefined }).toDict()), JSON.stringify(flyte2)]) {
    const absent: Program = (command) => command.includes("inspect") ? { code: 1, stderr: "no such image" } : {};
    const built = await build(stdin, ["--builder", "podman"], { program: absent });
    assert.deepEqual([built.code, built.asked], [0, 0], built.stderr);
    assert.ok(built.commands.some(([, verb]) => verb === "build"));
    assert.ok(!built.commands.some(([, verb]) => verb === "push"));
    const present = await build(stdin, ["--builder", "podman"]);
    assert.deepEqual([present.code, present.commands.map(([, verb]) => verb)], [0, ["image"]]);
  }
});

Deno.test("--dry-run prints the commands, and neither runs them nor asks the registry", async () => {
  for (const [stdin, name] of IMAGES) {
    const args = ["--dry-run", "--push", "--builder", "buildah", "--builder-arg=--isolation=chroot"];
    const { code, stdout, commands, asked } = await build(stdin, args);
    assert.deepEqual([code, commands, asked], [0, [], 0]);
    assert.deepEqual(stdout.split("\n"), [
      `buildah build --tag=${name} --platform=linux/amd64 --isolation=chroot CONTEXT`,
      `buildah push ${name} docker://${name}`,
      "",
    ]);
  }
});

Deno.test("an image that is used unchanged is not built", async () => {
  const flyte2 = { base_image: "a/b:v1", platform: ["linux/amd64"], extendable: false, is_cloned: false, layers: [] };
  for (const stdin of ["builder: noop\nbase_image: a/b:v1\n", JSON.stringify(flyte2)]) {
    const { code, stdout, commands, asked } = await build(stdin);
    assert.deepEqual([code, stdout, commands, asked], [0, "a/b:v1\n", [], 0]);
  }
});

Deno.test("base images that are specifications are built first, whatever their builder", async () => {
  const base = new ImageSpec({ name: "base", registry: "ghcr.io/acme", builder: "envd", platform: "linux/amd64" });
  const { code, stderr, commands } = await build(JSON.stringify(SPEC.with({ baseImage: base }).toDict()));
  assert.equal(code, 0);
  assert.match(stderr, /^warning: builder "envd" is not part of this program; building with docker/m);
  assert.match(commands[0]!.join(" "), /--tag=ghcr\.io\/acme\/base:/);
  assert.match(commands[1]!.join(" "), /--tag=ghcr\.io\/acme\/app:/);
});

const OUTPUT: Program = (command) =>
  command[1] === "build" ? { stdout: "STEP 1/2: FROM debian:12\nSTEP 2/2: RUN x\nhello\n" } : {};

Deno.test("the output of the builder is printed with --verbose, and its end if it fails", async () => {
  const [stdin] = IMAGES[0];
  assert.doesNotMatch((await build(stdin, [], { program: OUTPUT })).stderr, /hello/);
  const verbose = await build(stdin, ["--verbose"], { program: OUTPUT });
  assert.match(verbose.stderr, /^STEP 1\/2: FROM debian:12\nSTEP 2\/2: RUN x\nhello\n/m);
  const lines = Array.from({ length: 50 }, (_, line) => `line ${line}`).join("\n");
  const failing: Program = (command) => command[1] === "build" ? { code: 3, stdout: lines } : {};
  const { code, stdout, stderr } = await build(stdin, [], { program: failing });
  assert.deepEqual([code, stdout], [2, ""]);
  assert.match(stderr, /^error: .*docker exited with code 3; its last lines of output:\nline 30\n[^]*line 49\n$/);
});

Deno.test("secrets in the output of the builder, and in arguments, are not printed", async () => {
  const [stdin] = IMAGES[1];
  const token = "ghp_" + "a1B2".repeat(9);
  const leaking: Program = (command) =>
    command[1] === "build" ? { code: 1, stdout: `password=hunter2 ${token}\n` } : {};
  const { stderr } = await build(stdin, ["--verbose"], { program: leaking });
  assert.match(stderr, /exited with code 1/);
  assert.doesNotMatch(stderr, /hunter2|ghp_a/);
  const { stdout } = await build(stdin, ["--dry-run", `--builder-arg=--build-arg=TOKEN=${token}`]);
  assert.match(stdout, /--build-arg=TOKEN=\*\*\*/);
});

Deno.test("progress has the steps of the builder, and is gone at the end", async () => {
  const [stdin] = IMAGES[0];
  const screen = new Screen(80);
  const shown: string[] = [];
  let tick = () => {};
  const { host: machine } = fakeMachine(OUTPUT);
  const host: typeof machine = {
    ...machine,
    fetch: () => Promise.resolve(ANSWERS.absent!()),
    run: async (command, options) =>
      await machine.run(command, {
        ...options,
        onStdout: (bytes) => {
          options?.onStdout?.(bytes);
          for (let count = 0; count < 10; count++) tick();
          shown.push(screen.text());
        },
      }),
  };
  const { code, stderr } = await commandLine(["image", "build", "-"], {
    ...{ host, stdin, columns: 80 },
    every: (_, run) => {
      tick = run;
      return () => void (tick = () => {});
    },
    onStderr: (text) => screen.write(text),
  });
  assert.equal(code, 0);
  assert.ok(shown.some((line) => /^\S Building app: RUN x ━{10}─{10} 1\/2$/.test(line)), shown.at(-1));
  assert.match(screen.text(), /^ghcr\.io\/acme\/app:\S+ is built\n$/);
  assert.ok(screen.hasCursor && stderr !== "");
});

Deno.test("an interrupted build ends with 130, after its files are removed", async () => {
  for (const [stdin] of IMAGES) {
    const interruption = new AbortController();
    const program: Program = (command) => {
      if (command[1] === "build") interruption.abort();
      return {};
    };
    const { code, stdout } = await build(stdin, [], { program, signal: interruption.signal });
    assert.deepEqual([code, stdout], [130, ""]);
  }
});
