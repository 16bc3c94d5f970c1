import assert from "node:assert/strict";
import { DefaultImages, Image, ImageConfig, memoryHost, SerializationSettings } from "../../../mod.ts";
import { ImageConfig as SmallImageConfig } from "../../../src/flytekit/context/mod.ts";
import { identifiers, NEWEST } from "../../_support/golden_files.ts";
import { errorOf, thrownBy } from "../../_support/support.ts";

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

Deno.test("validateImage: known difference, the default image is the newest one by default", () => {
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

Deno.test("issues: two images of one name, but not the default image that is listed as well", () => {
  const named = (name: string, identifier: string) => imageOf([name, identifier]);
  const config = new ImageConfig({
    defaultImage: named("default", "a:1"),
    images: [named("default", "a:1"), named("x", "b:1"), named("x", "b:2"), named("x", "b:1"), named("default", "c:1")],
  });
  assert.deepEqual(config.issues.map(({ code, path }) => [path, code]), [
    ["images[2]", "duplicate_image_name"],
    ["images[3]", "duplicate_image_name"],
    ["images[4]", "duplicate_image_name"],
  ]);
  assert.match(config.issues[0]!.message, /"b:2" is never used: images\[1\] has the same name, "x"/);
  const twice = ImageConfig.validateImage("--image", ["d:1", "x=a:1", "x=b:1"]);
  assert.deepEqual(twice.issues.map(({ code }) => code), ["duplicate_image_name"]);
  // After a journey, the default image and its entry in the list are two objects.
  const decoded = ImageConfig.fromJsonString(ImageConfig.fromImages("A b:1").toJsonString());
  assert.deepEqual(decoded.issues.map(({ path }) => path), ["default_image"]);
});

Deno.test("FLYTE_INTERNAL_IMAGE of the host is used, and an assumed image is reported", async () => {
  const host = memoryHost({ env: { FLYTE_INTERNAL_IMAGE: "mine:v1" } });
  assert.equal((await ImageConfig.autoDefaultImage({ host })).defaultImage?.full, "mine:v1");
  assert.deepEqual((await ImageConfig.autoDefaultImage({ host })).issues, []);
  assert.equal(ImageConfig.validateImage("--image", [], { host }).defaultImage?.full, "mine:v1");
  assert.deepEqual(ImageConfig.validateImage("--image", [], { host }).issues, []);
  assert.equal((await ImageConfig.autoDefaultImage({ host, env: {} })).defaultImage?.tag, "py3.12-latest");

  const codesOf = (config: ImageConfig) => config.issues.map(({ code, path }) => [code, path]);
  const assumed = [["default_image_assumed", "default_image"]];
  assert.deepEqual(codesOf(ImageConfig.validateImage("--image", [])), assumed);
  assert.deepEqual(codesOf(ImageConfig.validateImage("--image", ["x=a:1"], { pythonVersion: "3.11" })), assumed);
  assert.deepEqual(codesOf(ImageConfig.validateImage("--image", ["a:1"])), []);
  assert.deepEqual(codesOf(ImageConfig.validateImage("--image", [], RECORDED_ON)), []);
  const empty = memoryHost({ env: { FLYTE_INTERNAL_IMAGE: "" } });
  assert.deepEqual(codesOf(await ImageConfig.autoDefaultImage({ host: empty })), assumed);
});

Deno.test("wrong arguments are refused with the right call", async () => {
  const wrong = (value: unknown) => value as never;
  const config = ImageConfig.fromImages("a:1");
  const calls: readonly (readonly [call: () => unknown, code: string, message: RegExp])[] = [
    [() => ImageConfig.createFrom(wrong("x")), "wrong_shape", /defaultImage/],
    [() => ImageConfig.createFrom(null, wrong("xy")), "invalid_argument", /otherImages must be a list/],
    [() => ImageConfig.from(wrong("a:1")), "invalid_option", /imgName, images/],
    [() => ImageConfig.from(wrong({ image: "a:1" })), "invalid_option", /did you mean "images"/],
    [
      () => ImageConfig.from(wrong({ images: { a: 1 } })),
      "invalid_option",
      /must be an object of strings, found an object whose "a" is a number/,
    ],
    [() => ImageConfig.fromImages(wrong(undefined)), "invalid_argument", /defaultImage/],
    [() => ImageConfig.fromImages("a:1", wrong(["b:1"])), "invalid_option", /images/],
    [() => ImageConfig.auto(wrong(5)), "invalid_option", /imgName, file/],
    [() => ImageConfig.auto(wrong({ img_name: "a:1" })), "invalid_option", /did you mean "imgName"/],
    [() => ImageConfig.auto(wrong({ file: 5 })), "invalid_option", /file/],
    [() => ImageConfig.auto(wrong({ mode: "strct" })), "invalid_option", /mode/],
    [() => ImageConfig.autoDefaultImage(wrong({ python: "3.11" })), "invalid_option", /python/],
    [() => ImageConfig.validateImage(wrong(undefined), wrong("a:1")), "invalid_argument", /param/],
    [() => ImageConfig.validateImage("--image", wrong("a:1")), "invalid_argument", /values must be a list/],
    [() => ImageConfig.validateImage("--image", wrong([1])), "invalid_argument", /values/],
    [() => ImageConfig.validateImage("--image", [], wrong({ env: "x" })), "invalid_option", /env/],
    [() => DefaultImages.findImageFor(wrong("3.11")), "invalid_option", /pythonVersion/],
    [() => DefaultImages.getVersionSuffix(wrong(5)), "invalid_argument", /flytekitVersion/],
    [() => config.findImage(wrong(undefined)), "invalid_argument", /name must be a string/],
    [() => config.withImage(wrong("b:1")), "invalid_argument", /lookUpImageInfo/],
    [() => config.with(wrong({ defaultImag: null })), "invalid_option", /did you mean "defaultImage"/],
  ];
  for (const [call, code, message] of calls) {
    const error = await errorOf(call);
    assert.equal(error.code, code, error.message);
    assert.match(error.message, message);
  }
});

Deno.test("images are the same, whichever entry point has created them", async () => {
  const image = Image.lookUpImageInfo("default", "a:1");
  const ours = [
    new ImageConfig({ defaultImage: image }),
    ImageConfig.from({ imgName: "a:1" }),
    await ImageConfig.auto({ imgName: "a:1", host: memoryHost() }),
    ImageConfig.fromDict(ImageConfig.createFrom(image).toDict()),
  ];
  const theirs = [new SmallImageConfig({ defaultImage: image }), SmallImageConfig.from({ imgName: "a:1" })];
  for (const config of [...ours, ...theirs]) {
    assert.ok(config instanceof ImageConfig && config instanceof SmallImageConfig);
    assert.equal(Object.getPrototypeOf(config), SmallImageConfig.prototype);
    assert.equal(config.constructor.name, "ImageConfig");
    const settings = new SerializationSettings({ imageConfig: config });
    assert.ok(settings.imageConfig instanceof ImageConfig);
  }
  assert.deepEqual(ours[0], theirs[0]);
  for (const value of [undefined, null, {}, image, "a:1"]) assert.ok(!((value as unknown) instanceof ImageConfig));
  class Mine extends ImageConfig {
    get mine(): boolean {
      return true;
    }
  }
  assert.ok(new Mine().mine && new Mine() instanceof ImageConfig);
  assert.ok(!(ours[0] instanceof Mine));
});
