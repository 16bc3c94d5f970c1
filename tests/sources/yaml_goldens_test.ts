import assert from "node:assert/strict";
import { parseYaml, YamlError } from "../../src/sources/yaml/mod.ts";
import { encode, type Encoded } from "../conformance/yaml/encode.ts";

interface Golden {
  readonly pyyaml: string;
  readonly cases: readonly {
    readonly text: string;
    readonly value?: Encoded;
    readonly error?: string;
    readonly is_yaml_error?: boolean;
  }[];
}

/** What PyYAML reads and this library refuses; `known_differences.ts` says why. */
const REFUSED: Readonly<Record<string, string>> = {
  "&a [*a]": "yaml_recursive",
  '"\u2028"': "yaml_syntax",
  '"a\u2028 b"': "yaml_syntax",
  "a: b\u2029 c": "yaml_syntax",
  "a: |\n  b\u2028  c\n": "yaml_syntax",
  "!<!> '1'": "yaml_unknown_tag",
  "[?x]": "yaml_syntax",
  "[-]": "yaml_syntax",
  "a: [\n1,\n2\n]": "yaml_syntax",
  "a: {\nb: 1\n}": "yaml_syntax",
  "a: [1,\n2]\nb: 3": "yaml_syntax",
  "&a: b": "yaml_syntax",
};

const golden: Golden = JSON.parse(Deno.readTextFileSync(new URL("../goldens/yaml.json", import.meta.url)));

for (const { text, value, error, is_yaml_error } of golden.cases) {
  const shown = JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
  Deno.test(`PyYAML ${golden.pyyaml} ${error === undefined ? "reads" : "refuses"} ${shown}`, () => {
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
      // Which subclass of YAMLError PyYAML raises, this library says only where it is not about grammar.
      if (!is_yaml_error) assert.equal(thrown.python, error);
      return true;
    });
  });
}
