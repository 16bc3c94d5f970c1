import assert from "node:assert/strict";
import { Image, ImageConfig } from "../../mod.ts";
import { identifiers, NEWEST } from "../golden_files.ts";
import { errorOf, thrownBy } from "../support.ts";

type Pair = readonly [name: string, identifier: string];

const GOLDEN = identifiers();

/** The default image of the recording, which was made with that Python and flytekit. */
const RECORDED_ON = { pythonVersion: "3.11", flytekitVersion: NEWEST } as const;

function imageOf([name, identifier]: Pair): Image {
  return Image.lookUpImageInfo(name, identifier, { allowNoTagOrDigest: true });
}

/** What a call gives as JSON text, or undefined where it throws. */
function textOf(make: () => ImageConfig): string | undefined {
  try {
    return make().toJsonString();
  } catch {
    thrownBy(make);
    return undefined;
  }
}

Deno.test("validateImage: flytekit's outcome", () => {
  assert.ok(GOLDEN.validate_image.length > 30);
  for (const { values, result } of GOLDEN.validate_image) {
    assert.equal(textOf(() => ImageConfig.validateImage("--image", values, RECORDED_ON)), result, String(values));
  }
});

Deno.test("validateImage: known difference, the default image is the newest one unless told otherwise", () => {
  const { defaultImage } = ImageConfig.validateImage("--image", ["spark=a:1"]);
  assert.equal(defaultImage?.full, "cr.flyte.org/flyteorg/flytekit:py3.12-latest");
  const env = { FLYTE_INTERNAL_IMAGE: "mine:v1" };
  assert.equal(ImageConfig.validateImage("--image", [], { env }).defaultImage?.full, "mine:v1");
  assert.equal(ImageConfig.validateImage("--image", ["a:1"], { env }).defaultImage?.full, "a:1");
});

Deno.test("validateImage: errors", () => {
  const code = (...values: string[]) => thrownBy(() => ImageConfig.validateImage("--image", values)).code;
  assert.equal(code("a:1", "b:2"), "multiple_default_images");
  assert.equal(code("default=a:1", "b:2"), "multiple_default_images");
  assert.equal(code("a:1", "a:1"), "multiple_default_images");
  assert.equal(code("a"), "missing_tag_or_digest");
  assert.equal(code("b=a"), "missing_tag_or_digest");
  assert.equal(code(""), "missing_tag_or_digest");
  const { message } = thrownBy(() => ImageConfig.validateImage("--image", ["a:1", "default=b:2"]));
  for (const part of ["--image", '"a:1"', '"b:2"', "name=b:2"]) assert.ok(message.includes(part), message);
  const badEnv = { env: { FLYTE_INTERNAL_IMAGE: "untagged" } };
  assert.equal(thrownBy(() => ImageConfig.validateImage("--image", [], badEnv)).code, "missing_tag_or_digest");
  const badPython = { pythonVersion: "2.7" as "3.12" };
  assert.equal(thrownBy(() => ImageConfig.validateImage("--image", [], badPython)).code, "unknown_python_version");
});

Deno.test("fromImages: flytekit's outcome", () => {
  for (const { default: image, images, result } of GOLDEN.from_images) {
    // JavaScript has put the names of one recording into another order; a Map of the caller's has none to keep.
    const moved = Object.keys(images).some((name) => /^\d+$/.test(name));
    const made = textOf(() => ImageConfig.fromImages(image, images));
    if (!moved) assert.equal(made, result, image);
    else assert.deepEqual(sorted(made!), sorted(result!));
  }
});

function sorted(text: string): unknown[] {
  return (JSON.parse(text).images as { name: string }[]).toSorted((a, b) => a.name < b.name ? -1 : 1);
}

Deno.test("createFrom: flytekit's outcome", () => {
  for (const { default: image, others, result } of GOLDEN.create_from) {
    const config = ImageConfig.createFrom(image && imageOf(image), others?.map(imageOf));
    assert.equal(config.toJsonString(), result);
  }
});

