import assert from "node:assert/strict";
import fc from "fast-check";
import { dockerIgnore, dockerWalkIgnore, tokensOf } from "../../src/files/docker_ignore.ts";
import { matchTokens } from "../../src/files/glob.ts";
import { runs } from "../_support/effort.ts";
import { assertLinear } from "../_support/growth.ts";
import { thrownBy } from "../_support/support.ts";

/** The text of a .dockerignore, what it ignores, and what it does not, as the Python package docker says. */
const RULES: readonly (readonly [text: string, ignored: readonly string[], kept: readonly string[]])[] = [
  ["a", ["a", "A", "a/b", "a/b/c"], ["b/a", "ab"]],
  ["a/b/", ["a/b", "a/b/c"], ["a", "a/bc"]],
  ["*.py", ["x.py", "x.py/y"], ["a/x.py"]],
  ["**/*.py", ["x.py", "a/x.py", "a/b/x.py"], ["x.pyc"]],
  ["a/**", ["a/b", "a/b/c"], ["a"]],
  ["?[!b][a-c-]", ["xab", "xx-"], ["xba", "xad", "/ab"]],
  ["[]x]", ["]", "x"], ["[", "y"]],
  ["[^a]", ["^", "a"], ["b"]],
  ["a[b", ["a[b"], ["ab"]],
  ["x/../a", ["a"], ["x"]],
  ["*\n!a", ["b"], ["a", "a/b"]],
  ["!a\n*", ["a", "b"], [".dockerignore"]],
  [" # b \r\n\n.\n!\n", ["# b"], ["b", "."]],
  ["a\\b", ["a\\b"], ["ab"]],
  ["a\r*.x", ["a", "b.x"], ["b"]],
];

for (const [text, ignored, kept] of RULES) {
  Deno.test(`.dockerignore: ${JSON.stringify(text)}`, () => {
    const isIgnored = dockerIgnore(text);
    for (const path of ignored) assert.equal(isIgnored(path), true, path);
    for (const path of kept) assert.equal(isIgnored(path), false, path);
  });
}

/** Paths that the package docker skips when it walks directories with these files, and paths that it does not skip. */
const WALKS: typeof RULES = [
  ["**/*.py\n**/.env", [".env/.env/b", ".env/x y", "b/c.py", "c.py/b"], ["b/x y"]],
  ["!*\n!a/\n**/.env", [".env/x y", "b/x y/.env/x y"], [".dockerignore/d", "d/c.py"]],
  ["**/.env\n a \n!a/\n a \n?", ["a", "b/b", "d/a/c.py", "x y/a/.env/.d"], ["c.py/.dockerignore/b"]],
  ["!d\n?\n**/*.py\na\n!a", ["c.py/.d", "d"], []],
  ["!**/c.py\n!a\n.\n**/.env", [".env/x y"], [".dockerignore/d", "a/A"]],
];

for (const [text, passedOver, kept] of WALKS) {
  Deno.test(`.dockerignore, for a walk: ${JSON.stringify(text)}`, () => {
    const isPassedOver = dockerWalkIgnore(text);
    for (const path of passedOver) assert.equal(isPassedOver(path), true, path);
    for (const path of kept) assert.equal(isPassedOver(path), false, path);
  });
}

Deno.test("a reversed range is rejected when a path is matched, as by Python's re", () => {
  const error = thrownBy(() => dockerIgnore("a\n[z-a]")("b"));
  assert.equal(error.code, "ignore_pattern_invalid");
  assert.match(error.message, /"\[z-a\]".*"z-a"/);
});

Deno.test("patterns of stars only terminate", () => {
  const path = "a/".repeat(200) + "b";
  for (const stars of ["**/".repeat(40), "*".repeat(81), "***/".repeat(40), "a*/**/".repeat(40)]) {
    assert.deepEqual([dockerIgnore(`${stars}c`)(path), dockerIgnore(`${stars}b`)(path)], [false, true], stars);
  }
});

Deno.test("the matcher for many wildcards agrees with a regular expression", () => {
  const part = fc.constantFrom("*", "**", "**/", "/", "?", "[!a]", "[a-b]", "a", "b", "\n", "\u{1f680}");
  const name = fc.constantFrom("a", "b", "c", "/", "/", "\n", "\u{1f680}");
  const joined = (one: fc.Arbitrary<string>) =>
    fc.array(one, { minLength: 1, maxLength: 9 }).map((all) => all.join(""));
  fc.assert(
    fc.property(joined(part), joined(name), (pattern, path) => {
      const tokens = tokensOf(pattern);
      const expression = new RegExp(`^${tokens.map(({ source }) => source).join("")}(?=\\n?$)`, "u");
      assert.equal(matchTokens(tokens, path), expression.test(path));
    }),
    { numRuns: runs(300, 10_000) },
  );
});

Deno.test("the time for a pattern is linear in its length", () => {
  const size = 8_000;
  const match = (pattern: string, path: string) => dockerIgnore(pattern)(path);
  for (const part of ["[", "[!", "[a", "[]", "*", "**/", "***/", "?", "a", "!", "../", "a/", "-]", "\\"]) {
    assertLinear((size) => match(part.repeat(size), "a/b/c"), size, part);
    assertLinear((size) => match(`${part.repeat(size)}]`, "a/b/c"), size, `${part}]`);
  }
  assertLinear((size) => match("*.py\n".repeat(size), "a/b/c"), size, "many lines");
  assertLinear((size) => match("**/*b", "a".repeat(size)), size, "a long name");
  assertLinear((size) => match("*a*b", "a".repeat(size)), size, "a long name and two stars");
  assertLinear((size) => match("**/a", "a/".repeat(size)), size, "a deep path");
});
