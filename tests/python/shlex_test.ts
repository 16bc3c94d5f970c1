import assert from "node:assert/strict";
import fc from "fast-check";
import { shlexJoin, shlexSplit } from "../../src/python/shlex.ts";

Deno.test("shlex: words, quotes and escapes", () => {
  const cases: readonly (readonly [string, readonly string[] | undefined])[] = [
    ["", []],
    [" \t\r\n", []],
    ["a  b\tc\nd", ["a", "b", "c", "d"]],
    ["a\u00a0b\u000bc", ["a\u00a0b\u000bc"]],
    ["'a b' \"c d\"", ["a b", "c d"]],
    ["a'b'\"c\"", ["abc"]],
    ["'' \"\" a''", ["", "", "a"]],
    ["'a\\b' \"a\\b\" a\\b", ["a\\b", "a\\b", "ab"]],
    ['"a\\"b\\\\c\\$"', ['a"b\\c\\$']],
    ["a\\ b \\' \\\\", ["a b", "'", "\\"]],
    ["a#b # c", ["a#b", "#", "c"]],
    ["'a", undefined],
    ['"a', undefined],
    ["a\\", undefined],
    ['"a\\', undefined],
    ["\\\n", ["\n"]],
    ["'a\nb'", ["a\nb"]],
  ];
  for (const [text, words] of cases) assert.deepEqual(shlexSplit(text), words, JSON.stringify(text));
});

Deno.test("shlex: any words are themselves again when they are joined", () => {
  assert.equal(
    shlexJoin(["a", "--b=c/d@1.0%+,x:y", "", "e f", "it's", "é", "$x"]),
    `a --b=c/d@1.0%+,x:y '' 'e f' 'it'"'"'s' 'é' '$x'`,
  );
  fc.assert(fc.property(fc.array(fc.string({ unit: "binary" })), (words) => {
    assert.deepEqual(shlexSplit(shlexJoin(words)), words);
  }));
});
