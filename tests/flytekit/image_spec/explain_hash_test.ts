import assert from "node:assert/strict";
import { explainHash, ImageSpec } from "../../../src/flytekit/image_spec/mod.ts";

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
