import assert from "node:assert/strict";
import { parseYaml, YamlError } from "../../../src/formats/yaml/mod.ts";
import { differenceOf, YAML_DIFFERENCES } from "./known_differences.ts";

// The half that needs no Python; `run.ts` asks PyYAML for the other one.
for (const [name, { code, example, counterexample }] of Object.entries(YAML_DIFFERENCES)) {
  Deno.test(`${name} is refused, and what comes close is not`, () => {
    assert.throws(() => parseYaml(example), (error) => {
      assert.ok(error instanceof YamlError);
      assert.deepEqual([error.code, differenceOf(code, error.problems[0]!.what)], [code, name]);
      return true;
    });
    parseYaml(counterexample);
  });
}
