import assert from "node:assert/strict";
import fc from "fast-check";
import { table } from "../../../src/cli/output/table.ts";
import { widthOf } from "../../../src/cli/output/width.ts";

Deno.test("columns are as wide as their widest cell", () => {
  assert.equal(
    table(["A", "B"], [["long", "x"], ["y", "wide 漢字"]], {}),
    "A     B\n────  ─────────\nlong  x\ny     wide 漢字",
  );
});

Deno.test("wide columns continue on the next line", () => {
  assert.equal(
    table(["A", "B"], [["x", "one two three four five six"]], { width: 20 }),
    "A  B\n─  ─────────────────\nx  one two three\n   four five six",
  );
});

Deno.test("a table fits the terminal, and loses nothing", () => {
  const cell = fc.string({ unit: fc.constantFrom("a", "b", "é", "漢", " ", "-"), maxLength: 80 });
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 5 }), fc.integer({ min: 30, max: 120 }), (rows, width) => {
      const printed = table(["A", "B"], rows, { width });
      for (const line of printed.split("\n")) assert.ok(widthOf(line) <= width, line);
      const letters = (text: string) => [...text.replace(/[ \n─AB]/g, "")].sort().join("");
      assert.equal(letters(printed), letters(rows.flat().join("")));
    }),
  );
});
