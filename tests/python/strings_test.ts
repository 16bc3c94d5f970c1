import assert from "node:assert/strict";
import fc from "fast-check";
import { byCodePoints, lower, stripBytes } from "../../src/python/strings.ts";

Deno.test("a capital sigma ends a word where CPython says so", () => {
  assert.equal(lower("ΑΣ ΑΣΑ Σ ΑΣ\u00ad ΑΣ\u00adΑ"), "ας ασα σ ας\u00ad ασ\u00adα");
  assert.equal(lower("İ"), "i\u0307");
});

Deno.test("bytes.strip strips ASCII whitespace", () => {
  const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
  assert.deepEqual(stripBytes(bytes(" \t\n\r\v\fa b\x85 ")), bytes("a b\x85"));
  assert.deepEqual(stripBytes(bytes("\x1ca\xa0")), bytes("\x1ca\xa0"));
  assert.deepEqual(stripBytes(bytes(" \n")), bytes(""));
});

Deno.test("strings are ordered by code points, lone surrogates too", () => {
  const unit = fc.constantFrom("a", "\ud7ff", "\ud800", "\udbff", "\udc00", "\udfff", "\ue000", "\uffff", "\u{10000}");
  fc.assert(fc.property(fc.string({ unit, maxLength: 4 }), fc.string({ unit, maxLength: 4 }), (one, other) => {
    const codes = (text: string) => Array.from(text, (character) => character.codePointAt(0)! + 2 ** 24).join();
    const expected = codes(one) === codes(other) ? 0 : codes(one) < codes(other) ? -1 : 1;
    assert.equal(Math.sign(byCodePoints(one, other)), expected);
  }));
});
