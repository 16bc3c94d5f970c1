import assert from "node:assert/strict";
import fc from "fast-check";
import { closest, didYouMean } from "../../src/text/closest.ts";

const NAMES = ["endpoint", "insecure", "insecureSkipVerify", "clientId", "authType", "scopes", "access-key"];

Deno.test("closest: one letter changed, added, left out, or swapped with its neighbour", () => {
  for (const typo of ["endpiont", "endpoin", "endpointt", "endpount", "Endpoint", "end_point", "end-point"]) {
    assert.equal(closest(typo, NAMES), "endpoint", typo);
  }
  assert.equal(closest("insecur", NAMES), "insecure");
  assert.equal(closest("client_id", NAMES), "clientId");
  assert.equal(closest("accessKey", NAMES), "access-key");
});

Deno.test("closest: undefined if no candidate is near", () => {
  for (const text of ["", "x", "zzzzzzzz", "completely different", "__proto__"]) {
    assert.equal(closest(text, NAMES), undefined, text);
  }
  assert.equal(closest("endpoint", []), undefined);
  assert.equal(closest("x".repeat(65), ["x".repeat(65)]), undefined);
});

Deno.test("closest: an equal candidate, or the first of equally near ones", () => {
  fc.assert(fc.property(fc.constantFrom(...NAMES), fc.shuffledSubarray(NAMES), (name, others) => {
    assert.equal(closest(name, [...others, name]), name);
  }));
  assert.equal(closest("ab", ["ac", "ad"]), "ac");
});

Deno.test("closest: a name with one letter changed is found", () => {
  const edit = fc.record({ name: fc.constantFrom(...NAMES), at: fc.nat(30), letter: fc.constantFrom(..."qxz") });
  fc.assert(fc.property(edit, ({ name, at, letter }) => {
    const position = at % name.length;
    assert.equal(closest(name.slice(0, position) + letter + name.slice(position + 1), NAMES), name);
  }));
});

Deno.test("didYouMean", () => {
  assert.equal(didYouMean(undefined), "");
  assert.equal(didYouMean("a"), '; did you mean "a"?');
});
