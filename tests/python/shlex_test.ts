import assert from "node:assert/strict";
import fc from "fast-check";
import { shlexSplit } from "../../src/python/shlex.ts";

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

Deno.test("shlex: any words are themselves again when they are quoted", () => {
  const quoted = (word: string) => `'${word.replaceAll("'", "'\"'\"'")}'`;
  fc.assert(fc.property(fc.array(fc.string({ unit: "binary" })), (words) => {
    assert.deepEqual(shlexSplit(words.map(quoted).join(" ")), words);
  }));
});
