/**
 * Images of flyte 2 that are built, and what must come of them.
 *
 * @module
 */
import assert from "node:assert/strict";
import { build, dockerBuilder, Image, type ImageBuild } from "../../../v2.ts";
import { BASE, ISOLATION, run, UV } from "./machine.ts";
import type { World } from "./world.ts";

const SETUPTOOLS = '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n';
const builder = dockerBuilder({ command: "buildah", args: [ISOLATION, "--pull=never"] });

async function buildOne({ host, client }: World, image: Image, options: object = {}): Promise<ImageBuild> {
  return await build(image, { builder, host, client, dockerfile: { installer: "pip" }, ...options });
}

/** A chain with everything that needs no image but the base image: built, pushed, found, and looked into. */
export async function buildChain(world: World): Promise<void> {
  const { folder, env, registry, host, client, insideOf, step } = world;
  const work = `${folder}/work/v2`;
  await Deno.mkdir(`${work}/src/deep`, { recursive: true });
  await Deno.writeTextFile(`${work}/src/main.py`, "import six, iniconfig\nprint('ran', six.__version__)\n");
  await Deno.writeTextFile(`${work}/src/deep/data.txt`, "deep\n");
  await Deno.writeTextFile(`${work}/src/secret.env`, "never\n");
  await Deno.writeTextFile(`${work}/src/.dockerignore`, "*.env\n");
  await Deno.writeTextFile(`${work}/requirements.txt`, "six==1.17.0\n");
  await Deno.writeTextFile(`${work}/tool.sh`, "#!/bin/sh\necho tool\n", { mode: 0o755 });
  await Deno.writeTextFile(`${work}/key`, "a file's secret");
  const image = Image.fromBase(BASE).clone({ registry, name: "v2", extendable: true, pythonVersion: [3, 11] })
    .withAptPackages("less")
    .withRequirements("v2/requirements.txt")
    .withPipPackages("iniconfig==2.0.0")
    .withEnvVars({ MODE: "a b", EXTENDED: "$MODE:$PATH" })
    .withCommands(['test "$API_KEY" = "from a variable" && echo $API_KEY > /length', "exit 0 # fine"], {
      secretMounts: ["api_key"],
    })
    .withWorkdir("/app")
    .withSourceFolder("v2/src")
    .withSourceFile("v2/tool.sh", { dst: "/usr/local/bin/" });
  const uri = await image.uri({ host });
  assert.equal(await image.exist({ host, client }), false);
  const withSecret = { ...host, env: (name: string) => name === "API_KEY" ? "from a variable" : host.env(name) };
  // buildah itself has to see it.
  const runs = { ...withSecret, run: secretRun(world) };
  assert.deepEqual(await buildOne({ ...world, host: runs }, image), { uri, isBuilt: true });
  assert.equal(await image.exist({ host, client }), true);
  assert.deepEqual(await buildOne(world, image), { uri, isBuilt: false });
  step(`built, pushed and found ${uri}`);

  const inside = await insideOf(uri, [
    'pwd; echo "$_F_IMG_ID|$MODE|$EXTENDED"; cat /length',
    "python src/main.py; cat src/deep/data.txt; ls -A src; tool.sh; less --version | head -c 4; echo",
    "ls /run/secrets 2>/dev/null; command -v python",
  ]);
  const path = "/opt/venv/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
  assert.deepEqual(inside.split("\n"), [
    ...["/app", `${uri}|a b|a b:${path}:/usr/local/nvidia/bin:/usr/local/cuda/bin`, "from a variable", "ran 1.17.0"],
    ...["deep", ".dockerignore", "deep", "main.py", "tool", "less", "/opt/venv/bin/python"],
  ], inside);
  const config = JSON.parse(await run(["buildah", "inspect", "--type=image", uri], env)).OCIv1.config;
  assert.deepEqual([config.User, config.WorkingDir], ["root", "/app"]);
  await Deno.writeTextFile(`${work}/src/deep/data.txt`, "other\n");
  assert.equal(await image.exist({ host, client }), false, "another file is another image");
  await Deno.writeTextFile(`${work}/src/secret.env`, "another\n");
  step("the image of flyte 2 has what was asked for");
}

