import assert from "node:assert/strict";
import {
  build,
  type BuildMessage,
  type BuildOptions,
  dockerBuilder,
  Image,
  type ImageBuilder,
  memoryHost,
} from "../../../v2.ts";
import { fakeMachine, type Program } from "../../_support/fake_machine.ts";
import { errorOf } from "../../_support/support.ts";

type State = "present" | "absent" | "unknown";

const base = () => Image.fromBase("debian:12").clone({ registry: "ghcr.io/acme", name: "app", extendable: true });

/** Builds with a fake program and a fake registry. */
async function built(
  image: Image,
  { program = () => ({}), state = "absent", env = {}, ...options }: Partial<BuildOptions> & {
    readonly program?: Program;
    readonly state?: State;
    readonly env?: Readonly<Record<string, string>>;
  } = {},
) {
  const { host, commands, checkClean } = fakeMachine(program, env);
  const messages: BuildMessage[] = [];
  const asked: string[] = [];
  const client = {
    exists: (name: string) => {
      asked.push(name);
      return Promise.resolve({ state, message: "a reason" } as never);
    },
  };
  const made = build(image, {
    builder: dockerBuilder({ command: "buildah" }),
    host,
    client,
    onMessage: (message) => void messages.push(message),
    ...options,
  });
  const outcome = await made.catch((error: unknown) => error as Error & { code: string });
  await checkClean();
  return { outcome, commands, asked, messages };
}

Deno.test("an image that does not exist is built and pushed under its name", async () => {
  const image = base().withCommands(["true"]);
  const uri = await image.uri();
  const { outcome, commands, asked } = await built(image);
  assert.deepEqual(outcome, { uri, isBuilt: true });
  assert.deepEqual(asked, [uri]);
  assert.deepEqual(commands, [
    ["buildah", "--version"],
    ["buildah", "build", `--tag=${uri}`, "--platform=linux/amd64", "FOLDER"],
    ["buildah", "push", uri, `docker://${uri}`],
  ]);
});

Deno.test("several platforms are built together", async () => {
  const image = base().clone({ platform: ["linux/amd64", "linux/arm64"] });
  const { commands } = await built(image);
  assert.ok(commands[1]!.includes("--platform=linux/amd64,linux/arm64") && commands[1]![2]!.startsWith("--manifest="));
});

Deno.test("an existing image is built only if forced; one of unknown existence is assumed to exist, with a warning", async () => {
  const image = base();
  assert.equal((await built(image, { state: "present" })).commands.length, 0);
  assert.equal((await built(image, { state: "present", force: true })).commands.length, 3);
  const unknown = await built(image, { state: "unknown" });
  assert.equal(unknown.commands.length, 0);
  assert.match(
    unknown.messages[0]!.text,
    /^could not determine whether ghcr\.io\/acme\/app:\w+ exists \(a reason\); assuming it does$/,
  );
});

Deno.test("an image without layers is not built", async () => {
  const image = Image.fromDebianBase({ pythonVersion: [3, 12], flyteVersion: "2.12.1" });
  const { outcome, asked } = await built(image);
  assert.deepEqual([outcome, asked], [{ uri: "ghcr.io/flyteorg/flyte:py3.12-v2.12.1", isBuilt: false }, []]);
  const config = { image: { imageRefs: { default: "ghcr.io/acme/x:v1" } } };
  const named = await built(Image.fromRefName(), { config });
  assert.deepEqual(named.outcome, { uri: "ghcr.io/acme/x:v1", isBuilt: false });
  assert.equal((await errorOf(() => Image.fromRefName().uri())).code, "image_ref_unresolved");
});

Deno.test("an image without a registry goes to the configured registry, or to that of a local cluster, or is rejected", async () => {
  const image = Image.fromBase("debian:12").clone({ name: "app", extendable: true }).withCommands(["true"]);
  const uriOf = async (config: BuildOptions["config"]) => (await built(image, { config })).asked[0]?.split("/app:")[0];
  assert.equal(await uriOf({ image: { registry: "reg.acme.com/x" } }), "reg.acme.com/x");
  assert.equal(await uriOf({ image: {}, platform: { endpoint: "dns:///localhost:8090" } }), "localhost:30000");
  const absent: Program = (command) => command[1] === "inspect" ? { code: 1, stderr: "no such image" } : {};
  const { outcome } = await built(image, { program: absent });
  assert.ok(outcome instanceof Error && outcome.code === "image_registry_required");
  assert.match(outcome.message, /FLYTE_IMAGE_REGISTRY/);
  assert.equal("isBuilt" in (await built(image)).outcome, true, "this machine has it");
});

Deno.test("an image that is not pushed needs no registry", async () => {
  const image = Image.fromBase("debian:12").clone({ name: "app", extendable: true }).withCommands(["true"]);
  const absent: Program = (command) => command[1] === "inspect" ? { code: 1, stderr: "no such image" } : {};
  const { outcome, commands } = await built(image, { program: absent, push: false });
  assert.deepEqual(outcome, { uri: await image.uri(), isBuilt: true });
  assert.deepEqual(commands.map(([, verb]) => verb), ["--version", "inspect", "--version", "build"]);
});

