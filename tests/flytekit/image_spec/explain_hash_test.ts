import assert from "node:assert/strict";
import fc from "fast-check";
import { hashInputs } from "../../../src/flytekit/image_spec/hash_inputs.ts";
import { explainHash, ImageSpec } from "../../../src/flytekit/image_spec/mod.ts";
import { memoryHost } from "../../../src/runtime/memory_host.ts";
import { sha256 } from "../../_support/digest.ts";

const inMemory = (files: Readonly<Record<string, string>>) => ({ host: memoryHost({ files, cwd: "/" }) });

Deno.test("equal specifications have no differences", () => {
  const spec = new ImageSpec({ baseImage: new ImageSpec({ env: { A: "1" } }) });
  const found = explainHash(spec, spec.with({}));
  assert.ok(found.isSame);
  assert.deepEqual(found.differences, []);
  assert.equal(found.toString(), `Both specifications have the id ${spec.id}.`);
});

Deno.test("all differing fields are listed, also those of base images and unhashed ones", () => {
  const one = new ImageSpec({ pythonVersion: "3.12", baseImage: new ImageSpec({ packages: ["a"] }) });
  const other = new ImageSpec({ builder: "noop", baseImage: new ImageSpec({ packages: ["b"] }) });
  const { isSame, differences } = explainHash(one, other);
  assert.ok(!isSame);
  assert.deepEqual(differences.map(({ path, one, other, isHashed }) => [path, one, other, isHashed]), [
    ["python_version", "'3.12'", undefined, true],
    ["builder", undefined, "'noop'", false],
    ["base_image.packages", "['a']", "['b']", true],
  ]);
  assert.match(explainHash(one, other).toString(), /builder: not set ≠ 'noop' \(not part of the hash\)/);
  const bases = explainHash(one, new ImageSpec({ baseImage: "a:1", pythonVersion: "3.12" })).differences;
  assert.deepEqual(bases.map(({ path, other }) => [path, other]), [["base_image", "'a:1'"]]);
});

Deno.test("a different order is noted", () => {
  const one = new ImageSpec({ packages: ["a", "b"], env: { a: "1", b: "2" }, builderOptions: { a: [1, 2n] } });
  const other = new ImageSpec({ packages: ["b", "a"], env: { b: "2", a: "1" }, builderOptions: { a: [2n, 1] } });
  const notes = explainHash(one, other).differences.map(({ path, note }) => [path, note]);
  const order = "only the order differs, which changes the hash";
  assert.deepEqual(notes, [["env", order], ["packages", order], ["builder_options", undefined]]);
});

Deno.test("explanations and printed specifications show no credentials", () => {
  const spec = new ImageSpec({
    pipIndex: "https://me:hunter2@pypi.example.org/simple",
    pipExtraIndexUrl: ["https://hunter2@a.example.org", "https://a.example.org/?token=hunter2&x=1"],
    pipExtraArgs: "--index-url https://me:hunter2@h/ --password hunter2 --trusted-host a --api-key='hunter2 hunter2'",
    env: { MY_TOKEN: "hunter2", URL: "postgres://me:hunter2@db/x" },
    commands: ["export PASSWORD=hunter2; echo"],
    builderOptions: { secret: ["hunter2"], nested: { api_key: "hunter2" } },
    baseImage: new ImageSpec({ env: { SECRET: "hunter2" } }),
  });
  const found = explainHash(spec, new ImageSpec());
  for (const text of [found.toString(), JSON.stringify(found), Deno.inspect(spec), String(spec)]) {
    assert.doesNotMatch(text, /hunter2/);
  }
  assert.match(found.toString(), /x=1/);
  assert.match(found.toString(), /trusted-host a/);
  const masked = explainHash(spec, spec.with({ pipIndex: "https://me:other@pypi.example.org/simple" })).differences;
  assert.deepEqual(masked.map(({ path, note }) => [path, note]), [
    ["pip_index", "they differ in redacted parts"],
  ]);
});

const FILES = {
  "/requirements.txt": "pandas\n",
  "/app/a.py": "1",
  "/app/sub/b.py": "1",
  "/app/.dockerignore": "",
  "/data/x": "1",
  "/data/y": "1",
};
const SPEC = new ImageSpec({
  requirements: "requirements.txt",
  sourceRoot: "/app",
  sourceCopyMode: "ALL",
  copy: ["data", "missing"],
  baseImage: new ImageSpec({ copy: ["data/x"] }),
});

