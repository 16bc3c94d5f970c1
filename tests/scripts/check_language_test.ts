import assert from "node:assert/strict";
import { phrasesIn } from "../../scripts/check_language.ts";
import { checkTags } from "../../scripts/check_language/doc_tags.ts";

Deno.test("phrases are found in comments, strings, names of tests and Markdown", () => {
  const source = [
    "/** Returns a folder. */",
    'const message = "nobody reads this";',
    "// The key counts",
    "// for nothing.",
    "const other = `expected ${kind}, a text`;",
  ].join("\n");
  assert.deepEqual(phrasesIn("src/file.ts", source).map(({ line }) => line), [1, 2, 3, 5]);
  assert.deepEqual(phrasesIn("tests/file_test.ts", 'Deno.test("white space", () => f("a text"));').length, 1);
  assert.deepEqual(phrasesIn("docs/file.md", "One\n\nA key that\nno one reads.\n").map(({ line }) => line), [4]);
  assert.deepEqual(phrasesIn("scripts/file.py", "# a folder\nfolder = 1\n").map(({ line }) => line), [1]);
});

Deno.test("code is not prose", () => {
  const source = [
    "/** Calls `folder(a text)` and {@linkcode nobody}.",
    " *",
    " * ```ts",
    " * folder(texts);",
    " * ```",
    " */",
  ];
  assert.deepEqual(phrasesIn("src/file.ts", `${source.join("\n")}\nconst folder = rows["texts"];`), []);
  assert.deepEqual(phrasesIn("docs/file.md", "`a text`, [here](folder/places.md)\n\n```ts\nfolder;\n```\n"), []);
});

Deno.test("what is wrong with the tags of exports is found", () => {
  const location = { filename: "file:///root/src/file.ts", line: 3 };
  const symbol = (jsDoc: unknown) => ({
    name: "read",
    declarations: [{
      kind: "function",
      declarationKind: "export",
      location,
      jsDoc,
      def: {
        params: [{ kind: "identifier", name: "path" }, { kind: "identifier", name: "this" }],
        returnType: { repr: "string", kind: "keyword", value: "string" },
      },
    }],
  });
  const check = (jsDoc: unknown) =>
    checkTags(JSON.stringify({ nodes: { "file:///root/mod.ts": { symbols: [symbol(jsDoc)] } } }), "file:///root/")
      .map(({ file, line, what }) => `${file}:${line}: ${what.split(";")[0]}`);
  assert.deepEqual(check({ doc: "What is read. Default: `1`" }), [
    "src/file.ts:3: read: the first paragraph has no full stop",
    'src/file.ts:3: read starts with "What is read."',
    'src/file.ts:3: read has "Default: …" in its text',
    "src/file.ts:3: read has no example",
    "src/file.ts:3: read has no @param path",
    "src/file.ts:3: read has no @returns",
  ]);
  const tags = (code: string) => [
    { kind: "param", name: "path", doc: "– Path of the file." },
    { kind: "return", doc: "Its content." },
    { kind: "throws", type: "FlyteConfigError", doc: code },
    { kind: "example", doc: "" },
  ];
  assert.deepEqual(check({ doc: "Reads a file.", tags: tags("`file_not_found` – when it does not exist.") }), []);
  assert.deepEqual(check({ doc: "Reads a file.", tags: tags("`no_such_code` – when it does not exist.") }), [
    "src/file.ts:3: read: @throws has the unknown code no_such_code",
  ]);
  assert.deepEqual(check({ doc: "Reads a file.", tags: tags("`file_not_found`") }), [
    "src/file.ts:3: read has @throws in another form",
  ]);
});