/** flyte's own layers, from which its images are made: the user of tasks owns what is copied. */
export async function buildDebian(world: World): Promise<void> {
  const { registry, host, insideOf, step } = world;
  const debian = Image.fromDebianBase({ pythonVersion: [3, 11], installFlyte: false, registry, name: "v2-debian" });
  // Its compilers would take a minute to install.
  const { layers, ...rest } = debian.clone({ baseImage: BASE, platform: "linux/amd64" }).toDict();
  const without = Image.fromDict({
    ...rest,
    layers: (layers as { type: string }[]).filter(({ type }) => type !== "AptPackages"),
  });
  assert.ok(without.isExtendable());
  const image = without.withSourceFile("v2/tool.sh");
  const { uri } = await buildOne(world, image);
  const inside = await insideOf(uri, [
    "id -un; pwd; stat -c %U tool.sh; ./tool.sh; echo $VIRTUAL_ENV $PYTHONPATH; echo x > mine",
  ]);
  assert.deepEqual(inside.split("\n"), ["flyte", "/home/flyte", "flyte", "tool", "/opt/venv /root"]);
  assert.equal(await image.uri({ host }), uri);
  step(`the user of ${uri} is flyte, and owns the files`);
}

/** uv installs packages, a script's packages, the dependencies of a project, and a project. */
export async function buildFlyte2WithUv(world: World): Promise<void> {
  const { folder, registry, insideOf, step } = world;
  const app = `${folder}/work/v2/app`;
  await Deno.mkdir(`${app}/src/app`, { recursive: true });
  await Deno.writeTextFile(
    `${app}/pyproject.toml`,
    '[project]\nname = "app"\nversion = "1"\nrequires-python = ">=3.11"\ndependencies = ["iniconfig==2.0.0", "lib"]\n' +
      `${SETUPTOOLS}[tool.uv.sources]\nlib = { path = "libs/lib", editable = true }\n`,
  );
  await Deno.mkdir(`${app}/libs/lib`, { recursive: true });
  await Deno.writeTextFile(`${app}/libs/lib/lib.py`, "WHERE = 'by path'\n");
  await Deno.writeTextFile(`${app}/libs/lib/pyproject.toml`, `[project]\nname = "lib"\nversion = "1"\n${SETUPTOOLS}`);
  await Deno.writeTextFile(`${app}/src/app/__init__.py`, "WHERE = 'installed'\n");
  await run([`${folder}/venv/bin/uv`, "lock", "--quiet", "--project", app]);
  // Poetry asks an index in a way of its own, which not every machine can; what it installs is nothing, then.
  const poetry = `${folder}/work/v2/poetry`;
  await Deno.mkdir(poetry);
  await Deno.writeTextFile(
    `${poetry}/pyproject.toml`,
    '[project]\nname = "p"\nversion = "1"\nrequires-python = ">=3.11"\n',
  );
  await run([`${folder}/venv/bin/uv`, "tool", "run", "poetry", "lock", "--directory", poetry]);
  await Deno.writeTextFile(
    `${folder}/work/v2/script.py`,
    "# /// script\n# requires-python = '>=3.11'\n# dependencies = ['six==1.17.0']\n# ///\nprint('hi')\n",
  );
  const base = Image.fromBase(BASE).clone({ registry, name: "v2-uv", extendable: true, pythonVersion: [3, 11] });
  const dockerfile = { installer: "uv", uvImage: UV };
  const project = { uvlock: "v2/app/uv.lock" };
  const script = Image.fromUvScript("v2/script.py", { name: "v2-script", registry, pythonVersion: [3, 11] });
  const { layers } = script.toDict();
  const scripted = Image.fromDict({ ...base.toDict(), layers: (layers as object[]).slice(-1) });
  assert.ok(scripted.isExtendable());
  const cases = [
    [
      scripted.withPipPackages("packaging==24.2", { extraArgs: "--no-deps" }).withUvProject(
        "v2/app/pyproject.toml",
        project,
      ),
      "import six, packaging, iniconfig, lib, importlib.util as u; assert lib.WHERE == 'by path' and not u.find_spec('app')",
    ],
    [
      base.withUvProject("v2/app/pyproject.toml", { ...project, projectInstallMode: "install_project" }),
      "import iniconfig, app; assert app.WHERE == 'installed'",
    ],
  ] as const;
  for (const [image, program] of cases) {
    const { uri } = await buildOne(world, image, { dockerfile });
    assert.equal(await insideOf(uri, [`python -c "import sys; ${program}; print(sys.prefix)"`]), "/opt/venv");
    step(`uv has made ${uri}: ${program}`);
  }
}

