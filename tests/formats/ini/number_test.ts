import assert from "node:assert/strict";
import fc from "fast-check";
import { isSpace, parsePythonFloat, parsePythonInt } from "../../../src/python/number.ts";
import { floatRepr } from "../../../src/python/float.ts";

// The golden of INI has what Python says of many more; these cannot be the value of an option.

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
