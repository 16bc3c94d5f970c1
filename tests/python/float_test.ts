import assert from "node:assert/strict";
import fc from "fast-check";
import { floatRepr } from "../../src/python/float.ts";

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
