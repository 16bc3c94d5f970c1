import assert from "node:assert/strict";
import fc from "fast-check";
import { yamlText, type YamlTree } from "../../../src/settings/write/yaml_text.ts";
import { parseYaml } from "../../../src/formats/yaml/mod.ts";
import { oddText } from "../../conformance/yaml/odd_text.ts";

Deno.test("mappings and lists are blocks, and strings have quotes where they need them", () => {
  const value: YamlTree = {
    admin: { endpoint: "https://flyte.example.com:443/a", insecure: false, command: ["a", "--b=c d", "yes"] },
    "10": 1,
    "2": [],
    nested: [{ a: "1", b: {} }, [null, 2n]],
  };
  assert.equal(
    yamlText(value),
    `"2": []
"10": 1
admin:
  endpoint: https://flyte.example.com:443/a
  insecure: false
  command:
    - a
    - "--b=c d"
    - "yes"
nested:
  - a: "1"
    b: {}
  - - null
    - 2
`,
  );
});

Deno.test("whatever is written is read again", () => {
  const tree = fc.letrec<{ node: YamlTree }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 3 },
      oddText,
      fc.oneof(fc.integer(), fc.boolean(), fc.constant(null)),
      fc.array(tie("node"), { maxLength: 3 }),
      fc.dictionary(oddText, tie("node"), { maxKeys: 3, noNullPrototype: true }),
    ),
  })).node;
  fc.assert(fc.property(tree, (value) => {
    assert.equal(JSON.stringify(parseYaml(yamlText(value)).value), JSON.stringify(value));
  }));
});

Deno.test("a key of any length is read again", () => {
  for (const length of [999, 1000, 1024, 1025, 5000]) {
    for (const letter of ["a", "é", "\u{1f600}", "\x85", " "]) {
      const value = { [letter.repeat(length)]: { b: "c" }, d: [{ [letter.repeat(length)]: 1 }] };
      assert.deepEqual(JSON.stringify(parseYaml(yamlText(value)).value), JSON.stringify(value));
    }
  }
});

Deno.test("characters that change the direction of text are escaped", () => {
  assert.equal(yamlText({ "a\u202e": "b\u2066" }), '"a\\u202e": "b\\u2066"\n');
});