Deno.test("a dry run reports the commands, and runs and writes nothing", async () => {
  const image = base().withCommands(["true"]);
  const builder = dockerBuilder({ command: "buildah", dryRun: true, args: ["--build-arg=A=b c"] });
  const { outcome, commands, messages } = await built(image, { builder });
  const uri = await image.uri();
  assert.deepEqual(outcome, { uri, isBuilt: true });
  assert.deepEqual(commands, [["buildah", "--version"]]);
  assert.deepEqual(messages.filter(({ kind }) => kind === "command").map(({ text }) => text), [
    `buildah build --tag=${uri} --platform=linux/amd64 '--build-arg=A=b c' CONTEXT`,
    `buildah push ${uri} docker://${uri}`,
  ]);
});

Deno.test("an image of a Dockerfile is built in the directory of the Dockerfile", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/my.Dockerfile`, "FROM scratch\n");
    const image = Image.fromDockerfile(`${folder}/my.Dockerfile`, { registry: "r.io", name: "n" });
    const { commands, outcome } = await built(image);
    assert.ok("isBuilt" in outcome && outcome.isBuilt);
    assert.deepEqual(commands[1]!.slice(-2), [`--file=${folder}/my.Dockerfile`, folder]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("secrets come from a variable, or else from a file; a missing one stops the build", async () => {
  const image = base().withCommands(["true"], { secretMounts: "api_key" });
  const { commands } = await built(image, { env: { API_KEY: "s3cret" } });
  assert.match(commands[1]!.join(" "), /--secret=id=[0-9a-f]{16},env=API_KEY/);
  const { outcome, commands: none } = await built(image);
  assert.ok(outcome instanceof Error && outcome.code === "file_not_found");
  assert.match(outcome.message, /layers\[0\]\.secretMounts\[0\].*\/etc\/secrets\/api_key.*API_KEY is not set/);
  assert.deepEqual(none, [["buildah", "--version"]]);
});

Deno.test("missing files, and files that change during the build, are rejected", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const image = base().withSourceFile(`${folder}/a.py`);
    const missing = await built(image);
    assert.ok(
      missing.outcome instanceof Error && missing.outcome.code === "file_not_found",
      "nothing is built of less",
    );
    await Deno.writeTextFile(`${folder}/a.py`, "1");
    const program: Program = async (command) => {
      if (command[1] === "--version") await Deno.writeTextFile(`${folder}/a.py`, "2");
      return {};
    };
    const changed = await built(image, { program });
    assert.ok(changed.outcome instanceof Error && changed.outcome.code === "image_tag_changed");
    assert.equal(changed.commands.length, 1);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

const LAYERED = Image.fromBase("debian:12").clone({ registry: "ghcr.io/acme", name: "app", extendable: true })
  .withCommands(["true"]);
const ABSENT = { exists: () => Promise.resolve({ state: "absent", reason: "manifest_unknown" } as const) };
const IDLE: ImageBuilder = { build: () => Promise.resolve() };
const HOST = memoryHost();

Deno.test("errors and wrong results of builders, clients and callbacks are reported", async () => {
  const cause = new Error("token=hunter2");
  const thrower = (thrown: unknown) => () => {
    throw thrown;
  };
  const cases: readonly (readonly [options: Record<string, unknown>, code: string])[] = [
    ...["a string", undefined, 5, cause, Object.create(null)].map((it) =>
      [{ builder: { build: thrower(it) } }, "image_builder_failed"] as const
    ),
    [{ builder: { build: () => Promise.reject("later") } }, "image_builder_failed"],
    ...[undefined, null, "present", {}, 5].map((it) =>
      [{ client: { exists: () => it } }, "image_builder_failed"] as const
    ),
    [{ client: { exists: thrower("x") } }, "image_builder_failed"],
    [{ onMessage: thrower("x") }, "callback_failed"],
  ];
  for (const [options, code] of cases) {
    const error = await errorOf(() =>
      build(LAYERED, { host: HOST, builder: IDLE, client: ABSENT, ...options } as BuildOptions)
    );
    assert.equal(error.code, code, error.message);
    assert.ok(!error.message.includes("hunter2"), error.message);
  }
});

Deno.test("an aborted build ends although the builder ignores the signal", async () => {
  const controller = new AbortController();
  const started = Promise.withResolvers<void>();
  const deaf = () => {
    started.resolve();
    return new Promise<void>(() => {});
  };
  const call = build(LAYERED, { host: HOST, client: ABSENT, builder: { build: deaf }, signal: controller.signal });
  await started.promise;
  controller.abort("enough");
  assert.equal(await call.then(() => undefined, (reason: unknown) => reason), "enough");
});
