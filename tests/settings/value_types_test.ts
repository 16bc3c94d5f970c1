import assert from "node:assert/strict";
import fc from "fast-check";
import { readValue, VALUE_TYPES } from "../../src/settings/value_types.ts";
import type { SettingDefinition, ValueType } from "../../src/settings/definition.ts";

const row = (kind: ValueType, more: Partial<SettingDefinition> = {}): SettingDefinition => ({
  type: kind,
  doc: "A",
  ini: "a.b",
  ...more,
});
const read = (kind: ValueType, raw: unknown, more: Partial<SettingDefinition> = {}) => {
  const result = readValue(row(kind, more), raw);
  return result.ok ? result.value : "refused";
};

Deno.test("value types: booleans are the words of Python's configparser", () => {
  for (const word of ["true", "TRUE", "1", "yes", "Yes", "on", "oN"]) assert.equal(read("boolean", word), true, word);
  for (const word of ["false", "0", "no", "off", "OFF"]) assert.equal(read("boolean", word), false, word);
  for (const word of ["flase", "t", "y", "2", " true", "", "null"]) {
    assert.equal(read("boolean", word), "refused", word);
  }
  for (const value of [0, 1, null, [], {}]) assert.equal(read("boolean", value), "refused");
  assert.equal(read("boolean", false), false);
});

Deno.test("value types: integers are Python's, within their range", () => {
  for (const [text, value] of [["0", 0], ["-1", -1], ["+1", 1], [" 12 ", 12], ["1_000", 1000], ["007", 7]] as const) {
    assert.equal(read("integer", text), value, text);
  }
  for (const text of ["", "1.0", "1e3", "0x1", "one", "--1", "9007199254740993"]) {
    assert.equal(read("integer", text), "refused", text);
  }
  assert.deepEqual([0, 3, 4, -1].map((value) => read("integer", value, { min: 0, max: 3 })), [
    0,
    3,
    "refused",
    "refused",
  ]);
  for (const value of [NaN, Infinity, 1.5, 2 ** 53, 1n, true]) assert.equal(read("integer", value), "refused");
  assert.match(VALUE_TYPES.integer.expected(row("integer", { min: 0, max: 3 })), /from 0 to 3/);
  assert.match(VALUE_TYPES.seconds.expected(row("seconds", { min: 0 })), /seconds of at least 0/);
});

Deno.test("value types: lists lose empty items, and whitespace at the ends of others", () => {
  assert.deepEqual(read("commaList", " a, b ,,c d,"), ["a", "b", "c d"]);
  assert.deepEqual(read("commaList", ","), []);
  assert.deepEqual(read("commaList", [" a", ""]), [" a", ""]);
  assert.equal(read("commaList", [1]), "refused");
});

Deno.test("value types: endpoints, secrets, choices and maps", () => {
  assert.equal(read("endpoint", "dns:///a,dns:///b"), "a,b");
  assert.equal(read("secret", "\u001f s\u00a0\n"), "s");
  assert.equal(read("choice", "a", { choices: ["a", "b"] }), "a");
  assert.equal(read("choice", "A", { choices: ["a", "b"] }), "refused");
  assert.deepEqual(read("map", { a: "b" }), { a: "b" });
  assert.equal(read("map", { a: 1 }), "refused");
  assert.equal(read("map", "a"), "refused");
  for (const value of [[], new Map([["a", "b"]]), { constructor: 1 }]) assert.equal(read("map", value), "refused");
  assert.equal(read("commaList", Array(1)), "refused");
  for (const kind of ["string", "path", "endpoint", "secret"] as const) assert.equal(read(kind, 1), "refused", kind);
});

Deno.test("value types: the text of a value is read as that value", () => {
  const word = fc.stringMatching(/^[a-z0-9 .:/=#%]*[a-z]$/).map((text) => text.trim());
  const values: Partial<Record<ValueType, fc.Arbitrary<unknown>>> = {
    string: fc.string({ unit: "binary" }),
    path: fc.string({ unit: "binary" }),
    boolean: fc.boolean(),
    integer: fc.maxSafeInteger(),
    seconds: fc.maxSafeInteger(),
    commaList: fc.array(word),
    secret: word,
  };
  for (const [kind, arbitrary] of Object.entries(values) as [ValueType, fc.Arbitrary<unknown>][]) {
    fc.assert(fc.property(arbitrary, (value) => {
      assert.deepEqual(read(kind, VALUE_TYPES[kind].format(value)), value, kind);
    }));
  }
});

Deno.test("value types: the JSON Schema of an integer has its range", () => {
  const text = { type: "string", pattern: "^(\\s*[+-]?[0-9]+(_[0-9]+)*\\s*)?$" };
  const schema = (more: Partial<SettingDefinition>) => VALUE_TYPES.integer.json(row("integer", more));
  const type = ["integer", "null"];
  assert.deepEqual(schema({}), { anyOf: [{ type }, text] });
  assert.deepEqual(schema({ min: 1 }), { anyOf: [{ type, minimum: 1 }, text] });
  assert.deepEqual(schema({ max: 9 }), { anyOf: [{ type, maximum: 9 }, text] });
  assert.deepEqual(schema({ min: 0, max: 0 }), { anyOf: [{ type, minimum: 0, maximum: 0 }, text] });
});

Deno.test("value types: words are separated by commas and whitespace, and quoted JSON is a list", () => {
  const cases: readonly (readonly [text: string, value: unknown])[] = [
    ["a,b", ["a", "b"]],
    ["a, b\tc\n d,,e ", ["a", "b", "c", "d", "e"]],
    [" ,a", ["a"]],
    [",", []],
    ["a\u00a0b", ["a", "b"]],
  ];
  for (const [text, value] of cases) assert.deepEqual(read("wordList", text), value, JSON.stringify(text));
});
