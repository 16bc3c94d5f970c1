import assert from "node:assert/strict";
import fc from "fast-check";
import { jsonDumps, jsonLoads } from "../../../src/python/json.ts";
import { parseYaml, YamlError, type YamlValue } from "../../../src/formats/yaml/mod.ts";
import { configText, mutatedText, wildText } from "../../conformance/yaml/generate.ts";
import { runs } from "../../_support/effort.ts";
import { mutateText, seeded } from "../../_support/mutations.ts";

const key = fc.stringMatching(/^[a-z][a-zA-Z-]{0,8}$/).filter((name) =>
  !/^(?:y|n|yes|no|on|off|true|false|null)$/.test(name)
);
const printable = fc.string({ unit: "grapheme" }).filter((text) =>
  /^[\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd]*$/.test(text)
);

Deno.test("JSON with a space after colons is YAML", () => {
  fc.assert(fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
    const text = JSON.stringify(value, null, 1).replaceAll("\x7f", "\\u007f");
    fc.pre(!/\d[eE]/.test(text) && !/[\ud800-\udfff\ufffe\uffff]|\\u/.test(text) && longestKey(value) < 1000);
    assert.equal(jsonDumps(parseYaml(text).value), jsonDumps(jsonLoads(text)));
  }));
});

Deno.test("a string in single quotes survives", () => {
  fc.assert(fc.property(printable, (text) => {
    assert.equal(parseYaml(`'${text.replaceAll("'", "''")}'`).value, text);
  }));
});

Deno.test("a string in a literal block survives", () => {
  fc.assert(fc.property(fc.array(fc.stringMatching(/^[!-~][ -~]{0,20}$/), { minLength: 1 }), (texts) => {
    const block = texts.map((line) => `  ${line}\n`).join("");
    assert.deepEqual(parseYaml(`a: |\n${block}`).at(["a"])?.value, texts.map((line) => `${line}\n`).join(""));
  }));
});

Deno.test("every entry is found by its path, and its key at its position", () => {
  const tree = fc.letrec((tie) => ({
    node: fc.oneof({ maxDepth: 3 }, fc.nat(), fc.dictionary(key, tie("node"), { maxKeys: 4 })),
  })).node;
  fc.assert(fc.property(fc.dictionary(key, tree, { minKeys: 1, maxKeys: 4 }), (value) => {
    const text = block(value, "");
    const document = parseYaml(text);
    for (const { path, key: position, offset } of document.entries()) {
      assert.ok(text.startsWith(`${path.at(-1)}:`, position.offset));
      assert.equal(document.at(path)?.offset, offset);
    }
  }));
});

Deno.test("any string is a document or a YamlError with positions inside the string", () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const random = seeded(seed);
      for (const generate of [configText, mutatedText, wildText]) check(generate(random));
    }),
    { numRuns: runs(300, 10_000) },
  );
  fc.assert(fc.property(fc.string({ unit: "binary" }), check));
});

Deno.test("no error or issue contains a part of a value", () => {
  const secret = "hunter2";
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const random = seeded(seed);
      const text = mutateText(random, configText(random).replaceAll(/[\w./]{3,}(?!.*:)/g, secret), [
        ` ${secret}`,
        "@",
        "\t",
      ]);
      const result = outcome(text);
      if (!(result instanceof YamlError)) return;
      const { stack: _, ...shown } = result;
      assert.doesNotMatch(`${result.message} ${JSON.stringify(shown)} ${Deno.inspect(shown)}`, /hunter/);
    }),
    { numRuns: runs(300, 10_000) },
  );
});

Deno.test("parsing twice returns the same", () => {
  fc.assert(fc.property(fc.integer(), (seed) => {
    const text = configText(seeded(seed));
    assert.deepEqual(outcome(text), outcome(text));
  }));
});

function check(text: string): void {
  const result = outcome(text);
  if (!(result instanceof YamlError)) return;
  for (const { line, column, offset } of result.problems) {
    assert.ok(line >= 1 && column >= 1 && offset >= 0 && offset <= text.length);
  }
}

function outcome(text: string): YamlValue | YamlError {
  try {
    return parseYaml(text).value;
  } catch (error) {
    assert.ok(error instanceof YamlError, error instanceof Error ? error.stack : String(error));
    return error;
  }
}

function block(value: object, indent: string): string {
  return Object.entries(value).map(([name, item]) =>
    typeof item === "object" && Object.keys(item).length > 0
      ? `${indent}${name}:\n${block(item, `${indent}  `)}`
      : `${indent}${name}: ${JSON.stringify(item)}\n`
  ).join("");
}

function longestKey(value: unknown): number {
  return JSON.stringify(value).length;
}
