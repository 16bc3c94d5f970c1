import assert from "node:assert/strict";
import { Image } from "../../../v2.ts";
import { thrownBy } from "../../_support/support.ts";

Deno.test("a reference name is looked up in a configuration, or in an ImageConfig", async () => {
  const named = Image.fromRefName("gpu").clone({ name: "gpu", extendable: true });
  const layered = named.withAptPackages("git");
  const config = { image: { imageRefs: { gpu: "ghcr.io/acme/gpu:v1" } } };
  await assert.rejects(layered.uri(), { code: "image_ref_unresolved" });
  assert.match(await layered.clone({ baseImage: "debian:12" }).uri(), /^gpu:/, "who gives one needs no name for it");
  assert.equal(await named.resolveRef(config).uri(), "ghcr.io/acme/gpu:v1", "nothing is added, so nothing is built");
  const resolved = await layered.resolveRef(config).uri();
  assert.equal(
    resolved,
    await Image.fromBase("ghcr.io/acme/gpu:v1").clone({ name: "gpu", extendable: true }).withAptPackages("git").uri(),
  );
  const images = { findImage: (name: string) => name === "gpu" ? { full: "ghcr.io/acme/gpu:v1" } : undefined };
  assert.equal(await layered.resolveRef(images).uri(), resolved);
  const typo = thrownBy(() => Image.fromRefName("gpus").resolveRef(config));
  assert.deepEqual([typo.code, /did you mean "gpu"/.test(typo.message)], ["image_ref_unknown", true]);
  assert.equal(thrownBy(() => Image.fromRefName("__proto__").resolveRef(config)).code, "image_ref_unknown");
  assert.equal(Image.fromRefName().refName, "default");
});
