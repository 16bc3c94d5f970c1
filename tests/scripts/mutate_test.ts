import assert from "node:assert/strict";
import { mutantsOf, mutated } from "../../scripts/mutate/mutants.ts";
import { Graph, testsFor } from "../../scripts/mutate/reach.ts";

function changes(text: string): readonly string[] {
  return mutantsOf("a.ts", text).map((mutant) => mutated(text, mutant));
}

Deno.test("operators, conditions, numbers and booleans are changed", () => {
  assert.deepEqual(changes("f(a === b)"), ["f(a !== b)"]);
  assert.deepEqual(changes("f(a ?? b, !c)"), ["f(a && b, !c)", "f(a ?? b, c)"]);
  assert.deepEqual(changes("if (a) b++;"), ["if (!(a)) b++;", "if (a) b--;"]);
  assert.deepEqual(changes("f(a ? 1 : true)"), ["f(!(a) ? 1 : true)", "f(a ? (1 + 1) : true)", "f(a ? 1 : false)"]);
});

Deno.test("types, strings, comments and imports are not changed", () => {
  const text = [
    'import { a } from "./1.ts";',
    "type A = 1 | true;",
    "interface B { readonly c: false }",
    "/* 1 === 2 */ // true",
    "const { 0: g } = { 0: h };",
    'const d: 3 | 4 = e("1 < 2", `true` + f, /a+1/);',
  ];
  assert.deepEqual(changes(text.join("\n")), []);
});

Deno.test("the tests that reach a file come in the order of their distance", () => {
  const graph = new Graph(
    new Map([
      ["src/a/b.ts", ""],
      ["src/mod.ts", 'export { b } from "./a/b.ts";'],
      ["tests/a/b_test.ts", 'import { b } from "../../src/a/b.ts";'],
      ["tests/c/far_test.ts", 'import { b } from "../../src/mod.ts";'],
      ["tests/c/not_test.ts", 'import { b } from "node:assert";'],
      ["tests/a/started_test.ts", 'run("src/mod.ts")'],
    ]),
  );
  const tests = ["tests/c/far_test.ts", "tests/c/not_test.ts", "tests/a/started_test.ts", "tests/a/b_test.ts"];
  const reached = new Map(tests.map((test) => [test, graph.distances(test)]));
  assert.deepEqual(testsFor("src/a/b.ts", reached), [
    "tests/a/b_test.ts",
    "tests/a/started_test.ts",
    "tests/c/far_test.ts",
  ]);
});
