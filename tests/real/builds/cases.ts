/**
 * What is built, and what must come of it.
 *
 * @module
 */
import assert from "node:assert/strict";
import type { BuildMessage } from "../../../src/container/messages.ts";
import { ImageSpec } from "../../../src/flytekit/image_spec/image_spec.ts";
import { BASE, run, UV } from "./machine.ts";
import type { World } from "./world.ts";

const BUILDER_OPTIONS = { installer: "pip", flytekit: false };

/** uv installs into an environment beside the base image's Python, from a list and from a lock file. */
export async function buildWithUv({ folder, host, newEngine, insideOf, step }: World): Promise<void> {
  await Deno.mkdir(`${folder}/work/app`);
  await Deno.writeTextFile(
    `${folder}/work/app/pyproject.toml`,
    '[project]\nname = "app"\nversion = "1"\nrequires-python = ">=3.11"\ndependencies = ["iniconfig==2.0.0"]\n',
  );
  await run([`${folder}/venv/bin/uv`, "lock", "--quiet", "--project", `${folder}/work/app`]);
  const shared = { baseImage: BASE, pythonExec: "/usr/bin/python3", builderConfig: { uv_image: UV } };
  const listed = new ImageSpec({
    ...shared,
    name: "uv",
    packages: ["six>=1.16"],
    pipExtraArgs: "--no-deps",
    builderOptions: { flytekit: "iniconfig" },
    commands: ["uv --version > /uv-version"],
  });
  const locked = new ImageSpec({ ...shared, name: "locked", requirements: "app/uv.lock" });
  for (const [spec, modules] of [[listed, "six, iniconfig"], [locked, "iniconfig"]] as const) {
    const built = await newEngine().build(spec, { host });
    const inside = await insideOf(built!.imageName, [`python -c 'import sys, ${modules}; print(sys.prefix)'`]);
    assert.equal(inside, "/root/.venv");
    step(`uv has installed ${modules} into ${built!.imageName}`);
  }
}

/** A specification with everything that needs no image but the base image. */
export async function buildOne(
  { folder, env, host, client, registry, newEngine, insideOf, step }: World,
): Promise<ImageSpec> {
  await Deno.mkdir(`${folder}/work/data/inner`, { recursive: true });
  await Deno.writeTextFile(`${folder}/work/data/inner/one.txt`, "one\n");
  await Deno.writeTextFile(`${folder}/work/tool.sh`, "#!/bin/sh\necho tool\n", { mode: 0o755 });
  await Deno.writeTextFile(`${folder}/work/requirements.txt`, "six==1.17.0\n");
  await Deno.mkdir(`${folder}/work/src/package/__pycache__`, { recursive: true });
  await Deno.writeTextFile(`${folder}/work/src/package/main.py`, "import six\nprint(six.__version__)\n");
  await Deno.writeTextFile(`${folder}/work/src/package/__pycache__/main.pyc`, "");
  await Deno.writeTextFile(`${folder}/work/netrc`, "secret of a file\n");
  const spec = new ImageSpec({
    name: "one",
    registry,
    baseImage: BASE,
    builder: "default",
    env: { MODE: "a b", EXTENDED: "$PATH:/more" },
    aptPackages: ["less"],
    requirements: "requirements.txt",
    pipSecretMounts: [["netrc", "/root/.netrc"]],
    sourceRoot: "src",
    sourceCopyMode: "ALL",
    copy: ["data", "./tool.sh"],
    commands: ["mkdir /made # by the first", "test -d /none || echo second > /made/second"],
    entrypoint: ["/usr/bin/env"],
    builderOptions: BUILDER_OPTIONS,
  });
  const name = await spec.imageName({ host });
  assert.equal((await client.exists(name)).state, "absent");
  const messages: BuildMessage[] = [];
  const engine = newEngine();
  const built = await engine.build(spec, { host, onMessage: (message) => messages.push(message) });
  assert.deepEqual(built, { imageName: name, isBuilt: true });
  assert.equal((await client.exists(name)).state, "present");
  const steps = messages.flatMap(({ progress }) => progress === undefined ? [] : [progress]);
  assert.ok(steps.length > 5 && steps.at(-1)!.step === steps.at(-1)!.steps, "there is progress to its end");
  step(`built and pushed ${name}`);

  const inside = await insideOf(name, [
    'id -un; pwd; echo "$_F_IMG_ID|$MODE|$EXTENDED"',
    "/root/tool.sh; cat /root/data/inner/one.txt /made/second",
    "python package/main.py; find /root/package -name '*.pyc'; less --version | head -c 4; echo",
    "stat -c %U /root/tool.sh; test -s /root/.netrc || echo no secret",
  ]);
  assert.deepEqual(
    inside.split("\n"),
    [
      ...["flytekit", "/root"],
      `${spec.id}|a b|/root/.venv/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/more`,
      ...["tool", "one", "second", "1.17.0", "less", "flytekit", "no secret"],
    ],
    inside,
  );
  const config = JSON.parse(await run(["buildah", "inspect", "--type=image", name], env)).OCIv1.config;
  assert.deepEqual([config.User, config.Entrypoint, config.WorkingDir], ["flytekit", ["/usr/bin/env"], "/root"]);
  step("the image has what was asked for");
  return spec;
}

