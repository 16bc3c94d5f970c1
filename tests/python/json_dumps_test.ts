import assert from "node:assert/strict";
import { PythonFloat } from "../../mod.ts";
import { jsonDumps } from "../../src/python/json_dumps.ts";
import { jsonLoads } from "../../src/python/json_loads.ts";
import { jsonDumpsGolden } from "../_support/golden_files.ts";
import { thrownBy } from "../_support/support.ts";

Deno.test("json.dumps: Python's text for every golden value, plain, indented and sorted", () => {
  const { cases } = jsonDumpsGolden();
  assert.ok(cases.length > 170);
  for (const { input, indent_2, sort_keys } of cases) {
    const value = jsonLoads(input);
    assert.equal(jsonDumps(value), input);
    assert.equal(jsonDumps(value, { indent: 2 }), indent_2);
    assert.equal(jsonDumps(value, { sortKeys: true }), sort_keys);
  }
});

Deno.test("json.dumps: separators and other indents", () => {
  const value = { a: [1, "b"], c: {} };
  assert.equal(jsonDumps(value, { separators: [",", ":"] }), '{"a":[1,"b"],"c":{}}');
  assert.equal(jsonDumps(value, { indent: "\t" }), '{\n\t"a": [\n\t\t1,\n\t\t"b"\n\t],\n\t"c": {}\n}');
  assert.equal(jsonDumps([1], { indent: 0 }), "[\n1\n]");
  assert.equal(jsonDumps([1, 2], { indent: 1, separators: ["; ", " = "] }), "[\n 1; \n 2\n]");
});

Deno.test("json.dumps: ensure_ascii=False keeps what is not ASCII", () => {
  for (const text of ["é", "🚀", "\u2028", "\x7f", "\uffff", "\\ud800"]) {
    assert.equal(jsonDumps(text, { ensureAscii: false }), `"${text.replaceAll("\\", "\\\\")}"`);
  }
  assert.equal(jsonDumps('\u0000\n\t"\b', { ensureAscii: false }), '"\\u0000\\n\\t\\"\\b"');
});

Deno.test("json.dumps: known difference, lone surrogates are escaped always, as UTF-8 has none", () => {
  assert.equal(jsonDumps("\ud800", { ensureAscii: false }), '"\\ud800"');
  assert.equal(jsonDumps("a\udfffb🚀", { ensureAscii: false }), '"a\\udfffb🚀"');
});

Deno.test("json.dumps: numbers are ints and floats as Python has them", () => {
  const texts = new Map<unknown, string>([
    [1, "1"],
    [-0, "-0.0"],
    [0, "0"],
    [1.5, "1.5"],
    [2 ** 53, "9007199254740992.0"],
    [2n ** 53n, "9007199254740992"],
    [new PythonFloat(1), "1.0"],
    [new PythonFloat(1e16), "1e+16"],
    [NaN, "NaN"],
    [-Infinity, "-Infinity"],
  ]);
  for (const [value, text] of texts) assert.equal(jsonDumps(value), text);
});

Deno.test("json.dumps: what JSON cannot hold is not_serializable", () => {
  for (const value of [undefined, () => 1, Symbol("a"), [undefined], { a: undefined }]) {
    assert.equal(thrownBy(() => jsonDumps(value)).code, "not_serializable");
  }
});

Deno.test("json.dumps: a value that holds itself is too_deep", () => {
  const list: unknown[] = [];
  list.push(list);
  const object: Record<string, unknown> = {};
  object.self = [object];
  for (const value of [list, object]) assert.equal(thrownBy(() => jsonDumps(value)).code, "too_deep");
});