Deno.test("with options, files are compared, whatever their paths are", async () => {
  const moved = { ...FILES, "/r.txt": "numpy", "/app/.dockerignore": "sub", "/data/y": "2", "/data/z": "" };
  const options = [inMemory(FILES), inMemory(moved)] as const;
  const other = SPEC.with({ requirements: "r.txt", registryConfig: "/auth.json" });
  const explained = await explainHash(SPEC, other, options);
  assert.deepEqual(explained.ids, [await SPEC.imageName(options[0]), await other.imageName(options[1])]);
  assert.deepEqual(
    explained.differences.map(({ path, file, one, other, isHashed, note }) => [
      ...[path, file, one === undefined, other === undefined, isHashed, note],
    ]),
    [
      ["requirements", undefined, false, false, false, undefined],
      ["registry_config", undefined, true, false, false, undefined],
      ["requirements", "requirements.txt", false, false, true, undefined],
      ["source_root", ".dockerignore", false, false, true, undefined],
      ["source_root", "sub/b.py", false, true, true, "the other one ignores it"],
      ["copy[0]", "y", false, false, true, undefined],
      ["copy[0]", "z", true, false, true, undefined],
    ],
  );
});

Deno.test("a requirements file with another name and the same content changes nothing", async () => {
  const options = inMemory({ ...FILES, "/r.txt": " pandas " });
  const { isSame, differences } = await explainHash(SPEC, SPEC.with({ requirements: "r.txt" }), options);
  assert.deepEqual([isSame, differences.map(({ path, isHashed }) => [path, isHashed])], [true, [[
    "requirements",
    false,
  ]]]);
});

Deno.test("files of base images are compared, and equal specifications do not differ", async () => {
  const [one, other] = [inMemory(FILES), inMemory({ ...FILES, "/data/x": "2" })];
  const { differences } = await explainHash(SPEC, SPEC, [one, other]);
  assert.deepEqual(differences.map(({ path, file }) => [path, file]), [["base_image.copy[0]", "x"], ["copy[0]", "x"]]);
  const { isSame, differences: none } = await explainHash(SPEC, SPEC.with({}), one);
  assert.deepEqual([isSame, none], [true, []]);
});

Deno.test("an order that only depends on the disk is reported as such", async () => {
  const { host } = inMemory({ "/data/b/1": "1", "/data/a/2": "2" });
  const reversed = { ...host, readDirAsListed: async (path: string) => (await host.readDir(path)).toReversed() };
  const spec = new ImageSpec({ copy: ["/data"] });
  const { isSame, differences } = await explainHash(spec, spec, [{ host }, { host: reversed }]);
  assert.equal(isSame, false);
  assert.deepEqual(differences.map(({ path, file, note }) => [path, file, note]), [
    ["copy[0]", undefined, "the files are hashed in a different order, which depends on the file system"],
  ]);
});

Deno.test("the inputs of a name are fields and files, with digests of what is hashed", async () => {
  const options = inMemory(FILES);
  const inputs = await hashInputs(SPEC, options);
  assert.equal(inputs.imageName, await SPEC.imageName(options));
  assert.deepEqual(
    inputs.fields.filter(({ isHashed }) => !isHashed).map(({ path }) => path),
    ["base_image.copy", "requirements", "source_root", "copy"].toSorted((one, other) =>
      inputs.fields.findIndex(({ path }) => path === one) - inputs.fields.findIndex(({ path }) => path === other)
    ),
  );
  assert.deepEqual(inputs.files.map(({ field, file }) => `${field}: ${file}`), [
    "base_image.copy[0]: x",
    "requirements: requirements.txt",
    ...[".dockerignore", "a.py", "sub/b.py"].map((file) => `source_root: ${file}`),
    ...["x", "y"].map((file) => `copy[0]: ${file}`),
  ]);
  assert.equal(inputs.files[1]!.digest, await sha256("pandas"));
  assert.equal(inputs.files[3]!.digest, await sha256("1"));
});

Deno.test("one name is explained by differences if and only if the names differ", async () => {
  const file = fc.constantFrom(
    "/app/a.py",
    "/app/sub/b.py",
    "/app/.dockerignore",
    "/data/x",
    "/data/y",
    "/requirements.txt",
  );
  const files = fc.dictionary(file, fc.constantFrom("", "1", "sub", "2"), { noNullPrototype: true })
    .map((changes) => ({ ...FILES, ...changes }));
  await fc.assert(fc.asyncProperty(files, files, async (one, other) => {
    const options = [inMemory(one), inMemory(other)] as const;
    const { isSame, differences } = await explainHash(SPEC, SPEC, options);
    assert.equal(isSame, differences.every(({ isHashed }) => !isHashed));
  }));
});

Deno.test("wrong options are refused", async () => {
  assert.throws(() => explainHash(SPEC, {} as ImageSpec, {}), { code: "invalid_argument" });
  await assert.rejects(explainHash(SPEC, SPEC, { hots: memoryHost() } as object), {
    code: "invalid_option",
    message: /did you mean "host"/,
  });
});