Deno.test("findImage: flytekit's outcome", () => {
  for (const { default: image, images, name, result } of GOLDEN.find_image) {
    const config = new ImageConfig({ defaultImage: image && imageOf(image), images: images?.map(imageOf) });
    assert.deepEqual(config.findImage(name)?.toDict() ?? null, result, name);
  }
});

Deno.test("from: without a default image there is none", () => {
  assert.deepEqual(ImageConfig.from({}).toDict(), { default_image: null, images: [] });
  const config = ImageConfig.from({ images: { spark: "spark" } });
  assert.equal(config.defaultImage, undefined);
  assert.deepEqual(config.images?.map((image) => image.full), ["spark:None"]);
  assert.equal(thrownBy(() => ImageConfig.from({ imgName: "untagged" })).code, "missing_tag_or_digest");
});

Deno.test("autoDefaultImage: flytekit's own image", async () => {
  const config = await ImageConfig.autoDefaultImage({ pythonVersion: "3.9", flytekitVersion: "1.16.0" });
  assert.equal(config.defaultImage?.full, "cr.flyte.org/flyteorg/flytekit:py3.9-1.16.0");
  assert.deepEqual(config.images, [config.defaultImage]);
  const error = await errorOf(() => ImageConfig.autoDefaultImage({ pythonVersion: "2.7" as "3.12" }));
  assert.equal(error.code, "unknown_python_version");
});

Deno.test("auto: as from, and rejects where that throws", async () => {
  assert.deepEqual(await ImageConfig.auto(), ImageConfig.from({}));
  const sources = { imgName: "a:1", images: { b: "b" } };
  assert.deepEqual(await ImageConfig.auto(sources), ImageConfig.from(sources));
  assert.equal((await errorOf(() => ImageConfig.auto({ imgName: "untagged" }))).code, "missing_tag_or_digest");
});

Deno.test("withImage: replaces every image of the name, or adds one", () => {
  const config = ImageConfig.fromImages("a:1", { spark: "spark:1", other: "other:1" });
  const fulls = (changed: ImageConfig) => [changed.defaultImage, ...changed.images ?? []].map((image) => image?.full);
  assert.deepEqual(fulls(config), ["a:1", "a:1", "spark:1", "other:1"]);
  assert.deepEqual(fulls(config.withImage(imageOf(["default", "b:2"]))), ["b:2", "b:2", "spark:1", "other:1"]);
  assert.deepEqual(fulls(config.withImage(imageOf(["spark", "b:2"]))), ["a:1", "a:1", "b:2", "other:1"]);
  assert.deepEqual(fulls(config.withImage(imageOf(["new", "b:2"]))), ["a:1", "a:1", "spark:1", "other:1", "b:2"]);
  const unlisted = new ImageConfig({ defaultImage: imageOf(["default", "a:1"]) });
  assert.deepEqual(fulls(unlisted.withImage(imageOf(["default", "b:2"]))), ["b:2"]);
  assert.deepEqual(fulls(unlisted.withImage(imageOf(["spark", "b:2"]))), ["a:1", "b:2"]);
  const named = new ImageConfig({ defaultImage: imageOf(["main", "a:1"]) });
  assert.equal(named.withImage(imageOf(["main", "b:2"])).defaultImage?.full, "b:2");
  assert.deepEqual(fulls(config), ["a:1", "a:1", "spark:1", "other:1"]);
});

Deno.test("issues: those of every image, each once, with its path", () => {
  const config = ImageConfig.fromImages("A b:1", { fine: "a:1", bare: "a", upper: "ghcr.io/A/b:1" });
  assert.deepEqual(config.issues.map(({ code, path }) => [path, code]), [
    ["default_image", "invalid_reference"],
    ["images[2]", "missing_tag_or_digest"],
    ["images[3]", "invalid_reference"],
  ]);
  assert.deepEqual(ImageConfig.fromImages("a:1").issues, []);
  assert.deepEqual(new ImageConfig().issues, []);
});
