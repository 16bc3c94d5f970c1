import assert from "node:assert/strict";
import fc from "fast-check";
import { Image, type ImageState, layerOf, memoryHost, Secret } from "../../v2.ts";
import { thrownBy } from "../support.ts";

const DEBIAN = { pythonVersion: [3, 12], flyteVersion: "2.12.1" } as const;
const base = () => Image.fromBase("debian:12").clone({ registry: "ghcr.io/acme", name: "app", extendable: true });

Deno.test("an image of flyte's is its base image until it is changed", async () => {
  const image = Image.fromDebianBase(DEBIAN);
  assert.equal(await image.uri(), "ghcr.io/flyteorg/flyte:py3.12-v2.12.1");
  assert.deepEqual([image.isCloned, image.kind, image.platform], [false, "extendable", ["linux/amd64", "linux/arm64"]]);
  assert.match(await image.withAptPackages("git").uri(), /^flyte:[0-9a-f]{32}$/);
  assert.equal(
    await Image.fromDebianBase({ ...DEBIAN, flyteVersion: "v2.0.0" }).uri(),
    "ghcr.io/flyteorg/flyte:py3.12-v2.0.0",
  );
  assert.match(await Image.fromDebianBase({ ...DEBIAN, name: "mine" }).uri(), /^mine:[0-9a-f]{32}$/);
});

Deno.test("without flyte it is built, under a tag that is no hash until it is changed", async () => {
  const image = Image.fromDebianBase({ pythonVersion: [3, 11], installFlyte: false });
  assert.equal(await image.uri(), "flyte:py3.11");
  assert.deepEqual(image.layers.map(({ type }) => type), ["_DockerLines", "Commands", "WorkDir", "Env", "AptPackages"]);
  assert.match(await image.clone({ name: "x" }).uri(), /^x:[0-9a-f]{32}$/);
});

Deno.test("what Python knows of itself must be said", () => {
  const versionless = { flyteVersion: "2.12.1" } as unknown as typeof DEBIAN;
  assert.equal(thrownBy(() => Image.fromDebianBase(versionless)).code, "invalid_option");
  const flyteless = { pythonVersion: [3, 12] } as unknown as typeof DEBIAN;
  assert.match(thrownBy(() => Image.fromDebianBase(flyteless)).message, /flyteVersion.*installFlyte: false/);
});

Deno.test("the configured registry counts only where no other is given", async () => {
  const config = { image: { registry: "reg.acme.com/flyte" } };
  const image = Image.fromDebianBase({ ...DEBIAN, config });
  assert.equal(image.isCloned, false);
  assert.match(await image.withAptPackages("git").uri(), /^reg\.acme\.com\/flyte\/flyte:/);
  assert.match(await Image.fromDebianBase({ ...DEBIAN, config, registry: "other" }).uri(), /^other\/flyte:/);
  assert.equal(Image.fromDebianBase({ ...DEBIAN, config: { image: { registry: "" } } }).registry, undefined);
});

Deno.test("layers can be added to what is extendable and has a name", () => {
  const sealed = Image.fromBase("debian:12") as unknown as Image<"extendable">;
  assert.equal(thrownBy(() => sealed.withAptPackages("git")).code, "image_not_extendable");
  const unnamed = Image.fromBase("debian:12").clone({ extendable: true });
  assert.equal(thrownBy(() => unnamed.withAptPackages("git")).code, "image_unnamed");
  const options = { registry: "r", name: "n" };
  const file = Image.fromDockerfile("/d/Dockerfile", options).clone({ extendable: true });
  const forced = file as unknown as Image<"extendable">;
  assert.equal(thrownBy(() => forced.withAptPackages("git")).code, "image_is_dockerfile");
  assert.deepEqual([file.kind, base().kind, sealed.kind], ["dockerfile", "extendable", "sealed"]);
});

Deno.test("images and their layers cannot be changed", () => {
  const image = base().withPipPackages("a", { secretMounts: ["k"] });
  assert.ok([image, image.layers, image.layers[0], image.platform].every(Object.isFrozen));
  const [layer] = image.layers;
  assert.ok(layer?.type === "PipPackages" && Object.isFrozen(layer.packages) && Object.isFrozen(layer.secretMounts));
  const packages = ["a"];
  const made = layerOf("AptPackages", { packages });
  packages.push("b");
  assert.deepEqual(made.packages, ["a"]);
});

