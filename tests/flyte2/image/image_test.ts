import assert from "node:assert/strict";
import {
  build,
  explainHash,
  Image,
  type ImageState,
  layerOf,
  memoryHost,
  prepareDockerfile,
  renderDockerfile,
  Secret,
} from "../../../v2.ts";
import { errorOf, thrownBy } from "../../_support/support.ts";

const DEBIAN = { pythonVersion: [3, 12], flyteVersion: "2.12.1" } as const;
const base = () => Image.fromBase("debian:12").clone({ registry: "ghcr.io/acme", name: "app", extendable: true });

Deno.test("an image of flyte 2 has the name of its base image until layers are added", async () => {
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

Deno.test("an image without flyte 2 is built, under a tag that is not a hash until layers are added", async () => {
  const image = Image.fromDebianBase({ pythonVersion: [3, 11], installFlyte: false });
  assert.equal(await image.uri(), "flyte:py3.11");
  assert.deepEqual(image.layers.map(({ type }) => type), ["_DockerLines", "Commands", "WorkDir", "Env", "AptPackages"]);
  assert.match(await image.clone({ name: "x" }).uri(), /^x:[0-9a-f]{32}$/);
});

Deno.test("versions that Python takes from itself are required", () => {
  const versionless = { flyteVersion: "2.12.1" } as unknown as typeof DEBIAN;
  assert.equal(thrownBy(() => Image.fromDebianBase(versionless)).code, "invalid_option");
  const flyteless = { pythonVersion: [3, 12] } as unknown as typeof DEBIAN;
  assert.match(thrownBy(() => Image.fromDebianBase(flyteless)).message, /flyteVersion.*installFlyte: false/);
});

Deno.test("the configured registry is used only if the image has no other", async () => {
  const config = { image: { registry: "reg.acme.com/flyte" } };
  const image = Image.fromDebianBase({ ...DEBIAN, config });
  assert.equal(image.isCloned, false);
  assert.match(await image.withAptPackages("git").uri(), /^reg\.acme\.com\/flyte\/flyte:/);
  assert.match(await Image.fromDebianBase({ ...DEBIAN, config, registry: "other" }).uri(), /^other\/flyte:/);
  assert.equal(Image.fromDebianBase({ ...DEBIAN, config: { image: { registry: "" } } }).registry, undefined);
});

Deno.test("layers can be added to extendable images with a name", () => {
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

Deno.test("images and their layers are immutable", () => {
  const image = base().withPipPackages("a", { secretMounts: ["k"] });
  assert.ok([image, image.layers, image.layers[0], image.platform].every(Object.isFrozen));
  const [layer] = image.layers;
  assert.ok(layer?.type === "PipPackages" && Object.isFrozen(layer.packages) && Object.isFrozen(layer.secretMounts));
  const packages = ["a"];
  const made = layerOf("AptPackages", { packages });
  packages.push("b");
  assert.deepEqual(made.packages, ["a"]);
});

Deno.test("invalid layers are rejected when they are added", () => {
  const image = base();
  const cases: readonly [() => unknown, string, RegExp][] = [
    [() => image.withRequirements("reqs.in"), "image_layer_invalid", /"reqs\.in" must end in \.txt/],
    [() => image.withSourceFile(["a/x.py", "b/x.py"]), "image_layer_invalid", /same name.*x\.py/],
    [() => image.withLocalV2Plugins("redis", { distDir: "d" }), "image_layer_invalid", /flyteplugins-/],
    [() => image.clone({ platform: "linux/arm" as "linux/arm64" }), "wrong_shape", /did you mean "linux\/arm64"/],
    [() => image.withCommands(["\ud800"]), "not_utf8", /surrogate/],
  ];
  for (const [run, code, message] of cases) {
    const error = thrownBy(run);
    assert.equal(error.code, code, error.message);
    assert.match(error.message, message);
  }
});

Deno.test("arguments and options are checked, and messages show the correct call", () => {
  const image = base() as unknown as Record<string, (...given: readonly unknown[]) => unknown>;
  const start = Image as unknown as typeof image;
  const calls: readonly [() => unknown, string][] = [
    [
      () => image.withPipPackages!(["a"]),
      'item 1 must be a string, found a list; write withPipPackages("a", "b")',
    ],
    [() => image.withAptPackages!(3), "Image.withAptPackages: item 1 must be a string, found a number"],
    [() => image.withPipPackages!("a", undefined), "Image.withPipPackages: item 2 must be a string, found undefined"],
    [
      () => image.withPipPackages!("a", { indexUrll: "x" }),
      'withPipPackages: unknown option "indexUrll"; did you mean "indexUrl"?',
    ],
    [
      () => image.withPipPackages!("a", { pre: "yes" }),
      "Image.withPipPackages: option pre must be true or false, found a string",
    ],
    [() => image.withAptPackages!("a", { secretMount: "x" }), 'did you mean "secretMounts"?'],
    [() => image.withCommands!("a", "b"), "Image.withCommands: options must be an object, found a string"],
    [
      () => image.withCommands!(null),
      "Image.withCommands: commands must be a string or a list of strings, found null",
    ],
    [() => image.withWorkdir!(undefined), "Image.withWorkdir: workdir must be a string, found undefined"],
    [
      () => image.withEnvVars!({ A: 1 }),
      'withEnvVars: A must be a string, found a number; write withEnvVars({ A: "…" })',
    ],
    [
      () => image.withEnvVars!("A=1"),
      'withEnvVars: envVars must be an object, found a string; write withEnvVars({ NAME: "value" })',
    ],
    [() => image.withSourceFolder!("a", { dest: "x" }), 'did you mean "dst"?'],
    [() => image.withSourceFolder!(1), "Image.withSourceFolder: src must be a string, found a number"],
    [
      () => image.withUvProject!("p", { projectInstallMode: "all" }),
      'must be "dependencies_only" or "install_project"',
    ],
    [() => image.withPoetryProject!(1), "Image.withPoetryProject: pyprojectFile must be a string, found a number"],
    [() => image.withLocalV2!(), 'found undefined; write withLocalV2({ distDir: "dist" })'],
    [() => image.withLocalV2!("dist"), 'found a string; write withLocalV2({ distDir: "dist" })'],
    [
      () => image.withLocalV2!({}),
      'withLocalV2: option distDir is required; write withLocalV2({ distDir: "dist" })',
    ],
    [
      () => image.withLocalV2Plugins!("flyteplugins-a"),
      'write withLocalV2Plugins("flyteplugins-ray", { distDir: "dist" })',
    ],
    [() => image.clone!({ nam: "x" }), 'did you mean "name"?'],
    [
      () => image.clone!({ pythonVersion: 3.12 }),
      'pythonVersion must be a version of Python such as [3, 12] or "3.12", found a number',
    ],
    [() => image.clone!({ pythonVersion: "3.12.1" }), 'such as [3, 12] or "3.12"'],
    [
      () => image.resolveRef!(undefined),
      "refs must be a flyte 2 Config, its image section, or an ImageConfig, found undefined",
    ],
    [() => image.resolveRef!({ image: { imageRefs: { a: 1 } } }), "refs must be a flyte 2 Config"],
    [() => image.resolveCodeBundle!("some", "."), 'copyStyle must be "none" or "loaded_modules"'],
    [
      () => start.fromBase!(undefined),
      'Image.fromBase: imageUri must be a string, found undefined; write Image.fromBase("debian:12")',
    ],
    [
      () => start.fromDebianBase!(),
      'found undefined; write Image.fromDebianBase({ pythonVersion: [3, 12], flyteVersion: "2.12.1" })',
    ],
    [
      () => start.fromUvScript!("x.py"),
      'found undefined; write Image.fromUvScript("job.py", { name: "app", pythonVersion: [3, 12] })',
    ],
    [
      () => start.fromUvScript!("x.py", { name: "a" }),
      "Image.fromUvScript: option pythonVersion is required; write pythonVersion: [3, 12]",
    ],
    [
      () => start.fromUvScript!("x.py", { pythonVersion: [3, 12] }),
      "Image.fromUvScript: option name is required; write Image.fromUvScript(",
    ],
    [
      () => start.fromUvScript!(1, { name: "a" }),
      "script must be the path of the script or { name, text }, found a number",
    ],
    [
      () => start.fromDockerfile!("Dockerfile"),
      'Image.fromDockerfile("Dockerfile", { registry: "ghcr.io/acme", name: "app" })',
    ],
    [() => new Secret(undefined as unknown as string), 'write new Secret("github-pat")'],
    [() => new Secret({ kee: "a" } as unknown as string), 'did you mean "key"?'],
    [
      () => layerOf("AptPackages", null as unknown as object),
      "AptPackages: expected an object with fields, found null",
    ],
    [() => renderDockerfile(undefined as unknown as Image), "renderDockerfile: image must be a flyte 2 Image"],
    [() => renderDockerfile(base(), { instaler: "pip" } as object), 'did you mean "installer"?'],
  ];
  for (const [call, message] of calls) {
    const error = thrownBy(call);
    assert.ok(["invalid_option", "invalid_argument", "wrong_shape"].includes(error.code), error.code);
    assert.ok(error.message.includes(message), error.message);
  }
});

Deno.test("arguments and options of asynchronous functions are checked", async () => {
  const image = base();
  const calls: readonly [() => Promise<unknown>, RegExp][] = [
    [() => image.uri({ rootdir: "." } as object), /Image\.uri: unknown option "rootdir"; did you mean "rootDir"/],
    [() => image.uri({ host: {} } as object), /host must be a host/],
    [() => image.uri(null as unknown as object), /found null/],
    [
      () => image.validate("x" as unknown as object),
      /Image\.validate: options must be an object, found a string/,
    ],
    [() => image.existence({ client: 1 } as object), /client must be a RegistryClient/],
    [() => image.exist({ timeout: 1 } as object), /unknown option "timeout"/],
    [() => explainHash(image, undefined as unknown as Image), /explainHash: other must be a flyte 2 Image/],
    [() => explainHash(image, image, [{}, null] as never), /explainHash: options must be an object, found null/],
    [() => prepareDockerfile(image, { rootdir: "." } as object), /did you mean "rootDir"/],
    [() => build(image, undefined as never), /write build\(image, { builder: dockerBuilder\(\) }\)/],
    [() => build(image, {} as never), /build: option builder is required/],
    [() => build(image, { builder: () => {} } as never), /builder must be a builder \(see dockerBuilder of /],
    [() => build(undefined as never, undefined as never), /build: image must be a flyte 2 Image/],
  ];
  for (const [call, message] of calls) {
    const error = await errorOf(call);
    assert.ok(["invalid_option", "invalid_argument"].includes(error.code), error.code);
    assert.match(error.message, message);
  }
});

Deno.test("the version of Python can be a string", async () => {
  const image = Image.fromDebianBase({ pythonVersion: "3.12", flyteVersion: "2.12.1" });
  assert.equal(await image.uri(), "ghcr.io/flyteorg/flyte:py3.12-v2.12.1");
  assert.deepEqual([image.pythonVersion, image.clone({ pythonVersion: "3.10" }).pythonVersion], [[3, 12], [3, 10]]);
  assert.deepEqual(Image.fromDict(image.toDict()).pythonVersion, [3, 12]);
});

Deno.test("a code bundle is resolved into files, or removed", async () => {
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

Deno.test("printing an image shows no credentials", () => {
  const image = base().withPipPackages("a", {
    indexUrl: "https://me:s3cret@pypi.acme.com",
    extraArgs: "--token s3cret",
  });
  for (const text of [Deno.inspect(image), String(image)]) assert.doesNotMatch(text, /s3cret/);
  assert.match(JSON.stringify(image), /s3cret/, "the data itself was asked for");
});

Deno.test("the constructor rejects incomplete images", () => {
  const Made = Image as unknown as new (state: Partial<ImageState>) => Image;
  assert.equal(thrownBy(() => new Made({})).code, "wrong_shape");
});

Deno.test("without a file system, images with files are rejected", async () => {
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

Deno.test("the registry is asked by the image's name, unless a cloned image has no registry", async () => {
  const asked: string[] = [];
  const exists = (name: string) => {
    asked.push(name);
    return Promise.resolve({ state: "absent", reason: "not_found" } as const);
  };
  const image = base().withCommands(["make"]);
  assert.deepEqual(await image.existence({ client: { exists } }), { state: "absent", reason: "not_found" });
  assert.equal(await image.exist({ client: { exists } }), false);
  assert.equal(await Image.fromBase("debian:12").exist({ client: { exists } }), false);
  assert.deepEqual(asked, [await image.uri(), await image.uri(), "debian:12"]);
  const local = Image.fromBase("debian:12").clone({ name: "app", extendable: true }).withCommands(["make"]);
  const answer = await local.existence({ client: { exists } });
  assert.deepEqual([answer.state, answer.state === "unknown" && answer.reason], ["unknown", "no_registry"]);
  assert.equal(await local.exist({ client: { exists } }), null);
  assert.equal(asked.length, 3);
});
