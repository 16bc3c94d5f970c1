import assert from "node:assert/strict";
import fc from "fast-check";
import {
  explainHash,
  type Host,
  ImageBuildEngine,
  ImageSpec,
  type ImageSpecInit,
  memoryHost,
  PythonFloat,
  validateContainerRegistryName,
} from "../../../mod.ts";
import { ImageSpec as SmallImageSpec } from "../../../src/flytekit/image_spec/mod.ts";
import { lower } from "../../../src/python/strings.ts";
import { jsonDumps, jsonLoads } from "../../../src/python/json.ts";
import { registry, specCase, tagFormat } from "../../conformance/image_spec/generate.ts";
import { formatted } from "../../conformance/image_spec/compare.ts";
import { errorOf, thrownBy } from "../../_support/support.ts";

Deno.test("defaults are flytekit's", async () => {
  const spec = new ImageSpec();
  assert.equal(spec.id, "fv8aVGdGU6GT1t5W98ZQPA");
  assert.equal(await spec.imageName(), "flytekit:fv8aVGdGU6GT1t5W98ZQPA");
  assert.deepEqual({ ...spec }, { ...new ImageSpec({ name: "flytekit", platform: "linux/amd64", packages: null }) });
  assert.equal(spec.builder, undefined);
  assert.equal(new ImageSpec({ sourceRoot: "" }).sourceCopyMode, "LOADED_MODULES");
  assert.equal(new ImageSpec({ sourceRoot: ".", sourceCopyMode: "ALL" }).sourceCopyMode, "ALL");
});

Deno.test("the platform follows the machine only for registries at localhost, and an issue says so", () => {
  const platform = (registry: string, machine?: string) => new ImageSpec({ registry }, { machine }).platform;
  assert.equal(platform("LOCALHOST:5000", "AArch64"), "linux/arm64");
  const here = Deno.build.arch === "aarch64" ? "linux/arm64" : "linux/amd64";
  assert.equal(platform("localhost:5000"), here);
  assert.equal(platform("localhost:5000", "x86_64"), "linux/amd64");
  assert.equal(platform("ghcr.io", "arm64"), "linux/amd64");
  assert.equal(new ImageSpec({ registry: "localhost:1", platform: "a" }, { machine: "arm64" }).platform, "a");
  const assumed = (init: ImageSpecInit) =>
    new ImageSpec(init, { machine: "arm64" }).forcePush().issues.filter(({ code }) => code === "platform_assumed");
  assert.match(assumed({ registry: "localhost:5000" })[0]?.message ?? "", /is linux\/arm64 on this machine/);
  assert.deepEqual(assumed({ registry: "localhost:5000", platform: "linux/amd64" }), []);
  assert.deepEqual(assumed({ registry: "ghcr.io" }), []);
});

Deno.test("a specification and its values are frozen", () => {
  const packages = ["a"];
  const spec = new ImageSpec({
    packages,
    env: { A: "1" },
    pipSecretMounts: [["a", "b"]],
    builderOptions: { a: [{ b: 1 }] },
  });
  packages.push("b");
  assert.deepEqual(spec.packages, ["a"]);
  for (const value of [spec, spec.packages, spec.env, spec.pipSecretMounts?.[0], spec.builderOptions?.a]) {
    assert.ok(Object.isFrozen(value));
  }
  assert.equal(Object.getPrototypeOf(spec.env), null);
});

Deno.test("the hash leaves out builder, runtimePackages and pipSecretMounts", () => {
  const plain = new ImageSpec();
  const same: ImageSpecInit = { builder: "noop", runtimePackages: ["a"], pipSecretMounts: [["a", "b"]] };
  assert.equal(plain.with(same).id, plain.id);
  assert.equal(new ImageSpec({ baseImage: plain.with(same) }).id, new ImageSpec({ baseImage: plain }).id);
  assert.notEqual(plain.with({ registryConfig: "a" }).id, plain.id);
});

Deno.test("with… methods add, forcePush lasts, and the original is unchanged", () => {
  const spec = new ImageSpec({ packages: ["a"] });
  const more = spec.forcePush().withPackages(["b", "c"]).withPackages("d").withAptPackages("git").withCommands(["x"])
    .withCopy("f").withRuntimePackages(["r"]).withBuilderOptions({ a: 1, b: 2 }).withBuilderOptions({ a: 3, c: null });
  assert.deepEqual(more.packages, ["a", "b", "c", "d"]);
  assert.deepEqual([more.aptPackages, more.commands, more.copy, more.runtimePackages], [["git"], ["x"], ["f"], ["r"]]);
  assert.equal(JSON.stringify(more.builderOptions), '{"a":3,"b":2,"c":null}');
  assert.ok(more.isForcePush && !spec.isForcePush && !new ImageSpec({}, { isForcePush: false }).isForcePush);
  assert.deepEqual(spec.packages, ["a"]);
  assert.equal(more.with({ packages: undefined }).packages, undefined);
  assert.equal(spec.forcePush().id, spec.id);
});

