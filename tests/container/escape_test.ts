import assert from "node:assert/strict";
import { assignment, copyWord, hasReference } from "../../src/container/escape.ts";

Deno.test("a path of COPY is escaped, except for variables if they are expanded", () => {
  const cases: readonly (readonly [path: string, literal: string, expanded: string])[] = [
    ["a b", "a b", "a b"],
    [`a$b'c"d\\e`, `a\\$b\\'c\\"d\\\\e`, `a$b\\'c\\"d\\\\e`],
    ["x/$HOME/${Y}/z$", "x/\\$HOME/\\${Y}/z\\$", "x/$HOME/${Y}/z\\$"],
    ["$A$B", "\\$A\\$B", "$A$B"],
  ];
  for (const [path, literal, expanded] of cases) {
    assert.deepEqual([copyWord(path, false), copyWord(path, true)], [literal, expanded], path);
  }
});

Deno.test("an assignment is quoted, except for variables if they are expanded", () => {
  const cases: readonly (readonly [value: string, literal: string, expanded: string])[] = [
    ["a b", '"a b"', '"a b"'],
    ["x/$HOME/${Y}/z$", "'x/$HOME/${Y}/z$'", `'x/'"$HOME"'/'"\${Y}"'/z$'`],
    ["$A$B", "'$A$B'", '"$A$B"'],
  ];
  for (const [value, literal, expanded] of cases) {
    assert.deepEqual([assignment("N", value), assignment("N", value, true)], [`N=${literal}`, `N=${expanded}`], value);
  }
  assert.deepEqual(["$A", "a${B}c", "$1", "$", "a"].map(hasReference), [true, true, false, false, false]);
});
