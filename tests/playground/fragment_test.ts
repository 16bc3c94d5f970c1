import assert from "node:assert/strict";
import fc from "fast-check";
import { decodeShared, encodeShared } from "../../site/playground/src/configuration/fragment.ts";

Deno.test("what was shared is read again", () => {
  fc.assert(
    fc.property(fc.record({ name: fc.string(), text: fc.string({ unit: "grapheme" }), env: fc.string() }), (input) => {
      const fragment = encodeShared(input);
      assert.match(fragment, /^#configuration=[\w-]+$/);
      assert.deepEqual(decodeShared(fragment.slice("#configuration=".length)), { ...input });
    }),
  );
});

Deno.test("anything else is ignored", () => {
  fc.assert(fc.property(fc.string(), (argument) => {
    assert.equal(decodeShared(argument), undefined);
  }));
  for (const value of [null, 1, [], { name: "x" }, { name: 1, text: "", env: "" }]) {
    assert.equal(decodeShared(btoa(JSON.stringify(value))), undefined);
  }
});
