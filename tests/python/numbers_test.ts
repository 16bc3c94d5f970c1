import assert from "node:assert/strict";
import fc from "fast-check";
import { floatRepr } from "../../src/python/numbers.ts";
import { isSpace } from "../../src/python/strings.ts";
import { parsePythonFloat, parsePythonInt } from "../../src/python/parse_number.ts";

// The INI golden has many more; these cannot be the value of a key.

Deno.test("int(text), float(text): C's isspace decides in ASCII, str.isspace elsewhere", () => {
  for (const space of [" ", "\t", "\n", "\v", "\f", "\r", "\x85", "\xa0", "\u1680", "\u2003", "\u2028", "\u3000"]) {
    assert.equal(parsePythonInt(`${space}7${space}`), 7, JSON.stringify(space));
    assert.equal(parsePythonFloat(`${space}7${space}`), 7, JSON.stringify(space));
    assert.ok(isSpace(space.charCodeAt(0)));
  }
  for (const space of ["\x1c", "\x1d", "\x1e", "\x1f"]) {
    assert.equal(parsePythonInt(`${space}7`), undefined);
    assert.equal(parsePythonFloat(`${space}7`), undefined);
    assert.ok(isSpace(space.charCodeAt(0)));
  }
  for (const other of ["\ufeff", "\u200b", "\u180e", "\0"]) {
    assert.equal(parsePythonInt(`${other}7`), undefined);
    assert.ok(!isSpace(other.charCodeAt(0)));
  }
});

Deno.test("int(text): exact at any size, and a number where that is safe", () => {
  fc.assert(fc.property(fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n }), (value) => {
    const read = parsePythonInt(String(value));
    assert.equal(BigInt(read!), value);
    assert.equal(typeof read, Number.isSafeInteger(Number(value)) ? "number" : "bigint");
  }));
  assert.ok(Object.is(parsePythonInt("-0"), 0));
});

Deno.test("float(text): reads what repr(float) writes", () => {
  fc.assert(fc.property(fc.double(), (value) => {
    assert.ok(Object.is(parsePythonFloat(floatRepr(value)), value), floatRepr(value));
  }));
});

Deno.test("repr(float): the exponent form starts below 1e-4 and from 1e16 on", () => {
  const texts: readonly (readonly [number, string])[] = [
    [0.0001, "0.0001"],
    [0.00009999, "9.999e-05"],
    [1e-5, "1e-05"],
    [1e-7, "1e-07"],
    [1e-100, "1e-100"],
    [9999999999999998, "9999999999999998.0"],
    [1e15, "1000000000000000.0"],
    [1e16, "1e+16"],
    [12345678901234567, "1.2345678901234568e+16"],
    [1e21, "1e+21"],
    [1e22, "1e+22"],
    [5e-324, "5e-324"],
    [-0, "-0.0"],
    [NaN, "nan"],
    [-Infinity, "-inf"],
  ];
  for (const [value, text] of texts) assert.equal(floatRepr(value), text);
});

Deno.test("repr(float): reads back as the same number, and shows that it is a float", () => {
  fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
    const text = floatRepr(value);
    assert.ok(Object.is(Number(text), value), text);
    assert.match(text, /^-?\d+(\.\d+)?(e[+-]\d{2,3})?$/);
    assert.match(text, /[.e]/);
  }));
});

Deno.test("int(text), float(text): the characters next to the digits are not digits", () => {
  for (const text of ["1:", ":1", "1/", "/1", "1:2", "1_:", "+:"]) {
    assert.equal(parsePythonInt(text), undefined, text);
    assert.equal(parsePythonFloat(text), undefined, text);
  }
  assert.deepEqual([parsePythonInt("0"), parsePythonInt("9"), parsePythonFloat("9.0")], [0, 9, 9]);
});
