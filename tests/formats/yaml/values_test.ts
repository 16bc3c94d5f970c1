import assert from "node:assert/strict";
import { PythonFloat } from "../../../src/python/numbers.ts";
import { orderedKeys } from "../../../src/python/json_value.ts";
import { parseYaml, YamlError, type YamlTimestamp, type YamlValue } from "../../../src/formats/yaml/mod.ts";
import { thrownBy } from "../../_support/support.ts";

Deno.test("an empty file is null", () => {
  for (const text of ["", "\n", "# only a comment\n", "---\n", "\ufeff"]) assert.equal(parseYaml(text).value, null);
});

Deno.test("booleans are those of YAML 1.1, but y and n are strings", () => {
  assert.deepEqual(read("[yes, On, TRUE, no, off, False, y, N, yEs]"), [
    ...[true, true, true, false, false, false],
    ...["y", "N", "yEs"],
  ]);
});

Deno.test("integers are decimal, octal, hexadecimal, binary and sexagesimal", () => {
  assert.deepEqual(read("[1_000, 017, 0x1F, 0b101, 1:30, -1:30, +7]"), [1000, 15, 31, 5, 90, -90, 7]);
});

Deno.test("integers of YAML 1.2 and JavaScript are strings", () => {
  assert.deepEqual(read("[0o17, 08, 0X1F, 1e3, _1]"), ["0o17", "08", "0X1F", "1e3", "_1"]);
});

Deno.test("integers of any size are exact", () => {
  assert.equal(read("9007199254740993"), 9007199254740993n);
  assert.equal(read("-0x20000000000001"), -0x20000000000001n);
});

Deno.test("floats need a dot, and an exponent a sign", () => {
  assert.deepEqual(read("[1.5, 1.0e+3, 1_0.5, .5, 1:30.5]"), [1.5, new PythonFloat(1000), 10.5, 0.5, 90.5]);
  assert.deepEqual(read("[.inf, -.INF, 1.0e3]"), [Infinity, -Infinity, "1.0e3"]);
  assert.ok(Number.isNaN(read(".nan")));
  assert.ok(Object.is(read("-0.0"), -0));
});

Deno.test("a whole float stays a float", () => {
  assert.deepEqual(read("1.0"), new PythonFloat(1));
});

Deno.test("dates are dates, and times keep their zone", () => {
  const [date, time] = read("[2001-12-14, 2001-12-14t21:59:43.10-05:00]") as [YamlTimestamp, YamlTimestamp];
  assert.equal(String(date), "2001-12-14");
  assert.equal(date.time, undefined);
  assert.equal(date.toDate().toISOString(), "2001-12-14T00:00:00.000Z");
  assert.equal(String(time), "2001-12-14 21:59:43.100000-05:00");
  assert.equal(time.toDate().toISOString(), "2001-12-15T02:59:43.100Z");
  assert.equal(JSON.stringify({ date }), '{"date":"2001-12-14"}');
  assert.ok(Object.isFrozen(time) && Object.isFrozen(time.time));
});

Deno.test("years before 100 are not those of the last century", () => {
  assert.equal((read("0001-01-01") as YamlTimestamp).toDate().getUTCFullYear(), 1);
});

Deno.test("mappings with string keys are objects without a prototype, in the order of the file", () => {
  const value = read("'10': a\nb: 1\n'9': c\n__proto__: {x: 1}\nconstructor: 2\n") as Record<string, YamlValue>;
  assert.equal(Object.getPrototypeOf(value), null);
  assert.deepEqual(orderedKeys(value), ["10", "b", "9", "__proto__", "constructor"]);
  assert.deepEqual({ ...value["__proto__"] as object }, { x: 1 });
  assert.equal(({} as Record<string, unknown>).x, undefined);
});

Deno.test("mappings with other keys are Maps, in which keys that are equal in Python are one", () => {
  assert.deepEqual(read("{1: a, 1.0: b, true: c, ~: d}"), new Map<YamlValue, YamlValue>([[1, "c"], [null, "d"]]));
  const zero = [...(read("{-0.0: a}") as Map<YamlValue, YamlValue>).keys()][0];
  assert.ok(zero instanceof PythonFloat && Object.is(zero.value, -0));
});

