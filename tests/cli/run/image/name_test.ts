import assert from "node:assert/strict";
import { ImageSpec, memoryHost } from "../../../../mod.ts";
import { commandLine } from "../../../_support/command_line.ts";
import { FLYTE2_IMAGE, PROJECT, SPEC_YAML } from "../../../_support/image_files.ts";

const host = memoryHost({ files: PROJECT, cwd: "/work" });
const SPEC_NAME = await ImageSpec.fromYaml(SPEC_YAML).imageName({ host });
const FLYTE2_NAME = await FLYTE2_IMAGE.uri({ host });

Deno.test("image name recognizes an ImageSpec and an image of flyte 2 by their content", async () => {
  for (const [file, name] of [["image.yaml", SPEC_NAME], ["image.json", FLYTE2_NAME]] as const) {
    const result = await commandLine(["image", "name", file], { files: PROJECT });
    assert.deepEqual(result, { code: 0, stdout: `${name}\n`, stderr: "" });
  }
});

Deno.test("image name reads standard input, JSON of an ImageSpec, and YAML of an image of flyte 2", async () => {
  const spec = JSON.stringify(ImageSpec.fromYaml(SPEC_YAML).toDict());
  const flyte2 = "\n" + JSON.stringify(FLYTE2_IMAGE.toDict()).replace(/^\{/, "{ # a comment\n");
  for (const [stdin, name] of [[spec, SPEC_NAME], [flyte2, FLYTE2_NAME], [`\uFEFF${spec}`, SPEC_NAME]] as const) {
    const { code, stdout } = await commandLine(["image", "name", "-"], { files: PROJECT, stdin });
    assert.deepEqual([code, stdout], [0, `${name}\n`]);
  }
});

Deno.test("a version can be forced, and its error is that of the version", async () => {
  const flytekit = await commandLine(["image", "name", "--flytekit", "image.json"], { files: PROJECT });
  assert.equal(flytekit.code, 2);
  assert.match(flytekit.stderr, /^error: ImageSpec: unknown field "extendable"/);
  const flyte2 = await commandLine(["image", "name", "--flyte2", "image.yaml"], { files: PROJECT });
  assert.equal(flyte2.code, 2);
  assert.match(flyte2.stderr, /^error: Image/);
  const both = await commandLine(["image", "name", "--flyte2", "--flytekit", "image.yaml"], { files: PROJECT });
  assert.match(both.stderr, /^error: only one of --flytekit and --flyte2 can be given\n/);
});

Deno.test("image name --json has the parts, and the issues", async () => {
  const { stdout } = await commandLine(["image", "name", "--json", "image.yaml"], { files: PROJECT });
  const tag = SPEC_NAME.split(":")[1];
  assert.deepEqual(JSON.parse(stdout), {
    ...{ image: SPEC_NAME, registry: "ghcr.io", name: "acme/app", tag, digest: null, issues: [] },
  });
  const stdin = "name: app\nregistry: a..b\n";
  const odd = await commandLine(["image", "name", "--json", "-"], { stdin });
  const { registry, name, issues } = JSON.parse(odd.stdout);
  assert.deepEqual([registry, name, issues[0].code], [null, null, "invalid_reference"]);
  assert.match(odd.stderr, /^warning: ImageSpec "app": registry "a\.\.b"/);
});

Deno.test("issues are warnings, unless --quiet", async () => {
  const stdin = "packages: [pandas]\n";
  const { code, stdout, stderr } = await commandLine(["image", "name", "-"], { stdin });
  assert.equal(code, 0);
  assert.match(stdout, /^flytekit:\S{22}\n$/);
  assert.match(stderr, /^warning: ImageSpec "flytekit": python_version is not set/);
  assert.equal((await commandLine(["image", "name", "--quiet", "-"], { stdin })).stderr, "");
});

Deno.test("relative paths start in the working directory, or in --source-root", async () => {
  const files = Object.fromEntries(
    Object.entries(PROJECT).map(([path, text]) => [path.replace("/work/", "/work/app/"), text]),
  );
  for (const [file, name] of [["app/image.yaml", SPEC_NAME], ["app/image.json", FLYTE2_NAME]] as const) {
    const { stderr } = await commandLine(["image", "name", file], { files });
    assert.match(stderr, /^warning: .* exists beside "app\/image\.\w+", but .*; pass --source-root app\n/);
    for (const root of ["app", "/work/app"]) {
      const found = await commandLine(["image", "name", "--source-root", root, file], { files });
      assert.deepEqual(found, { code: 0, stdout: `${name}\n`, stderr: "" });
    }
  }
});

Deno.test("an image of flyte 2 without a registry, or by name, is completed by the configuration", async () => {
  const { registry: _, ...unnamed } = FLYTE2_IMAGE.toDict();
  const byName = {
    name: "base",
    ref_name: "base",
    platform: ["linux/amd64"],
    extendable: false,
    is_cloned: false,
    layers: [],
  };
  const files = {
    ...PROJECT,
    "/work/config.yaml": "image:\n  registry: reg.acme.com\n  image_refs:\n    base: ghcr.io/acme/base:v1\n",
    "/work/other.yaml": "image:\n  registry: other.acme.com\n",
  };
  const nameOf = async (image: object, ...args: string[]) =>
    (await commandLine(["image", "name", ...args, "-"], { files, stdin: JSON.stringify(image) })).stdout;
  const [, tag] = FLYTE2_NAME.split(":");
  assert.equal(await nameOf(unnamed), `reg.acme.com/two:${tag}\n`);
  assert.equal(await nameOf(unnamed, "--config", "other.yaml"), `other.acme.com/two:${tag}\n`);
  assert.equal(await nameOf(byName), "ghcr.io/acme/base:v1\n");
});

Deno.test("what cannot be read or named ends with 2", async () => {
  for (
    const [args, stdin, message] of [
      [["missing.yaml"], undefined, /^error: .*missing\.yaml/],
      [["-"], "nmae: app\n", /^error: ImageSpec: unknown field "nmae"; did you mean "name"\?/],
      [["-"], "a: [", /^error: /],
      [["-"], "{", /^error: /],
      [["-"], "", /^error: ImageSpec/],
      [["-"], "[]", /^error: ImageSpec/],
      [["-"], "requirements: none.txt\n", /^error: .*requirements: "none\.txt" does not exist/],
      [["-"], "source_root: /src\n", /^error: .*LOADED_MODULES/],
      [[], undefined, /^error: missing argument <image>/],
    ] as const
  ) {
    const { code, stdout, stderr } = await commandLine(
      ["image", "name", ...args],
      stdin === undefined ? {} : { stdin },
    );
    assert.deepEqual([code, stdout], [2, ""], `${stdin}`);
    assert.match(stderr.replace(/^warning.*\n/gm, ""), message);
  }
});

Deno.test("no command prints characters of an image that control a terminal", async () => {
  const stdin = 'name: "a\\e[31m\\u202e"\nbase_image: "b\\e[31m:1"\nenv: {A: "b\\e[31m\\x9b"}\n';
  for (const command of ["name", "explain", "exists", "dockerfile", "build --dry-run"]) {
    for (const json of command === "dockerfile" ? [[]] : [[], ["--json"]]) {
      const { code, stdout, stderr } = await commandLine(["image", ...command.split(" "), ...json, "-"], { stdin });
      assert.doesNotMatch(stdout + stderr, /[^\P{Cc}\n]|\p{Cf}/u, command);
      assert.ok(code <= 3);
    }
  }
});
