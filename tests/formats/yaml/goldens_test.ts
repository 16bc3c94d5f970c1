import assert from "node:assert/strict";
import { parseYaml, YamlError } from "../../../src/formats/yaml/mod.ts";
import { encode, type Encoded } from "../../conformance/yaml/encode.ts";

interface Golden {
  readonly pyyaml: string;
  readonly cases: readonly {
    readonly text: string;
    readonly value?: Encoded;
    readonly error?: string;
    readonly is_yaml_error?: boolean;
  }[];
}

/** Inputs that PyYAML reads and this library rejects, with the error code; see `known_differences.ts` for the reasons. */
const REFUSED: Readonly<Record<string, string>> = { "&a [*a]": "yaml_recursive" };

const golden: Golden = JSON.parse(Deno.readTextFileSync(new URL("../../goldens/yaml.json", import.meta.url)));

for (const { text, value, error, is_yaml_error } of golden.cases) {
  const shown = JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
  Deno.test(`PyYAML ${golden.pyyaml} ${error === undefined ? "reads" : "rejects"} ${shown}`, () => {
    const refusal = REFUSED[text];
    if (error === undefined && refusal === undefined) {
      assert.deepEqual(encode(parseYaml(text).value), value);
      return;
    }
    assert.throws(() => parseYaml(text), (thrown) => {
      assert.ok(thrown instanceof YamlError);
      if (refusal !== undefined) assert.equal(thrown.code, refusal);
      if (error === undefined) return true;
      assert.equal(thrown.isYamlError, is_yaml_error);
      // Of the subclasses of YAMLError, this library names only those that are not about grammar.
      if (!is_yaml_error) assert.equal(thrown.python, error);
      return true;
    });
  });
}