Deno.test("an alias is the same object", () => {
  const [first, second] = read("[&a {b: 1}, *a]") as [object, object];
  assert.equal(first, second);
});

Deno.test("merge keys add defaults", () => {
  const value = read("base: &base {a: 1, b: 2}\nmine:\n  b: 3\n  <<: *base\n") as Record<string, object>;
  assert.deepEqual({ ...value.mine }, { a: 1, b: 3 });
});

Deno.test("tags change types", () => {
  assert.deepEqual(read("[!!str 1, !!int '1', !!float 1, !!null x]"), ["1", 1, new PythonFloat(1), null]);
  assert.deepEqual(read("!!binary aGVsbG8="), new TextEncoder().encode("hello"));
  assert.deepEqual(read("!!set {a, b, a}"), new Set(["a", "b"]));
  assert.deepEqual(read("!!omap [a: 1, b: 2]"), [["a", 1], ["b", 2]]);
});

Deno.test("block scalars keep or fold their lines", () => {
  const texts: Readonly<Record<string, string>> = {
    "|\n  b\n\n    c\n  d\n\n": "b\n\n  c\nd\n",
    "|-\n  b\n\n": "b",
    "|+\n  b\n\n": "b\n\n",
    "|2\n    b\n": "  b\n",
    "|1-\n  b\n   \n": " b\n  ",
    ">\n  b\n  c\n\n  d\n   e\n  f\n": "b c\nd\n e\nf\n",
    ">\n\n  b": "\nb",
    "|\n  b\r\n  c\r\n": "b\nc\n",
    "|\n": "",
    "|+\n\n": "\n",
  };
  for (const [text, value] of Object.entries(texts)) {
    assert.equal(parseYaml(`a: ${text}`).at(["a"])?.value, value, text);
  }
});

Deno.test("brackets and quotes without indentation are parsed", () => {
  assert.deepEqual(parseYaml("admin:\n  scopes: [all,\n  x]\n").at(["admin", "scopes"])?.value, ["all", "x"]);
  assert.deepEqual(parseYaml("admin:\n  scopes: [\n    all,\n    x\n  ]\n").at(["admin", "scopes"])?.value, [
    "all",
    "x",
  ]);
  assert.equal(parseYaml("images: {\na: b\n}\n").at(["images", "a"])?.value, "b");
  assert.equal(parseYaml('a: "b\nc"\nd: 1\n').at(["a"])?.value, "b c");
  assert.deepEqual(parseYaml("command: [-]\n").at(["command"])?.value, ["-"]);
});

Deno.test("syntax of YAML 1.2 only is rejected", () => {
  for (
    const text of ["|\na\n", "{a\n: b}", "{a: 1,\tb: 2}", "&a.b c", "a: |\n b\n...\n...\nc", "? a\n  : b", "[a?b]"]
  ) {
    assert.throws(() => parseYaml(text), YamlError);
  }
});

Deno.test("line breaks of every kind end a line", () => {
  for (const lineBreak of ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"]) {
    assert.deepEqual({ ...read(`a: 1${lineBreak}b: 2`) as object }, { a: 1, b: 2 });
  }
});

Deno.test("URLs need no quotes, except with a question mark in brackets", () => {
  assert.deepEqual(read("[dns:///x.y:80, http://x/y#z]"), ["dns:///x.y:80", "http://x/y#z"]);
  assert.equal(read("http://x/y?z=1"), "http://x/y?z=1");
});

function read(text: string): YamlValue {
  return parseYaml(text).value;
}

Deno.test("the end of a document is found after a byte order mark in a value", () => {
  assert.equal(JSON.stringify(parseYaml("a: \ufeffb\n...\n").value), '{"a":"\ufeffb"}');
  assert.equal(thrownBy(() => parseYaml("a: \ufeffb\n---\nc\n")).code, "yaml_multiple_documents");
});

Deno.test("!!binary ignores ASCII outside of the alphabet, and rejects other characters", () => {
  assert.deepEqual(parseYaml('!!binary "aG\\x7fk="').value, Uint8Array.of(104, 105));
  for (const escape of ["\\x80", "\\x81", "\\u00e9"]) {
    assert.equal(thrownBy(() => parseYaml(`!!binary "aG${escape}k="`)).code, "yaml_invalid_value");
  }
});
