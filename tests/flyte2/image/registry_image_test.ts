import assert from "node:assert/strict";
import { Image as SmallImage, layerOf, type UVScript } from "../../../src/flyte2/image/mod.ts";
import { explainHash, Image, memoryHost } from "../../../v2.ts";
import { errorOf } from "../../_support/support.ts";

/** Whether two types are the same. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false;

/** Accepts only `true`. */
function expect<T extends true>(_?: T): void {}

const SCRIPT: UVScript = layerOf("UVScript", {
  script: "job.py",
  text: "# /// script\n# dependencies = ['pandas']\n# ///\n",
});

/** An image of each static method, and copies of it by the other methods. */
const images = (type: typeof SmallImage) => {
  const named = type.fromBase("debian:12").clone({ name: "app", extendable: true });
  return [
    type.fromDebianBase({ pythonVersion: [3, 12], flyteVersion: "2.12.1" }),
    type.fromRefName("a").resolveRef({ imageRefs: { a: "debian:12" } }),
    type.fromDockerfile("Dockerfile", { registry: "ghcr.io/acme", name: "own" }).clone({ name: "other" }),
    type.fromDict(named.withAptPackages("git").toDict()),
    named.withPipPackages("pandas").withCommands("true").withEnvVars({ A: "b" }).withWorkdir("/"),
    named.withSourceFile(["a", "b"]).withSourceFolder("c").withDockerignore(".dockerignore"),
    named.withLocalV2({ distDir: "dist" }).withLocalV2Plugins("flyteplugins-ray", { distDir: "dist" }),
    named.withCodeBundle({ copyStyle: "all" }).resolveCodeBundle("none", "/app"),
    named.resolveCodeBundle("all", "/app"),
  ];
};

Deno.test("the images of ./v2 ask registries, those of ./v2/image are the same without it", async () => {
  const [ours, theirs] = [images(Image), images(SmallImage)];
  for (const [index, image] of ours.entries()) {
    const other = theirs[index]!;
    assert.ok(image instanceof Image && image instanceof SmallImage && "existence" in image);
    assert.ok(
      !(other instanceof Image) && other instanceof SmallImage &&
        !["existence", "exist", "issues"].some((name) => name in other),
    );
    assert.deepEqual(other.toDict(), image.toDict());
    assert.deepEqual([image.constructor.name, other.constructor.name], ["Image", "Image"]);
    assert.equal(Deno.inspect(other), Deno.inspect(image));
    assert.ok(Object.isFrozen(image) && Object.isFrozen(other));
  }
  assert.ok("fromUvScript" in Image && !("fromUvScript" in SmallImage));
  assert.equal(await theirs[4]!.uri(), await ours[4]!.uri());
});

Deno.test("methods keep the class, also for the compiler", () => {
  const ours = Image.fromBase("debian:12").clone({ name: "app", extendable: true }).withAptPackages("git");
  expect<Same<typeof ours, Image<"extendable">>>();
  const theirs = SmallImage.fromBase("debian:12").clone({ name: "app", extendable: true }).withAptPackages("git");
  expect<Same<typeof theirs, SmallImage<"extendable">>>();
  const some: Image = Image.fromDict(ours.toDict());
  assert.ok(some.isExtendable());
  const moved = some.withWorkdir("/");
  expect<Same<typeof moved, Image<"extendable">>>();
  const sealed = Image.fromBase("debian:12");
  expect<Same<ReturnType<typeof sealed.resolveRef>, Image<"sealed">>>();
});

Deno.test("the images of ./v2/image have no reader of scripts, and say so", async () => {
  const small = SmallImage.fromBase("debian:12").clone({ name: "app", extendable: true }).clone({ addlLayer: SCRIPT });
  for (const call of [() => small.uri(), () => small.validate({ host: memoryHost() })]) {
    const error = await errorOf(call);
    assert.equal(error.code, "image_layer_invalid");
    assert.match(error.message, /script "job\.py".*use the class Image of @flyte-ts\/config\/v2/);
  }
  const image = Image.fromDict(small.toDict());
  assert.match(await image.uri(), /^app:[0-9a-f]{32}$/);
  await image.validate({ host: memoryHost() });
  assert.equal((await explainHash(small, image)).differences.length, 0);
});
