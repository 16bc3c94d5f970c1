import assert from "node:assert/strict";
import { formOf, prettyJson, withField } from "../../site/playground/src/images/form.ts";

Deno.test("the form writes fields, lists and layers, and leaves the rest of the JSON as it is", () => {
  const spec = withField("spec", '{ "env": { "A": "1" } }', "packages", "pandas, numpy");
  assert.deepEqual(JSON.parse(spec), { env: { A: "1" }, packages: ["pandas", "numpy"] });
  const layers = [{ type: "AptPackages", packages: ["git"] }, { type: "PipPackages", packages: ["a"], pre: true }];
  const image = withField("image", JSON.stringify({ layers }), "packages", "b");
  assert.deepEqual(JSON.parse(image).layers, [layers[0], { type: "PipPackages", packages: ["b"], pre: true }]);
  assert.deepEqual(JSON.parse(withField("image", image, "packages", " ")).layers, [layers[0]]);
});

Deno.test("the form reads what it wrote", () => {
  for (const kind of ["spec", "image"] as const) {
    const json = withField(kind, withField(kind, "", "apt_packages", "git curl"), "registry", "ghcr.io/acme");
    const { apt_packages, registry, name } = formOf(kind, json)!;
    assert.deepEqual([apt_packages, registry, name], ["git curl", "ghcr.io/acme", ""]);
  }
  for (const json of ["[]", "{", "1"]) assert.equal(formOf("spec", json), undefined);
});

Deno.test("lists of words are written in one line, and nothing else changes", () => {
  const value = { list: ["a", "b\n[c]"], nested: [["x"], { y: [1, 2] }], text: "[\n]" };
  assert.deepEqual(JSON.parse(prettyJson(value)), value);
  assert.match(prettyJson(value), /"y": \[1, 2\]/);
});
