import assert from "node:assert/strict";
import { parseScriptMetadata } from "../../../../src/flyte2/image/layers/script_metadata.ts";
import { thrownBy } from "../../../_support/support.ts";

const script = (...lines: readonly string[]) => `# /// script\n${lines.map((line) => `# ${line}\n`).join("")}# ///\n`;

Deno.test("the lines of a header lose # and spaces at their start, and whitespace at their end", () => {
  const { dependencies, hashed } = parseScriptMetadata("s.py", script('dependencies = ["""a  ', ' b\t"""]  \t'));
  assert.deepEqual(dependencies, ["a\nb\t"]);
  assert.match(hashed, /dependencies=\['a\\nb\\t'\]/);
});

Deno.test("a mistake in a header is named with its line in the script", () => {
  const text = `import sys\n${script("requires-python = '>=3.12'", "dependencies = [")}`;
  const error = thrownBy(() => parseScriptMetadata("s.py", text));
  assert.equal(error.code, "uv_script_invalid");
  assert.match(error.message, /^script "s\.py": invalid TOML on line 5: /);
});