/** What is there is built again only when that is asked for, or when a file changes. */
export async function buildAgain(
  { folder, host, client, newEngine, digestOf, step }: World,
  spec: ImageSpec,
): Promise<void> {
  const digest = await digestOf(spec);
  assert.equal((await newEngine().build(spec, { host }))?.isBuilt, false);
  assert.equal(await digestOf(spec), digest);
  assert.equal((await newEngine().build(spec.forcePush(), { host }))?.isBuilt, true);
  assert.notEqual(await digestOf(spec), digest);
  step("built again by forcePush only");
  await Deno.writeTextFile(`${folder}/work/tool.sh`, "#!/bin/sh\necho other\n");
  const { state } = await client.exists(await spec.imageName({ host }));
  assert.equal(state, "absent", "another file is another image");
}

/** Every string stays what it is. */
export async function readHostile({ host, newEngine, insideOf, step }: World): Promise<void> {
  const odd = `it's "q" \\ \\n \\\\ $ $1 \`id\` #x <<EOF é \u{1F680} \\`;
  const spec = new ImageSpec({
    name: "hostile",
    baseImage: BASE,
    env: { ODD: odd, QUOTED: "'", BRACES: "${", END: "\\" },
    commands: [`cat > /made <<'EOF'\nRUN false\n\\$x\nEOF`, `printf '%s' '<<EOF' >> /made`],
    entrypoint: ["/bin/sh", "-c", `echo "<<EOF" '\\' \n`],
    builderOptions: BUILDER_OPTIONS,
  });
  const built = await newEngine().build(spec, { host });
  const inside = await insideOf(built!.imageName, [
    `printf '%s|%s|%s|%s\\n' "$ODD" "$QUOTED" "$BRACES" "$END"; cat /made`,
  ]);
  assert.equal(inside, `${odd}|'|\${|\\\nRUN false\n\\$x\n<<EOF`);
  assert.equal((await newEngine().build(spec, { host }))?.isBuilt, false, "this machine has it");
  step("hostile text stays text");
}

/** A base image that is a specification is built first, and its name is that in the image that starts from it. */
export async function buildNested(
  { host, registry, newEngine, insideOf, step }: World,
  base: ImageSpec,
): Promise<void> {
  const spec = new ImageSpec({
    name: "nested",
    registry,
    baseImage: base,
    packages: ["iniconfig==2.0.0"],
    builderOptions: BUILDER_OPTIONS,
  });
  const built: string[] = [];
  const engine = newEngine();
  const onMessage = ({ kind, text }: BuildMessage) => void (kind === "info" && built.push(text));
  const builds = await Promise.all([engine.build(spec, { host, onMessage }), engine.build(spec, { host, onMessage })]);
  const finished = built.filter((text) => text.startsWith("built and pushed "));
  assert.deepEqual(finished.map((text) => /acme\/(\w+):/.exec(text)?.[1]), ["one", "nested"]);
  const inside = await insideOf(builds[0]!.imageName, [
    `echo "$_F_IMG_ID|$MODE"; /root/tool.sh; python -c 'import six, iniconfig; print("both")'`,
  ]);
  assert.equal(inside, `${spec.id}|a b\nother\nboth`);
  step("a nested image is built after its base image, once");
}

/** What goes wrong says why. */
export async function failToBuild({ folder, host, registry, newEngine, step }: World): Promise<void> {
  const commands = ["echo 'just before the end' >&2; exit 7"];
  const spec = new ImageSpec({ name: "fails", registry, baseImage: BASE, commands, builderOptions: BUILDER_OPTIONS });
  await assert.rejects(newEngine().build(spec, { host }), (error: Error & { code?: string }) => {
    assert.equal(error.code, "image_build_failed");
    assert.match(error.message, /just before the end[^]*exit status 7/);
    return true;
  });
  const nowhere = new ImageSpec({
    name: "nowhere",
    registry: "127.0.0.1:1/acme",
    baseImage: BASE,
    builderOptions: BUILDER_OPTIONS,
  });
  const engine = newEngine({ exists: () => Promise.resolve({ state: "absent" }) });
  await assert.rejects(engine.build(nowhere, { host }), { code: "image_push_failed" });
  assert.deepEqual([...Deno.readDirSync(folder)].filter(({ name }) => name.startsWith("flyte-image-")), []);
  step("failures say why, and leave nothing behind");
}