Deno.test("invalid fields are rejected with their path and without their value", () => {
  const refused = (init: unknown) => thrownBy(() => new ImageSpec(init as ImageSpecInit));
  const cases: readonly [init: unknown, code: string, path: string][] = [
    [{ registry: "http://me:hunter2@a" }, "invalid_registry", "registry"],
    [{ packages: "a" }, "wrong_shape", "packages"],
    [{ packages: [1] }, "wrong_shape", "packages[0]"],
    [{ packages: [, "a"] }, "wrong_shape", "packages[0]"],
    [{ pipSecretMounts: [["hunter2"]] }, "wrong_shape", "pipSecretMounts"],
    [{ env: { A: 1 } }, "wrong_shape", "env.A"],
    [{ env: ["A"] }, "wrong_shape", "env"],
    [{ builderOptions: [] }, "wrong_shape", "builderOptions"],
    [{ builderOptions: { a: [new Date()] } }, "wrong_shape", "builderOptions.a[0]"],
    [{ sourceCopyMode: "all" }, "wrong_shape", "sourceCopyMode"],
    [{ baseImage: { name: "a" } }, "wrong_shape", "baseImage"],
    [{ name: 1 }, "wrong_shape", "name"],
    [{ package: [] }, "unknown_field", "package"],
    [{ python_version: "3" }, "unknown_field", "python_version"],
    ["a", "wrong_shape", "the specification"],
  ];
  for (const [init, code, path] of cases) {
    const error = refused(init);
    assert.deepEqual([error.code, error.path], [code, path]);
    assert.doesNotMatch(error.message, /hunter2/);
  }
  assert.match(refused({ python_version: "3" }).message, /did you mean "pythonVersion"/);
  let deep: unknown = 1;
  for (let depth = 0; depth < 5000; depth++) deep = [deep];
  assert.equal(refused({ builderOptions: { deep } }).code, "too_deep");
});

Deno.test("fromDict reads the result of toDict, with the same hash", () => {
  fc.assert(fc.property(specCase, ({ spec: text, machine }) => {
    const wire = jsonLoads(text);
    let spec: ImageSpec;
    try {
      spec = ImageSpec.fromDict(wire, { machine });
    } catch {
      return;
    }
    const copy = ImageSpec.fromDict(spec.toDict());
    assert.equal(copy.id, spec.id);
    assert.equal(jsonDumps(copy.toDict()), jsonDumps(spec.toDict()));
    assert.equal(spec.with({}).id, spec.id);
    assert.equal(ImageSpec.fromDict(jsonLoads(jsonDumps(spec.toDict()))).id, spec.id);
    assert.match(spec.id, /^[\w-]{22}$/);
    JSON.stringify(spec);
    String(spec);
    Deno.inspect(spec);
    assert.ok(spec.issues.every(({ path }) => path));
  }));
});

Deno.test("fromDict rejects unknown fields, also in base images", () => {
  const error = thrownBy(() => ImageSpec.fromDict({ base_image: { apt_package: [] } }));
  assert.deepEqual([error.code, error.path], ["unknown_field", "base_image.apt_package"]);
  assert.match(error.message, /did you mean "apt_packages"/);
  assert.match(thrownBy(() => ImageSpec.fromDict({ aptPackages: [] })).message, /did you mean "apt_packages"/);
  assert.equal(thrownBy(() => ImageSpec.fromDict(null)).code, "wrong_shape");
});

