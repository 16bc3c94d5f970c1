import assert from "node:assert/strict";
import { ERROR_PAGES, ERROR_SECTIONS } from "../../scripts/error_pages/mod.ts";
import { ERROR_CODES, FlyteConfigError } from "../../mod.ts";
import { withExamples } from "../_support/error_examples.ts";

/** Runs an example; returns what it printed, or the code of the error that it threw. */
async function outcomeOf(run: () => Promise<void>): Promise<readonly unknown[]> {
  const printed: unknown[] = [];
  const { log } = console;
  console.log = (...values: unknown[]) => printed.push(...values);
  try {
    await run();
  } catch (error) {
    if (error instanceof FlyteConfigError) return [error.code];
    throw error;
  } finally {
    console.log = log;
  }
  return printed.flat();
}

Deno.test("every example throws its error, or prints its code", async () => {
  await withExamples(async (examples) => {
    assert.ok(examples.length > 190, `${examples.length} examples`);
    for (const { code, text, url } of examples) {
      const { run } = await import(url);
      const outcome = await outcomeOf(run);
      assert.ok(outcome.includes(code), `${code}: ${Deno.inspect(outcome)}\n${text}`);
      assert.ok(!text.includes(code), `${code} is in its example, which could print it in any case`);
    }
  });
});

Deno.test("the sections are those of the table, in its order", async () => {
  const table = await Deno.readTextFile("src/error_codes.ts");
  const sections: [string, string[]][] = [];
  for (const [, heading, code] of table.matchAll(/^ {2}(?:\/\/ (.+)|(\w+):)/gm)) {
    if (heading !== undefined) sections.push([heading, []]);
    else sections.at(-1)![1].push(code!);
  }
  assert.deepEqual(ERROR_SECTIONS, sections);
  assert.deepEqual(Object.keys(ERROR_PAGES), Object.keys(ERROR_CODES));
});

Deno.test("a page is short, and its sentences are complete", () => {
  for (const [code, { cause, fix, seen, example = "" }] of Object.entries(ERROR_PAGES)) {
    for (const text of [cause, fix, seen ?? fix]) assert.match(text, /^\S[^\n]{1,160}\.$/, code);
    assert.ok(example.split("\n").length <= 12 && !/.{121}/.test(example), code);
  }
});
