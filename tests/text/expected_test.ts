import assert from "node:assert/strict";
import { mustBe, shortValue, typeName, unknownName } from "../../src/text/expected.ts";

Deno.test("an unknown name is shown with the nearest known one", () => {
  assert.equal(
    unknownName("option", "enpoint", ["endpoint", "insecure"]),
    'unknown option "enpoint"; did you mean "endpoint"?',
  );
  assert.equal(unknownName("layer", "x", ["pip", "apt"]), 'unknown layer "x"');
});

Deno.test("a wrong value is described by its type unless it may be shown", () => {
  assert.equal(mustBe("true or false", "hunter2"), "must be true or false, found a string");
  assert.equal(mustBe("a string", 3), "must be a string, found a number");
  assert.equal(mustBe("a string", 3, shortValue), "must be a string, found 3");
  assert.equal(mustBe('"a" or "b"', "c", shortValue), 'must be "a" or "b", found "c"');
});

Deno.test("types are named as users know them", () => {
  const named: readonly (readonly [unknown, string])[] = [
    [undefined, "undefined"],
    [null, "null"],
    [true, "true"],
    ["x", "a string"],
    [1n, "an integer"],
    [[1], "a list"],
    [{}, "an object"],
    [Object.create(null), "an object"],
    [new Map(), "an instance of Map"],
    [() => {}, "a function"],
  ];
  for (const [value, name] of named) assert.equal(typeName(value), name);
});

Deno.test("short values are redacted and cut", () => {
  assert.equal(shortValue("https://user:hunter2@host"), '"https://***@host"');
  assert.ok(shortValue("x".repeat(1000)).length < 100);
  assert.equal(shortValue(["hunter2"]), "a list");
});