Deno.test("what is wrong with a layer is told where it is described", () => {
  const image = base();
  const cases: readonly [() => unknown, string, RegExp][] = [
    [() => image.withRequirements("reqs.in"), "image_layer_invalid", /"reqs\.in" must end in \.txt/],
    [() => image.withSourceFile(["a/x.py", "b/x.py"]), "image_layer_invalid", /same name.*x\.py/],
    [() => image.withLocalV2Plugins("redis", { distDir: "d" }), "image_layer_invalid", /flyteplugins-/],
    [() => image.withPipPackages(["a"] as unknown as string), "wrong_shape", /one by one/],
    [
      () => image.withAptPackages(3 as unknown as string),
      "wrong_shape",
      /packages must be a list of texts, not one of a number/,
    ],
    [() => image.withWorkdir(undefined as unknown as string), "wrong_shape", /workdir is missing/],
    [() => image.withEnvVars({ A: 1 as unknown as string }), "wrong_shape", /envVars/],
    [
      () => image.withUvProject("p", { projectInstallMode: "all" as "install_project" }),
      "wrong_shape",
      /"dependencies_only" or/,
    ],
    [() => image.withPipPackages("a", { indexUrll: "x" } as object), "unknown_field", /did you mean "indexUrl"/],
    [() => image.withAptPackages("a", { secretMount: "x" } as object), "unknown_field", /did you mean "secretMounts"/],
    [() => image.withSourceFolder("a", { dest: "x" } as object), "unknown_field", /did you mean "dst"/],
    [() => image.clone({ nam: "x" } as object), "unknown_field", /did you mean "name"/],
    [() => image.clone({ platform: "linux/arm" as "linux/arm64" }), "wrong_shape", /did you mean "linux\/arm64"/],
    [() => image.clone({ pythonVersion: "3.12" as unknown as [3, 12] }), "wrong_shape", /\[3, 12\]/],
    [() => image.withCommands(["\ud800"]), "not_utf8", /surrogate/],
    [() => image.withSourceFolder(1 as unknown as string), "wrong_shape", /src/],
    [() => image.withPoetryProject(1 as unknown as string), "wrong_shape", /pyproject/],
  ];
  for (const [run, code, message] of cases) {
    const error = thrownBy(run);
    assert.equal(error.code, code, error.message);
    assert.match(error.message, message);
  }
});

Deno.test("a secret is named, and its variable has a name that it can have", () => {
  assert.equal(new Secret("a-b").asEnvVar, "A_B");
  assert.equal(new Secret({ key: "k", group: "g" }).asEnvVar, "G_K");
  assert.equal(new Secret({ key: "k", mount: "/etc/flyte/secrets/" }).asEnvVar, undefined);
  assert.equal(
    String(new Secret({ key: "it's", asEnvVar: "A" })),
    `Secret(key="it's", group=None, mount=None, as_env_var='A')`,
  );
  assert.equal(new Secret("a").stableHash().length, 64);
  for (const init of ["it's", "é", "1a", { key: "a", mount: "/x" }, { key: "a", asEnvVar: "lower" }, { key: 1 }]) {
    assert.equal(thrownBy(() => new Secret(init as string)).code, "invalid_secret", JSON.stringify(init));
  }
});

