import assert from "node:assert/strict";
import { build, type BuildMessage, type BuildOptions, dockerBuilder, Image } from "../../../v2.ts";
import { fakeMachine, type Program } from "../../_support/fake_machine.ts";
import { errorOf } from "../../_support/support.ts";

type State = "present" | "absent" | "unknown";

const base = () => Image.fromBase("debian:12").clone({ registry: "ghcr.io/acme", name: "app", extendable: true });

/** Builds with a made up program and registry. */
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

Deno.test("what is not there is built and pushed under its name", async () => {
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

Deno.test("what is there is not built, unless that is forced; nor what nobody knows of, which is told", async () => {
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

Deno.test("what was not changed is not built at all", async () => {
  const image = Image.fromDebianBase({ pythonVersion: [3, 12], flyteVersion: "2.12.1" });
  const { outcome, asked } = await built(image);
  assert.deepEqual([outcome, asked], [{ uri: "ghcr.io/flyteorg/flyte:py3.12-v2.12.1", isBuilt: false }, []]);
  const config = { image: { imageRefs: { default: "ghcr.io/acme/x:v1" } } };
  const named = await built(Image.fromRefName(), { config });
  assert.deepEqual(named.outcome, { uri: "ghcr.io/acme/x:v1", isBuilt: false });
  assert.equal((await errorOf(() => Image.fromRefName().uri())).code, "image_ref_unresolved");
});

Deno.test("an image without a registry goes to the configured one, or to that of a local cluster, or nowhere", async () => {
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

Deno.test("an image of a Dockerfile is built in its folder, as it is", async () => {
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

Deno.test("secrets come from a variable, or else from a file, or the build does not begin", async () => {
  const image = base().withCommands(["true"], { secretMounts: "api_key" });
  const { commands } = await built(image, { env: { API_KEY: "s3cret" } });
  assert.match(commands[1]!.join(" "), /--secret=id=[0-9a-f]{16},env=API_KEY/);
  const { outcome, commands: none } = await built(image);
  assert.ok(outcome instanceof Error && outcome.code === "file_not_found");
  assert.match(outcome.message, /layers\[0\]\.secretMounts\[0\].*\/etc\/secrets\/api_key.*API_KEY is not set/);
  assert.deepEqual(none, [["buildah", "--version"]]);
});

Deno.test("what is not there, and what changes meanwhile, is refused", async () => {
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