Deno.test("fromDict names fields as flytekit does, with the path to them in base images", () => {
  const cases: readonly (readonly [wire: unknown, code: string, path: string])[] = [
    [{ pip_secret_mounts: 1 }, "wrong_shape", "pip_secret_mounts"],
    [{ base_image: { packages: ["a", 1] } }, "wrong_shape", "base_image.packages[1]"],
    [{ base_image: { env: { A: [] } } }, "wrong_shape", "base_image.env.A"],
    [{ base_image: { base_image: { builder_options: [] } } }, "wrong_shape", "base_image.base_image.builder_options"],
    [{ base_image: { builder_options: { a: { b: [() => 1] } } } }, "wrong_shape", "base_image.builder_options.a.b[0]"],
    [{ base_image: { base_image: [] } }, "wrong_shape", "base_image.base_image"],
    [{ base_image: { python_version: 3.1 } }, "wrong_shape", "base_image.python_version"],
    [{ base_image: { registry: "http://me:hunter2@a" } }, "invalid_registry", "base_image.registry"],
    [{ base_image: { name: null } }, "wrong_shape", "base_image.name"],
  ];
  for (const [wire, code, path] of cases) {
    const error = thrownBy(() => ImageSpec.fromDict(wire));
    assert.deepEqual([error.code, error.path], [code, path]);
    assert.ok(error.message.startsWith(`ImageSpec: ${path} `), error.message);
    assert.doesNotMatch(error.message, /hunter2/);
  }
  const inYaml = thrownBy(() => ImageSpec.fromYaml("base_image:\n  base_image:\n    python_version: 3.10\n"));
  assert.equal(inYaml.path, "base_image.base_image.python_version");
  assert.doesNotMatch(thrownBy(() => ImageSpec.fromDict({ base_image: { env: { A: { B: 1 } } } })).message, /1$/);
});

Deno.test("fromYaml keeps the order of keys and Python's numbers", () => {
  const text = 'name: a\nenv: {b: x, "2": y, a: z}\nbuilder_options: {f: 1.0, i: 1}\nbase_image: ubuntu:22.04\n';
  const spec = ImageSpec.fromYaml({ name: "spec.yaml", text });
  assert.equal(spec.id, "ZRZtC8Kz9UWu0gMSGazLTA");
  assert.deepEqual(spec.builderOptions?.f, new PythonFloat(1));
  assert.deepEqual(spec.issues, []);
  const error = thrownBy(() => ImageSpec.fromYaml("python_version: 3.10"));
  assert.deepEqual([error.code, error.path], ["wrong_shape", "python_version"]);
  assert.match(error.message, /quotes/);
  assert.equal(thrownBy(() => ImageSpec.fromYaml("")).code, "wrong_shape");
  assert.equal(thrownBy(() => ImageSpec.fromYaml("a: [")).code, "yaml_syntax");
  assert.equal(thrownBy(() => ImageSpec.fromYaml("builder_options: {1: a}")).code, "wrong_shape");
});

Deno.test("scalars in string fields are hashed as such, kept, compared and reported as issues", async () => {
  const text = "python_version: 3.11\ncuda: 12\nenv: {A: true, B: 1.0, C: x, D: }\n";
  const spec = ImageSpec.fromYaml(text);
  assert.deepEqual([spec.pythonVersion, spec.cuda, { ...spec.env }], ["3.11", "12", {
    A: "True",
    B: "1.0",
    C: "x",
    D: "None",
  }]);
  assert.deepEqual(
    spec.issues.filter(({ code }) => code === "scalar_for_string").map(({ path }) => path),
    ["python_version", "cuda", "env.A", "env.B", "env.D"],
  );
  for (const copy of [ImageSpec.fromDict(spec.toDict()), spec.forcePush(), new ImageSpec(spec)]) {
    assert.equal(copy.id, spec.id);
  }
  const quotedSpec = ImageSpec.fromYaml(
    'python_version: "3.11"\ncuda: "12"\nenv: {A: "True", B: "1.0", C: x, D: None}\n',
  );
  assert.notEqual(quotedSpec.id, spec.id);
  assert.equal(
    spec.with({ pythonVersion: "3.11", cuda: "12", env: { A: "1" } }).id,
    quotedSpec.with({ env: { A: "1" } }).id,
  );
  assert.equal(spec.withPackages("a").with({ packages: undefined }).id, spec.id);
  assert.deepEqual(explainHash(spec, quotedSpec).differences.slice(0, 2).map(({ one, other }) => [one, other]), [
    ["3.11", "'3.11'"],
    ["{'A': True, 'B': 1.0, 'C': 'x', 'D': None}", "{'A': 'True', 'B': '1.0', 'C': 'x', 'D': 'None'}"],
  ]);
  const base = ImageSpec.fromDict({ base_image: { python_version: 3.11 } });
  assert.equal(base.id, "tIrvHPvnAXaf_9KPuLl1-Q");
  assert.equal(
    await new ImageSpec({ baseImage: spec }).imageName(),
    await new ImageSpec({ baseImage: await spec.imageName() }).imageName(),
  );
});

