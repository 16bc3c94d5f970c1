import assert from "node:assert/strict";
import fc from "fast-check";
import { didYouMean, nearest } from "../../src/settings/nearest.ts";

const NAMES = ["endpoint", "insecure", "insecureSkipVerify", "clientId", "authType", "scopes", "access-key"];

Deno.test("nearest: one letter changed, added, left out, or swapped with its neighbour", () => {
  for (const typo of ["endpiont", "endpoin", "endpointt", "endpount", "Endpoint", "end_point", "end-point"]) {
    assert.equal(nearest(typo, NAMES), "endpoint", typo);
  }
  assert.equal(nearest("insecur", NAMES), "insecure");
  assert.equal(nearest("client_id", NAMES), "clientId");
  assert.equal(nearest("accessKey", NAMES), "access-key");
});

Deno.test("nearest: nothing where nothing is near", () => {
  for (const text of ["", "x", "zzzzzzzz", "completely different", "__proto__"]) {
    assert.equal(nearest(text, NAMES), undefined, text);
  }
  assert.equal(nearest("endpoint", []), undefined);
  assert.equal(nearest("x".repeat(65), ["x".repeat(65)]), undefined);
});

Deno.test("nearest: a name itself is nearest to it, and the first of several that are", () => {
  fc.assert(fc.property(fc.constantFrom(...NAMES), fc.shuffledSubarray(NAMES), (name, others) => {
    assert.equal(nearest(name, [...others, name]), name);
  }));
  assert.equal(nearest("ab", ["ac", "ad"]), "ac");
});

Deno.test("nearest: a name with one letter changed is found", () => {
  const edit = fc.record({ name: fc.constantFrom(...NAMES), at: fc.nat(30), letter: fc.constantFrom(..."qxz") });
  fc.assert(fc.property(edit, ({ name, at, letter }) => {
    const position = at % name.length;
    assert.equal(nearest(name.slice(0, position) + letter + name.slice(position + 1), NAMES), name);
  }));
});

Deno.test("nearest: for messages", () => {
  assert.equal(didYouMean(undefined), "");
  assert.equal(didYouMean("a"), '; did you mean "a"?');
});
