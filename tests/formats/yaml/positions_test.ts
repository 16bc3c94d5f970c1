import assert from "node:assert/strict";
import { codeFrame, parseYaml } from "../../../src/formats/yaml/mod.ts";
import { errorOf } from "../../_support/support.ts";

const TEXT = `# comment
admin:
  endpoint: dns:///x
  scopes:
    - all
    - &o !!str offline
defaults: &d {a: 1}
mine:
  <<: *d
  1: one
`;

Deno.test("every value and its key have a position", () => {
  const document = parseYaml(TEXT, { name: "config.yaml" });
  assert.equal(document.name, "config.yaml");
  assert.deepEqual(document.at(["admin", "endpoint"]), {
    value: "dns:///x",
    key: { line: 3, column: 3, offset: 19 },
    end: { line: 3, column: 21, offset: 37 },
    ...{ line: 3, column: 13, offset: 29 },
  });
});

Deno.test("values start after their anchors and tags", () => {
  const place = parseYaml(TEXT).at(["admin", "scopes", 1]);
  assert.deepEqual([place?.value, place?.line, place?.column, place?.key], ["offline", 6, 16, undefined]);
});

Deno.test("merged and repeated values have the position where they are written", () => {
  const document = parseYaml(TEXT);
  assert.deepEqual(document.at(["mine", "a"])?.key, document.at(["defaults", "a"])?.key);
});

Deno.test("a number in a path is an index or an integer key", () => {
  assert.equal(parseYaml(TEXT).at(["mine", 1])?.value, "one");
});

Deno.test("a path that does not exist is undefined", () => {
  const document = parseYaml(TEXT);
  for (const path of [["x"], ["admin", "endpoint", "x"], ["admin", "scopes", 2], ["admin", "scopes", "0"], ["1"]]) {
    assert.equal(document.at(path), undefined);
  }
  assert.equal(document.at(["constructor"]), undefined);
  assert.equal(parseYaml("").at([]), undefined);
});

Deno.test("the root has a position", () => {
  assert.equal(parseYaml(" x").at([])?.column, 2);
});

Deno.test("an empty value has the position after its colon", () => {
  const place = parseYaml("a:\nb: 1\n").at(["a"]);
  assert.deepEqual([place?.value, place?.line, place?.column], [null, 1, 3]);
});

Deno.test("the last of duplicate keys is used, with an issue", () => {
  const document = parseYaml("a: 1\nb: {c: 1, c: 2}\na: 2\n", { name: "x.yaml" });
  assert.equal(document.at(["a"])?.line, 3);
  assert.deepEqual(document.issues.map(({ code, line, column }) => [code, line, column]), [
    ["yaml_duplicate_key", 2, 11],
    ["yaml_duplicate_key", 3, 1],
  ]);
  assert.match(document.issues[1]!.message, /^x\.yaml:3:1: the key a occurs twice; .* line 1, column 1$/);
});

Deno.test("an issue names both values where releases of PyYAML merge differently", () => {
  const text = "dev: &dev\n  endpoint: a\nall: &all\n  endpoint: b\nadmin:\n  <<: [*dev, *all]\n";
  const document = parseYaml(text, { name: "x.yaml" });
  assert.equal(document.at(["admin", "endpoint"])?.value, "b");
  assert.deepEqual(document.issues.map(({ code, line, column, message }) => [code, line, column, message]), [[
    "python_version_dependent",
    6,
    3,
    "x.yaml:6:3: the key endpoint is merged more than once; PyYAML 6.0.4 uses the value at line 4, column 3, and 6.0.3 " +
    "the value at line 2, column 3; add the key to this mapping",
  ]]);
});

Deno.test("where releases of PyYAML agree, there is no issue", () => {
  for (
    const admin of [
      "<<: [*a, *b]\n  endpoint: c",
      "<<: *a",
      "<<: [*a, *a]",
      "<<: [*a, {endpoint: a}]",
      "<<: [*a, {x: 1}]",
    ]
  ) {
    const text = `a: &a\n  endpoint: a\nb: &b\n  endpoint: b\nadmin:\n  ${admin}\n`;
    assert.deepEqual(parseYaml(text).issues, [], text);
  }
});