/** Files and directories are copied whatever they are called, to targets that exist or not. */
export async function buildOddNames(world: World): Promise<void> {
  const { folder, registry, insideOf, step } = world;
  const odd = `${folder}/work/v2/odd`;
  const names = [
    ...[
      "a[1].txt",
      "pri$e.txt",
      "b\\c.txt",
      "st*r",
      "w?",
      "it's",
      'say "x"',
      "-dash",
      "--flag",
      "#hash",
      "new\nline",
      "é\u{1f680}",
    ],
    ...[
      "[",
      "]",
      "[a-z]",
      "a[!b]",
      "\\",
      "back\\",
      "{a,b}",
      "~",
      "!x",
      "$HOME",
      "${HOME}",
      "<<EOF",
      "%41",
    ],
    ...[" space ", ".dockerignore", "Dockerfile", "a,b", "a=b", "&& id", "`id`", "$(id)", "tab\there"],
  ];
  await Deno.mkdir(odd, { recursive: true });
  const base = Image.fromBase(BASE).clone({ registry, name: "v2-odd", extendable: true, pythonVersion: [3, 11] });
  let image = base.withWorkdir("/app").withEnvVars({ PLACE: "/place" });
  const expected: string[] = [];
  for (const [index, name] of names.entries()) {
    await Deno.writeTextFile(`${odd}/${name}`, "");
    image = image.withSourceFile(`v2/odd/${name}`, { dst: "files/" });
    expected.push(`/app/files/${name}`);
    if (index % 3 > 0) continue;
    await Deno.mkdir(`${odd}/dirs/${name}`, { recursive: true });
    await Deno.writeTextFile(`${odd}/dirs/${name}/in`, "");
    image = image.withSourceFolder(`v2/odd/dirs/${name}`)
      .withSourceFile(`v2/odd/${name}`, { dst: "$PLACE" })
      .withSourceFile(`v2/odd/${name}`, { dst: `/renamed/$PLACE/${index}` });
    expected.push(`/app/${name}/in`, `/place/${name}`, `/renamed/place/${index}`);
  }
  // A directory of the image takes a file under its own name, and any other target becomes the file.
  const target = base.withCommands(["mkdir -p /place"]);
  const { layers } = image.toDict();
  const whole = Image.fromDict({
    ...image.toDict(),
    layers: [...target.toDict().layers as object[], ...layers as object[]],
  });
  const { uri } = await buildOne(world, whole);
  const program = "import json, os; " +
    "print(json.dumps([os.path.join(d, f) for top in ('/app', '/place', '/renamed') for d, _, fs in os.walk(top) for f in fs]))";
  const found: readonly string[] = JSON.parse(await insideOf(uri, [`python -c "${program}"`]));
  assert.deepEqual([...found].sort(), expected.sort());
  step(`${expected.length} files of odd names`);
}

/** Builds a Dockerfile of the user unchanged, in its directory, and an image with a local wheel. */
export async function buildOwn(world: World): Promise<void> {
  const { folder, registry, host, client, insideOf, step } = world;
  const own = `${folder}/work/v2/own`;
  await Deno.mkdir(own);
  await Deno.writeTextFile(`${own}/Dockerfile`, `FROM ${BASE}\nCOPY here.txt /here.txt\n`);
  await Deno.writeTextFile(`${own}/here.txt`, "beside it\n");
  const image = Image.fromDockerfile("v2/own/Dockerfile", { registry, name: "v2-own" });
  const { uri } = await buildOne(world, image);
  assert.equal(await insideOf(uri, ["cat /here.txt"]), "beside it");
  assert.equal(await image.exist({ host, client }), true);
  const dist = `${folder}/work/v2/dist`;
  await run([`${folder}/venv/bin/pip`, "download", "--quiet", "--no-deps", "--dest", dist, "six==1.16.0"]);
  const wheels = Image.fromBase(BASE).clone({ registry, name: "v2-wheel", extendable: true });
  const { layers } = wheels.withLocalV2({ distDir: "v2/dist" }).toDict();
  const [wheel] = (layers as Record<string, unknown>[]).map((layer) => ({ ...layer, package_name: "six" }));
  const built = await buildOne(world, Image.fromDict({ ...wheels.toDict(), layers: [wheel] }));
  assert.equal(
    await insideOf(built.uri, ["python -c 'import six; print(six.__version__)'"]),
    "1.16.0",
    "not the index's",
  );
  step("a Dockerfile and a wheel of one's own");
}

/** buildah takes a secret from a variable of its own process. */
function secretRun({ host }: World): World["host"]["run"] {
  return (command, options) => host.run(command, { ...options, env: { ...options?.env, API_KEY: "from a variable" } });
}
