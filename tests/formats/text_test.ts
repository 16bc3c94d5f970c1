import assert from "node:assert/strict";
import { checkSize } from "../../src/formats/text.ts";
import { thrownBy } from "../_support/support.ts";

Deno.test("the size of a file is counted in bytes of UTF-8", () => {
  for (const text of ["", "abc", "\x7f\x80", "é", "\u07ff\u0800", "€uro", "😀", "a😀é€", "\ud800"]) {
    const bytes = new TextEncoder().encode(text).length;
    // A lone surrogate counts as two bytes, although it is encoded as U+FFFD.
    const size = text === "\ud800" ? 2 : bytes;
    checkSize("a.yaml", text, size);
    if (size > 0) {
      const error = thrownBy(() => checkSize("a.yaml", text, size - 1));
      assert.deepEqual([error.code, error.message.split(":")[0]], ["too_large", "a.yaml"], text);
    }
  }
});
