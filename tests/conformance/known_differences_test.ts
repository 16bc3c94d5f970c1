/** Checks this library's side of each known difference; `deno task conformance` checks Python's. */
import assert from "node:assert/strict";
import { Config, FlyteConfigError, ImageConfig } from "../../mod.ts";
import { parseYaml, YamlError } from "../../src/formats/yaml/mod.ts";
import { CONFIG_DIFFERENCES, SEVERAL_PROBLEMS } from "./config/known_differences.ts";
import { differenceOf, YAML_DIFFERENCES } from "./yaml/known_differences.ts";

const file = (text: string) => ({ name: "config.yaml", text });

for (const [name, { code, example, counterexample }] of Object.entries(CONFIG_DIFFERENCES)) {
  Deno.test(`configuration, ${name}: refused, and what comes close is read`, async () => {
    const refused = ImageConfig.auto({ file: file(example), mode: "flytekit" });
    await assert.rejects(refused, (error) => error instanceof FlyteConfigError && error.code === code);
    await ImageConfig.auto({ file: file(counterexample), mode: "flytekit" });
  });
}

Deno.test("several problems: strict mode refuses, and mode flytekit goes by the first that PyYAML finds", () => {
  for (const text of Object.values(SEVERAL_PROBLEMS)) {
    assert.throws(() => Config.from({ file: file(text) }), FlyteConfigError);
  }
  assert.deepEqual(
    Config.from({ file: file(SEVERAL_PROBLEMS.ignored), mode: "flytekit" }).toDict(),
    new Config().toDict(),
  );
  assert.throws(() => Config.from({ file: file(SEVERAL_PROBLEMS.refused), mode: "flytekit" }), FlyteConfigError);
});

for (const [name, { code, example, counterexample }] of Object.entries(YAML_DIFFERENCES)) {
  Deno.test(`YAML, ${name}: is refused, and what comes close is not`, () => {
    assert.throws(() => parseYaml(example), (error) => {
      assert.ok(error instanceof YamlError);
      assert.deepEqual([error.code, differenceOf(code, error.problems[0]!.what)], [code, name]);
      return true;
    });
    parseYaml(counterexample);
  });
}