Deno.test("scalars that flytekit fails on, and null as a name, are rejected", () => {
  for (
    const wire of [
      { name: null },
      { name: 1 },
      { registry: 1 },
      { requirements: true },
      { python_version: 3.1 },
      { env: { A: [1] } },
      { packages: [1] },
      { base_image: { name: null } },
    ]
  ) {
    assert.equal(thrownBy(() => ImageSpec.fromDict(wire)).code, "wrong_shape", JSON.stringify(wire));
  }
  assert.equal(thrownBy(() => ImageSpec.fromYaml("name:\n")).path, "name");
  assert.equal(thrownBy(() => new ImageSpec({ name: null } as unknown as ImageSpecInit)).code, "wrong_shape");
});

Deno.test("options of builders are bounded, and lists in them have no holes", () => {
  let shared: unknown = [1];
  for (let level = 0; level < 60; level++) shared = [shared, shared];
  const code = (builderOptions: unknown) =>
    thrownBy(() => ImageSpec.fromDict({ builder_options: builderOptions })).code;
  assert.equal(code({ shared }), "too_many_values");
  assert.equal(code({ a: [, 1] }), "wrong_shape");
});

Deno.test("the nesting of base images is bounded", () => {
  let wire: object = {};
  for (let depth = 0; depth < 20_000; depth++) wire = { base_image: wire };
  assert.equal(thrownBy(() => ImageSpec.fromDict(wire)).code, "too_deep");
  let spec = new ImageSpec();
  const error = thrownBy(() => {
    for (let depth = 0; depth < 20_000; depth++) spec = new ImageSpec({ baseImage: spec });
  });
  assert.equal(error.code, "too_deep");
  assert.match(spec.id, /^[\w-]{22}$/);
  assert.ok(spec.issues.length >= 0 && JSON.stringify(spec).length > 0 && explainHash(spec, spec).isSame);
});

Deno.test("fromYaml reports duplicate keys", () => {
  const { issues, packages } = ImageSpec.fromYaml("packages: [a]\npython_version: '3.12'\npackages: [b]\n");
  assert.deepEqual([issues.map(({ code }) => code), packages], [["yaml_duplicate_key"], ["b"]]);
});

Deno.test("fromYaml reports fields that flytekit reads differently, until they are changed", () => {
  const spec = ImageSpec.fromYaml("source_copy_mode: ALL\nbase_image: {name: x}\npip_secret_mounts: [[a, b]]\n");
  const paths = (one: ImageSpec) => one.issues.map(({ path }) => path);
  assert.deepEqual(paths(spec), ["source_copy_mode", "base_image", "pip_secret_mounts"]);
  assert.deepEqual(paths(spec.with({ baseImage: "a" }).forcePush()), ["source_copy_mode", "pip_secret_mounts"]);
});

Deno.test("the tag depends on requirements, copied and source files; LOADED_MODULES is rejected", async () => {
  const host = memoryHost({ files: { "/r.txt": " a\n", "/s.txt": "a" } });
  const tag = (init: ImageSpecInit, options = {}) => new ImageSpec(init).tag({ host, ...options });
  assert.equal(await tag({ requirements: "/r.txt" }), await tag({ requirements: "/s.txt" }));
  assert.equal(await tag({ registryConfig: "a" }), await tag({}));
  const digests = { source: () => Promise.resolve("abc"), copy: () => Promise.resolve("def") };
  const plain = new ImageSpec({ sourceRoot: "abc", sourceCopyMode: "ALL" }).id;
  assert.equal(await tag({ sourceRoot: "/x", sourceCopyMode: "ALL" }, { digests }), plain.replaceAll("-", "_"));
  assert.equal(await tag({ copy: ["a"] }, { digests }), await tag({ copy: ["b"] }, { digests }));
  const failed = async (init: ImageSpecInit) => (await errorOf(() => tag(init))).code;
  assert.equal(await failed({ sourceRoot: "/x" }), "loaded_modules_unknown");
  assert.equal(await failed({ sourceCopyMode: "ALL" }), "missing_source_root");
  assert.equal(await failed({ sourceCopyMode: "LOADED_MODULES" }), "missing_source_root");
  assert.equal(await failed({ tagFormat: "{hash}" }), "invalid_tag_format");
  const error = await errorOf(() => tag({ requirements: "/none" }));
  assert.deepEqual([error.code, error.path], ["file_not_found", "requirements"]);
  const inner = new ImageSpec({ sourceRoot: "/x" });
  assert.equal(await failed({ baseImage: inner }), "loaded_modules_unknown");
});

