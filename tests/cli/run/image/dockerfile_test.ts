import assert from "node:assert/strict";
import { ImageSpec, memoryHost, prepareDockerfile } from "../../../../mod.ts";
import { prepareDockerfile as prepareFlyte2 } from "../../../../v2.ts";
import { commandLine } from "../../../_support/command_line.ts";
import { FLYTE2_IMAGE, PROJECT, SPEC_YAML } from "../../../_support/image_files.ts";

const host = memoryHost({ files: PROJECT, cwd: "/work" });

Deno.test("image dockerfile prints what the builders use", async () => {
  const { dockerfile } = await prepareDockerfile(ImageSpec.fromYaml(SPEC_YAML), host);
  assert.deepEqual(await commandLine(["image", "dockerfile", "image.yaml"], { files: PROJECT }), {
    ...{ code: 0, stdout: dockerfile, stderr: "" },
  });
  const imageId = await FLYTE2_IMAGE.uri({ host });
  const { rendered } = await prepareFlyte2(FLYTE2_IMAGE, { host, imageId });
  const flyte2 = await commandLine(["image", "dockerfile", "image.json"], { files: PROJECT });
  assert.equal(flyte2.stdout, rendered.dockerfile);
  assert.match(flyte2.stderr, /^warning: pythonVersion: not set/);
});

Deno.test("a base image that is a specification is one by name", async () => {
  const base = new ImageSpec({ name: "base", registry: "ghcr.io/acme" });
  const spec = new ImageSpec({ name: "app", baseImage: base });
  const stdin = JSON.stringify(spec.toDict());
  const { stdout } = await commandLine(["image", "dockerfile", "-"], { stdin });
  assert.match(stdout, new RegExp(`^FROM ${await base.imageName()}$`, "m"));
  assert.match(stdout, new RegExp(`^ENV _F_IMG_ID="${spec.id}"$`, "m"));
});

Deno.test("the Dockerfile of an image that has one is printed", async () => {
  const image = { dockerfile: "my.Dockerfile", name: "x", registry: "r.io", platform: ["linux/amd64"] };
  const stdin = JSON.stringify({ ...image, extendable: false, is_cloned: true, layers: [] });
  const files = { "/work/my.Dockerfile": "FROM scratch\n" };
  const { code, stdout } = await commandLine(["image", "dockerfile", "-"], { files, stdin });
  assert.deepEqual([code, stdout], [0, "FROM scratch\n"]);
});

Deno.test("an image that is used unchanged has no Dockerfile", async () => {
  const flyte2 = { base_image: "a/b:v1", platform: ["linux/amd64"], extendable: false, is_cloned: false, layers: [] };
  for (const stdin of ["builder: noop\nbase_image: a/b:v1\n", JSON.stringify(flyte2)]) {
    const { code, stdout, stderr } = await commandLine(["image", "dockerfile", "-"], { stdin });
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(stderr, /^error: the image is a\/b:v1, unchanged; it has no Dockerfile\n$/);
  }
});

Deno.test("--installer pip needs no image of uv", async () => {
  for (const file of ["image.yaml", "image.json"]) {
    const uv = await commandLine(["image", "dockerfile", file], { files: PROJECT });
    assert.match(uv.stdout, /FROM ghcr\.io\/astral-sh\/uv/);
    const { code, stdout } = await commandLine(["image", "dockerfile", "--installer", "pip", file], { files: PROJECT });
    assert.equal(code, 0);
    assert.doesNotMatch(stdout, /astral-sh/);
  }
});

Deno.test("credentials are printed only with --raw", async () => {
  const stdin = "name: app\nenv: {MY_TOKEN: hunter2, MODE: fast}\n";
  const masked = await commandLine(["image", "dockerfile", "-"], { stdin });
  assert.doesNotMatch(masked.stdout + masked.stderr, /hunter2/);
  assert.match(masked.stdout, /MODE="fast"/);
  assert.match(masked.stderr, /--raw prints them/);
  const raw = await commandLine(["image", "dockerfile", "--raw", "-"], { stdin });
  assert.match(raw.stdout, /MY_TOKEN="hunter2"/);
  assert.doesNotMatch(raw.stderr, /hunter2|--raw/);
});
