import assert from "node:assert/strict";
import { DefaultImages, FLYTE_INTERNAL_IMAGE_ENV_VAR, PYTHON_VERSIONS, type PythonVersion } from "../../../mod.ts";
import { identifiers, NEWEST } from "../../_support/golden_files.ts";
import { thrownBy } from "../../_support/support.ts";

Deno.test("findImageFor: flytekit's images for every Python, version and override", () => {
  const golden = identifiers().find_image_for;
  assert.ok(golden.length >= 135);
  for (const { python, flytekit_version, env, result } of golden) {
    const image = DefaultImages.findImageFor({
      pythonVersion: python.join(".") as PythonVersion,
      // Known difference: without a version flytekit takes its own, and here there is none to take.
      flytekitVersion: flytekit_version || NEWEST,
      env: { FLYTE_INTERNAL_IMAGE: env ?? undefined },
    });
    assert.equal(image, result, JSON.stringify([python, flytekit_version, env]));
  }
  const pythons = new Set(golden.map(({ python }) => python.join(".")));
  assert.deepEqual([...pythons], [...PYTHON_VERSIONS]);
});

Deno.test("findImageFor: the newest Python by default", () => {
  for (const options of [undefined, {}, { env: {} }, { env: { FLYTE_INTERNAL_IMAGE: "" } }, { flytekitVersion: "" }]) {
    assert.equal(DefaultImages.findImageFor(options), "cr.flyte.org/flyteorg/flytekit:py3.12-latest");
  }
});

Deno.test("findImageFor: the environment is only what it is given", () => {
  assert.equal(FLYTE_INTERNAL_IMAGE_ENV_VAR, "FLYTE_INTERNAL_IMAGE");
  const env = { [FLYTE_INTERNAL_IMAGE_ENV_VAR]: "mine:v1" };
  assert.equal(DefaultImages.findImageFor({ env, pythonVersion: "3.8" }), "mine:v1");
});

Deno.test("findImageFor: a Python without an image is refused by name", () => {
  for (const pythonVersion of ["3.7", "3.13", "3", "", "__proto__"] as unknown as PythonVersion[]) {
    const error = thrownBy(() => DefaultImages.findImageFor({ pythonVersion }));
    assert.equal(error.code, "unknown_python_version");
    assert.ok(error.message.includes(`"${pythonVersion}"`) && error.message.includes("3.12"));
  }
});

Deno.test("getVersionSuffix: latest for a development version", () => {
  assert.equal(DefaultImages.getVersionSuffix(), "latest");
  assert.equal(DefaultImages.getVersionSuffix(""), "latest");
  assert.equal(DefaultImages.getVersionSuffix("0.0.0+develop"), "latest");
  assert.equal(DefaultImages.getVersionSuffix("1.16.0.dev3"), "latest");
  assert.equal(DefaultImages.getVersionSuffix("1.16.31"), "1.16.31");
});
