import assert from "node:assert/strict";
import { checkValues } from "../../src/wire/json_text.ts";
import { thrownBy } from "../_support/support.ts";

Deno.test("values are counted before they are read: commas, and the starts of lists and objects", () => {
  const counts: readonly (readonly [text: string, count: number])[] = [
    ["[1, 2, 3]", 4],
    ["[[[]]]        ", 4],
    ['{"a": {"b": 1}, "c": "[,{"}', 4],
    ['["\\",[", ",,,,", "\\\\", 1]', 5],
  ];
  for (const [text, count] of counts) {
    checkValues(text, count);
    assert.equal(thrownBy(() => checkValues(text, count - 1)).code, "too_many_values", text);
  }
  checkValues("[1,2,3]", 7);
});
