import assert from "node:assert/strict";
import { ImageConfig } from "../../../mod.ts";
import { build, Config, Image, type ImageBuilder, ImageConfig as FlyteImageConfig } from "../../../v2.ts";

const text = "admin:\n  endpoint: dns:///localhost:8090\nimage:\n  image_refs:\n    gpu: ghcr.io/acme/gpu:v1\n";
const file = { name: "config.yaml", text };
const nothing: ImageBuilder = { build: () => Promise.resolve() };
const client = { exists: () => Promise.resolve({ state: "absent", reason: "not_found" } as const) };

Deno.test("images use flyte 2's configuration: image names, registry and endpoint", async () => {
  const config = Config.from({ file });
  assert.equal(await Image.fromRefName("gpu").resolveRef(config).uri(), "ghcr.io/acme/gpu:v1");
  assert.equal(await Image.fromRefName("gpu").resolveRef(config.image).uri(), "ghcr.io/acme/gpu:v1");
  const section = FlyteImageConfig.from({ file });
  assert.equal(await Image.fromRefName("gpu").resolveRef(section).uri(), "ghcr.io/acme/gpu:v1");
  const image = Image.fromDebianBase({ pythonVersion: [3, 12], flyteVersion: "2.12.1", config }).withAptPackages("git");
  assert.equal(image.registry, undefined, "no registry is guessed from the endpoint before it is built");
  const { uri } = await build(image, { builder: nothing, config, client });
  assert.match(uri, /^localhost:30000\/flyte:[0-9a-f]{32}$/);
  const withRegistry = Config.from({ file, env: { FLYTE_IMAGE_REGISTRY: "reg.acme.com/x" } });
  assert.match(
    (await build(image, { builder: nothing, config: withRegistry, client })).uri,
    /^reg\.acme\.com\/x\/flyte:/,
  );
});

Deno.test("image names are looked up in flytekit's ImageConfig as well", async () => {
  const images = ImageConfig.validateImage("image", ["gpu=ghcr.io/acme/gpu:v1", "ghcr.io/acme/default:v1"]);
  assert.equal(await Image.fromRefName("gpu").resolveRef(images).uri(), "ghcr.io/acme/gpu:v1");
  assert.throws(() => Image.fromRefName("cpu").resolveRef(images), { code: "image_ref_unknown" });
});
