import assert from "node:assert/strict";
import type { YamlErrorCode } from "../../../src/formats/yaml/errors.ts";
import { parseYaml, YamlError } from "../../../src/formats/yaml/mod.ts";

const ONE_OF_EACH: Readonly<Record<YamlErrorCode, readonly [text: string, line: number, column: number]>> = {
  yaml_syntax: ["a: 1\nb: [1\nc: 2\n", 3, 1],
  yaml_character: ["a: 1\nb: \x07\n", 2, 4],
  yaml_multiple_documents: ["a: 1\n---\nb: 2\n", 2, 1],
  yaml_undefined_alias: ["a: 1\nb: *c\n", 2, 4],
  yaml_duplicate_anchor: ["a: &x 1\nb: &x 2\n", 2, 4],
  yaml_unknown_tag: ["a: 1\nb: !c d\n", 2, 4],
  yaml_wrong_kind: ["a: 1\nb: !!map []\n", 2, 4],
  yaml_merge: ["a: 1\n<<: b\n", 2, 5],
  yaml_unhashable_key: ["a: 1\n[b]: c\n", 2, 1],
  yaml_invalid_value: ["a: 1\nb: 2024-02-30\n", 2, 4],
  yaml_recursive: ["a: &x\n  b: *x\n", 2, 6],
  yaml_alias_bomb: [bomb(), 6, 10],
  yaml_too_many_collections: [`[${"[],".repeat(400_000)}]`, 1, 1_199_999],
  yaml_too_deep: ["a: 1\nb: " + "[".repeat(401), 2, 403],
};

for (const [code, [text, line, column]] of Object.entries(ONE_OF_EACH)) {
  Deno.test(`${code} has the position`, () => {
    const error = thrown(text);
    assert.deepEqual([error.code, error.line, error.column, error.file], [code, line, column, "config.yaml"]);
    assert.match(error.message, new RegExp(`^config\\.yaml:${line}:${column}: [a-z-]`));
    const before = text.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    assert.equal(error.offset, before + column - 1);
  });
}

Deno.test("all syntax errors are reported together", () => {
  const error = thrown(`admin:
  endpoint: a: b
  insecure:\ttrue
storage:
  connection:
    - x
   - y
  type: s3
task: 'x
project: y
`);
  assert.deepEqual(error.problems.map(({ line }) => line), [2, 3, 7, 9]);
  assert.equal(error.message.split("\n").length, 4);
});

Deno.test("valid content after an error is not reported", () => {
  const error = thrown("a: @b\nc: &x [1,\n 2]\nd: *x\ne: !f g\n");
  assert.deepEqual(error.problems.map(({ line }) => line), [1]);
});

Deno.test("an unclosed quotation mark is reported at its position", () => {
  const [problem] = thrown("a: 1\nb: 'x\nc: 3\n").problems;
  assert.deepEqual([problem?.line, problem?.column], [2, 4]);
});

Deno.test("a duplicate anchor is reported with the position of the first", () => {
  const [problem] = thrown("a: 1\nb: &x 1\nc: &x 2\n").problems;
  assert.deepEqual([problem?.line, problem?.from?.line, problem?.from?.column], [3, 2, 4]);
});

Deno.test("the number of reported errors is limited", () => {
  const error = thrown("a: @b\n".repeat(1000));
  assert.equal(error.problems.length, 20);
  assert.match(error.message, /\nand 10 more$/);
});

Deno.test("every invalid character is reported", () => {
  assert.deepEqual(thrown("a: \x07\nb: \0\nc: \ufffe\n").problems.map(({ offset }) => offset), [3, 8, 13]);
});

Deno.test("an error says what PyYAML raises, and whether flytekit catches that", () => {
  const errors = ["a: @b", "a: 2024-13-01", "&a [*a]"].map((text) => thrown(text));
  assert.deepEqual(errors.map(({ python, isYamlError }) => [python, isYamlError]), [
    ["YAMLError", true],
    ["ValueError", false],
    ["None", false],
  ]);
});

Deno.test("a problem has its end", () => {
  const ends: Readonly<Record<string, readonly [column: number, endColumn: number]>> = {
    "a: 1\nkey without colon\nb: 1\n": [1, 18],
    "a: *missing\n": [4, 12],
    "a: !unknown b\n": [4, 13],
    'a: "b \\q"\n': [7, 9],
    "a: 2024-13-01\n": [4, 14],
    "a: @b\n": [4, 5],
    "a: &x 1\n&x b: 2\n": [1, 3],
    "[a]: b\n": [1, 4],
    "a: [b\n": [4, 5],
    "[a\nb: c]\n": [1, 3],
  };
  for (const [text, [column, endColumn]] of Object.entries(ends)) {
    const error = thrown(text);
    assert.deepEqual([error.column, error.endLine === error.line, error.endColumn], [column, true, endColumn], text);
    assert.equal(error.problems[0]!.endColumn, endColumn);
  }
});

Deno.test("invalid values are reported together, in the order of PyYAML", () => {
  const error = thrown("a:\n  b: 2024-13-01\n  c: 1:99:x\nd: !x 1\ne: 25:00\nf: 2001-01-01 25:00:00\n");
  assert.deepEqual(error.problems.map(({ line, code }) => [line, code]), [
    [4, "yaml_unknown_tag"],
    [2, "yaml_invalid_value"],
    [6, "yaml_invalid_value"],
  ]);
  assert.equal(error.python, "ConstructorError");
});

Deno.test("tags of lists before scalars are reported at their position", () => {
  for (
    const text of ["a: !!seq b\n", "a: !!pairs 'b'\n", "a: &x !!omap |\n b\nc: *x\nd: *x\n", "{!!set a: b}", "!!map a"]
  ) {
    const { problems: [problem] } = thrown(text);
    assert.match(problem!.code, /^yaml_(?:wrong_kind|unhashable_key)$/);
    assert.equal(problem!.line, 1);
  }
});

Deno.test("nothing is reported after an unclosed bracket or quotation mark", () => {
  for (const text of ["a: [1,\nb: 2\nc: @\n", "a: 'x\nb: @\nc: @\n", "a: {b: [c}\nd: @\n"]) {
    assert.equal(thrown(text).problems.length, 1, text);
  }
});

Deno.test("the default name is <string>", () => {
  assert.throws(
    () => parseYaml("@"),
    (error) => error instanceof YamlError && error.message.startsWith("<string>:1:1: "),
  );
});

function thrown(text: string): YamlError {
  try {
    parseYaml(text, { name: "config.yaml" });
  } catch (error) {
    assert.ok(error instanceof YamlError, String(error));
    return error;
  }
  throw new assert.AssertionError({ message: "nothing was thrown" });
}

function bomb(): string {
  const pad = (text: string): string => text.padEnd(60);
  return Array.from({ length: 9 }, (_, level) => {
    const items = Array<string>(9).fill(level === 0 ? "x" : `*a${level - 1}`).join(", ");
    return pad(`a${level}: &a${level} [${items}]`);
  }).join("\n");
}

Deno.test("after a problem in brackets, no more problems are reported", () => {
  const texts = ["a: @\nc: @\n", "a: [@b]\nc: @\n", "a: {b: @}\nc: @\n", "a: [[@b]]\nc: @\n"];
  assert.deepEqual(texts.map((text) => thrown(text).problems.length), [2, 1, 1, 1]);
});