Deno.test("a key that one release of PyYAML drops is named", () => {
  const [issue] = parseYaml("a: &a {1: x, '1': y}\nb: {<<: *a}\n").issues;
  assert.match(issue!.message, /6\.0\.4 uses no value, and 6\.0\.3 the value at line 1, column 14/);
});

Deno.test("overriding a merged key is not an issue", () => {
  assert.deepEqual(parseYaml("a: &a {b: 1}\nc: {<<: *a, b: 2}\n").issues, []);
});

Deno.test("entries lists all keys", () => {
  const entries = [...parseYaml(TEXT).entries()].map(({ path, key, isMerged }) => [path.join("."), key.line, isMerged]);
  assert.deepEqual(entries, [
    ["admin", 2, false],
    ["admin.endpoint", 3, false],
    ["admin.scopes", 4, false],
    ["defaults", 7, false],
    ["defaults.a", 7, false],
    ["mine", 8, false],
    ["mine.a", 7, true],
    ["mine.1", 10, false],
  ]);
});

Deno.test("a code frame shows keys and no values", () => {
  assert.equal(
    parseYaml(TEXT).frame({ line: 3, column: 13 }),
    `  1 | …
  2 | admin:
> 3 |   endpoint: …
    |             ^
  4 |   scopes:
  5 |     - …`,
  );
});

Deno.test("a code frame shows values if asked to", () => {
  assert.equal(
    codeFrame("a: 1\n\tb: 2\n", { line: 2, column: 5 }, { showValues: true, context: 1 }),
    "  1 | a: 1\n> 2 | \tb: 2\n    | \t   ^\n  3 |",
  );
});

Deno.test("a code frame redacts everything that is not certainly a key", async () => {
  const secret = "hunter2";
  const texts = [
    `password: ${secret}`,
    `password: "${secret}`,
    `password: |\n  ${secret}\n`,
    `- ${secret}\n`,
    `# ${secret}\n`,
    `{password: ${secret}}`,
    `password: x: ${secret}`,
    `? ${secret}`,
    `"${secret} is": 1`,
    `@${secret}: 1`,
    `\x07${secret}`,
  ];
  for (const text of texts) {
    for (const line of [1, 2]) assert.doesNotMatch(codeFrame(text, { line, column: 12 }), /hunter2/);
    const error = await errorOf(() => parseYaml(`${text}\n\t: @`));
    assert.doesNotMatch(`${Deno.inspect(error)} ${JSON.stringify(error)}`.replaceAll(/^ +at .*$/gm, ""), /hunter2/);
  }
});

Deno.test("a code frame truncates long lines", () => {
  assert.ok(codeFrame(`${"a".repeat(1e6)}: 1`, { line: 1, column: 9e5 }).length < 300);
  assert.ok(codeFrame("x".repeat(1e6), { line: 1, column: 1 }, { showValues: true }).length < 300);
});

Deno.test("printing a document prints no values", () => {
  const document = parseYaml("password: hunter2");
  for (const text of [Deno.inspect(document), JSON.stringify(document), String(document)]) {
    assert.doesNotMatch(text, /hunter2/);
  }
});

Deno.test("blank lines count, also the first line and those of all line breaks", () => {
  const cases: readonly (readonly [text: string, line: number, column: number])[] = [
    ["\nb: @", 2, 4],
    ["a: 1\n\n\nb: @", 4, 4],
    ["a: 1\r\n\r\nb: @", 3, 4],
    ["a: 1\r\r\nb: @", 3, 4],
    ["a: 1\n\r\n\nb: @", 4, 4],
    ["a: 1\u2028\x85\n\nb: @", 5, 4],
  ];
  for (const [text, line, column] of cases) {
    assert.throws(() => parseYaml(text), { line, column }, JSON.stringify(text));
    assert.equal(parseYaml(text.replace("@", "1")).at(["b"])?.line, line, JSON.stringify(text));
  }
});
