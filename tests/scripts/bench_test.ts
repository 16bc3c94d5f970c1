import assert from "node:assert/strict";
import { withTables } from "../../scripts/bench/document.ts";
import { type Candidate, race } from "../../scripts/bench/race.ts";
import { compare, fastest, growth, meets, ratio, spreadOf } from "../../scripts/bench/measurements.ts";
import { table } from "../../scripts/bench/table.ts";

Deno.test("a spread has the median and the quartiles", () => {
  assert.deepEqual(spreadOf([5, 1, 4, 2, 3]), { median: 3, low: 2, high: 4 });
  assert.deepEqual(spreadOf([1, 2]), { median: 1.5, low: 1.25, high: 1.75 });
  assert.deepEqual(spreadOf([7]), { median: 7, low: 7, high: 7 });
});

Deno.test("times are compared within each turn", () => {
  // The machine was ten times slower in the second turn.
  assert.deepEqual(ratio([2, 20, 2], [1, 10, 1]), { median: 2, low: 2, high: 2 });
});

Deno.test("a comparison with a candidate that is missing is left out", () => {
  const times = { ours: [1, 1], bare: [2, 2] };
  const goal = { atMost: 1 };
  assert.deepEqual(compare(times, [["a", "ours", "bare", goal], ["b", "flytekit", "ours"]]), [
    { what: "a", goal, spread: { median: 0.5, low: 0.5, high: 0.5 } },
  ]);
});

Deno.test("growth is 1 where each item costs the same, whatever is fixed", () => {
  const counts = [10, 100, 1000, 10_000];
  const linear = growth(counts, counts.map((count) => [500 + 3 * count]));
  assert.ok(Math.abs(linear.median - 1) < 1e-9);
  const quadratic = growth(counts, counts.map((count) => [count ** 2]));
  assert.ok(Math.abs(quadratic.median - 100) < 1e-9);
});

Deno.test("the fastest candidate has the smallest median", () => {
  assert.equal(fastest({ a: [1, 9, 9], b: [5, 5, 5], c: [1, 1, 1] }, ["a", "b"]), "b");
});

Deno.test("a goal is met by the median", () => {
  const spread = { median: 1.2, low: 1, high: 3 };
  assert.ok(meets(spread, { atMost: 1.2 }));
  assert.ok(!meets(spread, { atMost: 1.1 }));
  assert.ok(meets(spread, { atLeast: 1.2 }));
  assert.ok(!meets(spread, { atLeast: 1.3 }));
});

Deno.test("candidates run in turn, every other time in reverse, as often as fits into a turn", async () => {
  const calls: string[] = [];
  const counts: Record<string, number> = {};
  const candidate = (name: string, time: number): Candidate => (count) => {
    calls.push(name);
    counts[name] = count;
    return Promise.resolve(time);
  };
  const times = await race({ quick: candidate("q", 100), absent: undefined, slow: candidate("s", 1e6) }, 4);
  assert.deepEqual(times, { quick: [100, 100, 100, 100], slow: [1e6, 1e6, 1e6, 1e6] });
  assert.equal(calls.slice(-8).join(""), "qssqqssq");
  assert.deepEqual(counts, { q: 40, s: 1 });
});

Deno.test("a table has a column for each runtime, and marks what misses its goal", () => {
  const spread = { median: 1.234, low: 1, high: 1.5 };
  const columns = {
    Deno: [{ what: "decode", goal: { atMost: 1.2 }, spread }, { what: "size", spread: spreadOf([12_345]) }],
    Node: [{ what: "decode", goal: { atMost: 1.2 }, spread: { ...spread, median: 1.19 } }],
  };
  assert.equal(
    table(columns),
    `\
| measurement | goal  | Deno           | Node         |
| ----------- | ----- | -------------- | ------------ |
| decode      | ≤ 1.2 | 1.23 (1–1.5) ✗ | 1.19 (1–1.5) |
| size        |       | 12,345         | –            |
`,
  );
});

Deno.test("tables are written between their markers", () => {
  const marker = (area: string) => `<!-- ${area}: written by \`deno task bench --write\` -->\n`;
  const document = `# a\n\n${marker("x")}old\n<!-- end of x -->\n\n${marker("y")}<!-- end of y -->\nend\n`;
  const written = withTables(document, { x: "| x |\n", y: "| y |\n" });
  assert.equal(
    written,
    `# a\n\n${marker("x")}\n| x |\n\n<!-- end of x -->\n\n${marker("y")}\n| y |\n\n<!-- end of y -->\nend\n`,
  );
  assert.equal(withTables(written, { x: "| x |\n" }), written);
  assert.throws(() => withTables(document, { z: "" }), /no markers for z/);
});
