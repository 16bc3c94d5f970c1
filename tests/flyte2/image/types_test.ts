/**
 * Type-level rules of flyte 2's images: `deno check` fails if a line below `@ts-expect-error` compiles. `typesOnly` is
 * never called.
 *
 * @module
 */
import assert from "node:assert/strict";
import { Image, layerOf, Secret } from "../../../v2.ts";

/** Whether two types are the same. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false;

/** Accepts only `true`. */
function expect<T extends true>(_?: T): void {}

function typesOnly(some: Image): void {
  const addlLayer = layerOf("WorkDir", { workdir: "/" });

  const own = Image.fromDockerfile("Dockerfile", { registry: "ghcr.io/acme", name: "own" });
  expect<Same<typeof own, Image<"dockerfile">>>();
  // @ts-expect-error: layers cannot be added to an image of a Dockerfile
  own.withAptPackages("git");
  // @ts-expect-error: nor to its clones
  own.clone({ name: "other" }).withPipPackages("pandas");
  // @ts-expect-error: nor with extendable: true
  own.clone({ extendable: true }).withCommands(["true"]);
  // @ts-expect-error: nor with extendable: false
  own.clone({ extendable: false }).withWorkdir("/");
  // @ts-expect-error: clone does not accept a layer for it either
  own.clone({ addlLayer });
  // @ts-expect-error: nor with extendable: true
  own.clone({ addlLayer, extendable: true });
  expect<Same<ReturnType<typeof own.resolveRef>, Image<"dockerfile">>>();
  // @ts-expect-error: name is required
  Image.fromDockerfile("Dockerfile", { registry: "ghcr.io/acme" });

  const base = Image.fromBase("debian:12");
  // @ts-expect-error: it must be cloned first
  base.withEnvVars({ A: "1" });
  // @ts-expect-error: with extendable: true
  base.clone({ name: "app" }).withEnvVars({ A: "1" });
  // @ts-expect-error: clone does not accept a layer before that
  base.clone({ addlLayer });
  // @ts-expect-error: an image of fromRefName must be cloned, too
  Image.fromRefName("mine").withSourceFolder("src");
  // @ts-expect-error: also when it is resolved
  Image.fromRefName("mine").resolveRef({ image: {} }).withSourceFolder("src");
  const app = base.clone({ name: "app", extendable: true });
  expect<Same<typeof app, Image<"extendable">>>();
  app.clone({ addlLayer }).withEnvVars({ A: "1" }).clone({ registry: "ghcr.io/acme" }).withWorkdir("/");
  Image.fromRefName("mine").clone({ name: "app", extendable: true }).withSourceFolder("src", { dst: "/srv" });
  // @ts-expect-error: a clone can be sealed again
  app.clone({ extendable: false }).withWorkdir("/");

  // @ts-expect-error: the kind of the image is not known
  some.withWorkdir("/");
  // @ts-expect-error: nor that of fromDict
  Image.fromDict({}).withWorkdir("/");
  if (some.isExtendable()) some.withWorkdir("/").withAptPackages("git");

  // @ts-expect-error: pythonVersion is required
  Image.fromDebianBase({ flyteVersion: "2.12.1" });
  // @ts-expect-error: flyteVersion is required
  Image.fromDebianBase({ pythonVersion: [3, 12] });
  // @ts-expect-error: also with installFlyte: true
  Image.fromDebianBase({ pythonVersion: [3, 12], installFlyte: true });
  // @ts-expect-error: a version has two numbers
  Image.fromDebianBase({ pythonVersion: "3", flyteVersion: "2.12.1" });
  Image.fromDebianBase({ pythonVersion: "3.12", flyteVersion: "2.12.1" }).clone({ pythonVersion: "3.13" });
  Image.fromDebianBase({ pythonVersion: [3, 12], flyteVersion: "2.12.1" }).withAptPackages("git");
  Image.fromDebianBase({ pythonVersion: [3, 12], installFlyte: false }).withAptPackages("git");
  // @ts-expect-error: unknown platform
  Image.fromDebianBase({ pythonVersion: [3, 12], installFlyte: false, platform: "linux/arm" });
  // @ts-expect-error: name is required
  Image.fromUvScript("main.py", { pythonVersion: [3, 12] });

  app.withPipPackages("pandas", "numpy", { pre: true, secretMounts: ["TOKEN", new Secret("a")] });
  app.withPipPackages({ extraArgs: "-r requirements.txt" });
  app.withAptPackages("git", { secretMounts: "TOKEN" });
  // @ts-expect-error: options are last
  app.withPipPackages({ pre: true }, "pandas");
  // @ts-expect-error: packages are not passed as a list
  app.withPipPackages(["pandas"]);
  // @ts-expect-error: unknown option
  app.withPipPackages("pandas", { prerelease: true });
  // @ts-expect-error: apt has no index
  app.withAptPackages("git", { indexUrl: "https://pypi.org/simple" });
  // @ts-expect-error: unknown layer type
  layerOf("Aptpackages", { packages: [] });
  // @ts-expect-error: images are immutable
  app.name = "other";
  // @ts-expect-error: and so are their layers
  app.layers.push(addlLayer);
  // @ts-expect-error: uri returns a promise
  app.uri().length;
}

Deno.test("the types of images are checked with this file", () => {
  assert.equal(typeof typesOnly, "function");
});
