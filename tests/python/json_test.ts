import assert from "node:assert/strict";
import fc from "fast-check";
import { PythonFloat } from "../../mod.ts";
import { jsonDumps, jsonLoads } from "../../src/python/json.ts";
import { runs } from "../_support/effort.ts";
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

Deno.test("json.loads: Python's outcome for every odd text", () => {
  const { parse_cases } = jsonDumpsGolden();
  assert.ok(parse_cases.length > 70);
  for (const { input, result } of parse_cases) {
    if (result === undefined) assert.equal(thrownBy(() => jsonLoads(input)).code, "not_json", JSON.stringify(input));
    else assert.equal(jsonDumps(jsonLoads(input)), result, JSON.stringify(input));
  }
});

/** A value as JSON.parse gives it: plain objects, and numbers alone. */
function plain(value: unknown): unknown {
  if (value instanceof PythonFloat) return value.value;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, plain(item)] as const);
  return Object.fromEntries(entries);
}

Deno.test("json.loads: agrees with JSON.parse wherever that is exact", () => {
  fc.assert(
    fc.property(fc.json({ noUnicodeString: false }), fc.integer({ min: 0, max: 3 }), (json, indent) => {
      const text = JSON.stringify(JSON.parse(json), undefined, indent);
      if (/\d{16}/.test(text)) return;
      assert.deepEqual(plain(jsonLoads(text)), plain(JSON.parse(text)));
    }),
    { numRuns: runs(100, 2000) },
  );
});

Deno.test("json.loads: refuses what JSON.parse refuses, but for Python's three words", () => {
  const pieces = fc.constantFrom(
    ...'{}[]:, \n\t"\\0123456789.eE+-untrfalsNIy\u0000é',
    '"a"',
    "null",
    "1.5",
    "\\u00",
    "\ud800",
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 10 }), (parts) => {
      const text = parts.join("");
      if (/NaN|Infinity/.test(text)) return;
      let parsed: unknown;
      try {
        parsed = JSON.parse(text);
      } catch {
        assert.equal(thrownBy(() => jsonLoads(text)).code, "not_json", JSON.stringify(text));
        return;
      }
      // JSON.parse reads "-0" as the float that Python does not take it for.
      if (!Object.is(parsed, -0)) assert.deepEqual(plain(jsonLoads(text)), plain(parsed));
    }),
    { numRuns: runs(500, 20_000) },
  );
});

Deno.test("json.loads: integers of up to 4300 digits, as in CPython", () => {
  const digits = "7".repeat(4300);
  assert.equal(jsonLoads(digits), BigInt(digits));
  assert.equal(jsonLoads(`-${digits}`), BigInt(`-${digits}`));
  for (const text of [`${digits}7`, `-${digits}7`, `[${digits}7]`]) {
    assert.equal(thrownBy(() => jsonLoads(text)).code, "not_json");
  }
});

Deno.test("json.loads: floats of any length, as in CPython", () => {
  assert.equal(jsonLoads(`${"7".repeat(5000)}.0`), Infinity);
  assert.equal(jsonLoads(`0.${"3".repeat(5000)}`), 1 / 3);
  assert.equal(jsonLoads(`${"7".repeat(5000)}e-4999`), 7.777777777777778);
});

Deno.test("json.loads: duplicate keys keep the first place and the last value", () => {
  assert.equal(jsonDumps(jsonLoads('{"a": 1, "b": 2, "a": 3}')), '{"a": 3, "b": 2}');
  assert.equal(jsonDumps(jsonLoads('{"2": 1, "1": 2, "2": 3}')), '{"2": 3, "1": 2}');
  assert.equal(jsonDumps(jsonLoads('{"__proto__": 1, "b": 2, "__proto__": {}}')), '{"__proto__": {}, "b": 2}');
});

Deno.test("json.loads: long strings and many escapes take no more than one pass each", () => {
  const text = JSON.stringify('\\"'.repeat(100_000));
  assert.equal(jsonLoads(text), '\\"'.repeat(100_000));
  assert.equal(jsonLoads(`"${"\\\\".repeat(100_000)}"`), "\\".repeat(100_000));
  assert.equal((jsonLoads(`[${'"a",'.repeat(100_000)}1]`) as unknown[]).length, 100_001);
});

Deno.test("json.loads: objects have no prototype, and nothing of one", () => {
  const value = jsonLoads('{"a": {"__proto__": {"polluted": 1}}}') as { a: Record<string, unknown> };
  assert.equal(Object.getPrototypeOf(value), null);
  assert.equal(Object.getPrototypeOf(value.a), null);
  assert.ok(Object.hasOwn(value.a, "__proto__"));
  assert.equal(({} as { polluted?: number }).polluted, undefined);
});

Deno.test("lists and objects may be nested 900 deep, in both directions", () => {
  for (const [open, close] of [["[", "]"], ['{"a": ', "}"]] as const) {
    const nested = (levels: number) => open.repeat(levels) + "1" + close.repeat(levels);
    assert.equal(jsonDumps(jsonLoads(nested(900))), nested(900));
    assert.equal(thrownBy(() => jsonLoads(nested(901))).code, "too_deep");
    const value = jsonLoads(nested(900));
    assert.equal(thrownBy(() => jsonDumps(open === "[" ? [value] : { a: value })).code, "too_deep");
  }
});