Deno.test("the tag depends on the names that builders gave to base images", async () => {
  const baseImage = new ImageSpec({ name: "base" });
  const spec = new ImageSpec({ baseImage });
  const realNames = new Map([[await baseImage.imageName(), "real:1"]]);
  assert.equal(await spec.tag({ realNames }), await new ImageSpec({ baseImage: "real:1" }).tag());
  assert.equal(await spec.tag(), await new ImageSpec({ baseImage: await baseImage.imageName() }).tag());
});

Deno.test("isContainer is true outside of executions, and in the image of the specification", () => {
  const spec = new ImageSpec();
  assert.ok(spec.isContainer({ env: {} }));
  assert.ok(!spec.isContainer({ env: {}, inExecution: true }));
  assert.ok(spec.isContainer({ env: { _F_IMG_ID: spec.id }, inExecution: true }));
  assert.ok(!spec.isContainer({ env: { _F_IMG_ID: "other", FLYTE_INTERNAL_EXECUTION_ID: "e" } }));
  assert.ok(spec.isContainer({ host: memoryHost({ env: { _F_IMG_ID: "other" } }) }));
  assert.ok(spec.isContainer({ env: { _F_IMG_ID: "other", FLYTE_INTERNAL_EXECUTION_ID: "e" }, inExecution: false }));
  assert.match(thrownBy(() => spec.isContainer({ inExecutoin: true } as object)).message, /did you mean "inExecution"/);
});

Deno.test("fromEnv pins the versions of the interpreter", async () => {
  const asked: (readonly string[])[] = [];
  const host = python({ python: "3.12", machine: "aarch64", packages: { numpy: "2.1", pandas: "3" } }, asked);
  const spec = await ImageSpec.fromEnv({
    host,
    python: "/venv/bin/python",
    pinnedPackages: ["pandas", "numpy"],
    packages: ["a"],
    registry: "localhost:5000",
  });
  assert.deepEqual(spec.packages, ["a", "pandas==3", "numpy==2.1"]);
  assert.deepEqual([spec.pythonVersion, spec.platform], ["3.12", "linux/arm64"]);
  assert.deepEqual([asked[0]![0], asked[0]![1], ...asked[0]!.slice(3)], ["/venv/bin/python", "-c", "pandas", "numpy"]);
  assert.deepEqual((await ImageSpec.fromEnv({ host })).packages, []);
  const failed = async (options: object) => (await errorOf(() => ImageSpec.fromEnv({ host, ...options }))).code;
  assert.equal(await failed({ pythonVersion: "3.12" }), "invalid_option");
  assert.equal(await failed({ pinnedPackages: ["numpy", "none"] }), "package_not_installed");
  assert.equal(await failed({ host: python("hello") }), "python_unusable");
  assert.equal(await failed({ host: python({}, [], 1) }), "python_unusable");
  assert.equal(await failed({ packages: [1] }), "wrong_shape");
  // As flytekit, which hashes None as what is not set, and an empty list as one.
  const named = async (packages: readonly string[] | null | undefined) =>
    (await ImageSpec.fromEnv({ packages, host: python({ python: "3.12", machine: "x86_64", packages: {} }) })).id;
  assert.equal(await named(null), new ImageSpec({ pythonVersion: "3.12" }).id);
  assert.equal(await named(undefined), new ImageSpec({ pythonVersion: "3.12", packages: [] }).id);
});

function python(answer: unknown, asked: (readonly string[])[] = [], code = 0): Host {
  const stdout = new TextEncoder().encode(typeof answer === "string" ? answer : JSON.stringify(answer) + "\n");
  const run: Host["run"] = (command) => {
    asked.push(command);
    return Promise.resolve({ code, stdout, stderr: new Uint8Array() });
  };
  return { ...memoryHost(), run };
}

Deno.test("issues report a missing Python version, and instructions as commands", () => {
  const codes = (init: ImageSpecInit) => new ImageSpec(init).issues.map(({ code, path }) => `${code} ${path}`);
  for (const init of [{ packages: ["a"] }, { requirements: "r.txt" }, { condaPackages: ["a"] }]) {
    assert.deepEqual(codes(init), ["python_version_assumed python_version"]);
    for (const more of [{ pythonVersion: "3.12" }, { pythonExec: "/usr/bin/python3" }, { builder: "noop" }]) {
      assert.deepEqual(codes({ ...init, ...more }), []);
    }
  }
  assert.deepEqual(codes({ commands: ["make", "RUN make"] }), ["instruction_in_command commands[1]"]);
});