Deno.test("the image of a name is looked up in a configuration, or in an ImageConfig", async () => {
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

Deno.test("a code bundle is resolved into files, or left out", async () => {
  const host = memoryHost({ files: { "/src/main.py": "1" } });
  const image = base().withCodeBundle({ copyStyle: "all", dst: "/app" }).withAptPackages("git");
  await assert.rejects(image.uri({ host }), { code: "code_bundle_unresolved" });
  assert.deepEqual(image.resolveCodeBundle("loaded_modules", "/src").layers.map(({ type }) => type), ["AptPackages"]);
  const resolved = image.resolveCodeBundle("none", "/src");
  assert.deepEqual(resolved.layers.map(({ type }) => type), ["AptPackages", "CopyConfig"]);
  const direct = base().withAptPackages("git").withSourceFolder("/src", { dst: "/app" });
  assert.equal(await resolved.uri({ host }), await direct.uri({ host }));
  const modules = base().withCodeBundle().resolveCodeBundle("none", "/src");
  await assert.rejects(modules.uri({ host }), { code: "loaded_modules_unknown" });
});

Deno.test("what registries refuse is told, and not refused", () => {
  const codes = (image: Image) => image.issues.map(({ code, path }) => `${code} ${path}`);
  assert.deepEqual(codes(base()), []);
  assert.deepEqual(codes(base().clone({ name: "App" })), ["invalid_reference name"]);
  assert.deepEqual(codes(base().clone({ registry: "https://x" })), ["invalid_reference registry"]);
  assert.deepEqual(codes(Image.fromBase("a b")), ["invalid_reference base_image"]);
  assert.deepEqual(codes(Image.fromDebianBase({ ...DEBIAN, pythonVersion: [3, 9] })), [
    "unknown_python_version python_version",
  ]);
});

Deno.test("printing an image shows no credentials", () => {
  const image = base().withPipPackages("a", {
    indexUrl: "https://me:s3cret@pypi.acme.com",
    extraArgs: "--token s3cret",
  });
  for (const text of [Deno.inspect(image), String(image)]) assert.doesNotMatch(text, /s3cret/);
  assert.match(JSON.stringify(image), /s3cret/, "the data itself was asked for");
});

Deno.test("what toDict gives makes the same image", async () => {
  const host = memoryHost({ files: { "/d/a.txt": "1", "/d/s.py": "# /// script\n# dependencies = ['a']\n# ///" } });
  const text = fc.string({ unit: "grapheme" });
  const step = fc.oneof(
    fc.tuple(fc.constant("apt"), text),
    fc.tuple(fc.constant("pip"), text),
    fc.tuple(fc.constant("env"), text),
    fc.tuple(fc.constant("run"), text),
    fc.tuple(fc.constant("cwd"), text),
    fc.tuple(fc.constant("secret"), fc.constantFrom("a", "b-c")),
    fc.tuple(fc.constant("file"), fc.constant("/d/a.txt")),
    fc.tuple(fc.constant("uv"), fc.constant("/d/pyproject.toml")),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step), async (steps) => {
      const image = steps.reduce((made: Image<"extendable">, [what, value]) => {
        if (what === "apt") return made.withAptPackages(value);
        if (what === "pip") return made.withPipPackages(value, { pre: true, extraIndexUrls: [value] });
        if (what === "env") return made.withEnvVars({ [value]: value });
        if (what === "run") return made.withCommands([value]);
        if (what === "cwd") return made.withWorkdir(value);
        if (what === "secret") {
          return made.withCommands([], { secretMounts: [value, new Secret({ key: value, group: "g" })] });
        }
        return made.withSourceFile(value);
      }, base());
      const wire = JSON.parse(JSON.stringify(image));
      const again = Image.fromDict(wire);
      assert.deepEqual(again.toDict(), image.toDict());
      assert.equal(await again.uri({ host }), await image.uri({ host }));
      assert.ok(again.isExtendable() && image.kind === again.kind);
    }),
    { numRuns: 200 },
  );
});

Deno.test("fromDict refuses what is no image", () => {
  const wire = base().withAptPackages("git", { secretMounts: [new Secret("a")] }).toDict();
  const bad: readonly [unknown, string][] = [
    [null, "wrong_shape"],
    [[], "wrong_shape"],
    [{}, "wrong_shape"],
    [{ ...wire, nam: 1 }, "unknown_field"],
    [{ ...wire, name: 1 }, "wrong_shape"],
    [{ ...wire, platform: [] }, "wrong_shape"],
    [{ ...wire, layers: [{ type: "Nothing" }] }, "wrong_shape"],
    [{ ...wire, layers: [{ type: "__proto__" }] }, "wrong_shape"],
    [{ ...wire, layers: [{ type: "AptPackages", packages: ["a"], pkgs: 1 }] }, "unknown_field"],
    [{ ...wire, layers: [{ type: "AptPackages" }] }, "wrong_shape"],
    [
      { ...wire, layers: [{ type: "AptPackages", packages: [], secret_mounts: [{ key: "a", mount: "/x" }] }] },
      "invalid_secret",
    ],
    [{ ...wire, layers: [{ type: "AptPackages", packages: [], secret_mounts: [{ kee: "a" }] }] }, "unknown_field"],
    [JSON.parse('{"__proto__": {"layers": []}}'), "unknown_field"],
  ];
  for (const [value, code] of bad) {
    assert.equal(thrownBy(() => Image.fromDict(value)).code, code, JSON.stringify(value));
  }
});

Deno.test("nobody else makes images", () => {
  const Made = Image as unknown as new (state: Partial<ImageState>) => Image;
  assert.equal(thrownBy(() => new Made({})).code, "wrong_shape");
});

Deno.test("where there are no files, none counts for one that is not there", async () => {
  const host = { ...memoryHost(), hasFiles: false, name: "a browser" };
  const images = [
    base().withSourceFolder("src"),
    base().withSourceFile("a.py"),
    base().withDockerignore(".dockerignore"),
    base().withUvProject("pyproject.toml"),
    base().withPixiProject("pixi.toml"),
    base().withLocalV2({ distDir: "dist" }),
    base().withRequirements("a.txt"),
    Image.fromUvScript("s.py", { name: "s", pythonVersion: [3, 12] }),
    Image.fromDockerfile("Dockerfile", { registry: "r", name: "n" }),
  ];
  for (const image of images) await assert.rejects(image.uri({ host }), { code: "no_file_system" }, String(image));
  assert.match(await base().withAptPackages("git").uri({ host }), /^ghcr\.io/);
});