Deno.test("issues report what registries reject, and nothing else", () => {
  const paths = (init: ImageSpecInit) => new ImageSpec(init).issues.map(({ path }) => path);
  assert.deepEqual(paths({ registry: "ghcr.io/acme", baseImage: "ubuntu:22.04", tagFormat: "v{spec_hash}" }), []);
  assert.deepEqual(paths({ registry: "localhost:5000", name: "a/b", platform: "linux/amd64" }), []);
  for (const odd of ["a..b", "-a", "a:65536", "a/-b", "a/..", "a/é", "a_b\n", "a_b."]) {
    assert.deepEqual(new Set(paths({ registry: odd })), new Set(["registry"]), odd);
  }
  assert.deepEqual(paths({ name: "a b" }), ["name"]);
  assert.deepEqual(paths({ tagFormat: "{spec_hash}+x" }), ["tag_format"]);
  assert.deepEqual(paths({ tagFormat: "{" }), ["tag_format"]);
  assert.deepEqual(paths({ baseImage: "A B" }), ["base_image"]);
  assert.deepEqual(paths({ baseImage: new ImageSpec({ name: "A B" }) }), ["base_image.name"]);
});

Deno.test("any registry and any tag format is accepted or rejected with a FlyteConfigError", () => {
  // Like the constructor: a letter may become two characters in lowercase, one of which is not a letter.
  fc.assert(fc.property(registry, (name) => {
    if (validateContainerRegistryName(lower(name))) new ImageSpec({ registry: name }).issues.map(String);
  }));
  fc.assert(fc.property(tagFormat, (template) => void formatted(template)));
  assert.ok(validateContainerRegistryName(`a${"/a".repeat(1_000_000)}`));
});

Deno.test("an issue about a base image says what is probably wrong with it", () => {
  const messageOf = (baseImage: string) => new ImageSpec({ baseImage }).issues[0]?.message ?? "";
  assert.match(messageOf("ghcr.io/a:{{ version }}"), /it contains a template placeholder; fill it in first$/);
  assert.match(messageOf("ghcr.io/a:b/c"), /its tag "b\/c" contains a slash; write for example "b-c"$/);
  assert.match(messageOf("A b"), /is not a valid image name: its name is invalid$/);
  assert.equal(messageOf("ghcr.io/a:b"), "");
});

Deno.test("specifications are the same, whichever entry point has created them", async () => {
  const init = { packages: ["pandas"], registry: "ghcr.io/acme" };
  const ours = [
    new ImageSpec(init),
    ImageSpec.fromDict(new ImageSpec(init).toDict()),
    ImageSpec.fromYaml("packages: [pandas]\nregistry: ghcr.io/acme\n"),
    new ImageSpec({ registry: "ghcr.io/acme" }).withPackages("pandas"),
  ];
  const theirs = [new SmallImageSpec(init), SmallImageSpec.fromDict(new SmallImageSpec(init).toDict())];
  for (const spec of [...ours, ...theirs]) {
    assert.ok(spec instanceof ImageSpec && spec instanceof SmallImageSpec);
    assert.equal(Object.getPrototypeOf(spec), SmallImageSpec.prototype);
    assert.equal(spec.constructor.name, "ImageSpec");
    assert.equal(spec.id, ours[0]!.id);
    assert.equal(new ImageSpec({ baseImage: spec }).baseImage, spec);
    assert.equal(await new ImageBuildEngine().imageName(spec), await ours[0]!.imageName());
  }
  assert.ok(!("fromYaml" in SmallImageSpec));
  for (const value of [undefined, null, {}, init, "a:1"]) assert.ok(!((value as unknown) instanceof ImageSpec));
  class Mine extends ImageSpec {
    get mine(): boolean {
      return true;
    }
  }
  assert.ok(new Mine(init).mine && new Mine(init) instanceof ImageSpec && new Mine(init).id === ours[0]!.id);
  assert.ok(!(ours[0] instanceof Mine));
});

Deno.test("a copy whose platform is unset again has the issue that it depends on the machine", () => {
  const spec = new ImageSpec({ registry: "localhost:30000", platform: "linux/amd64" });
  assert.deepEqual(spec.issues, []);
  assert.deepEqual(spec.with({ platform: undefined }).issues.map(({ code }) => code), ["platform_assumed"]);
  assert.deepEqual(spec.with({ platform: undefined }).with({ platform: "linux/arm64" }).issues, []);
});
