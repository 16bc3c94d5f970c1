import assert from "node:assert/strict";
import type { StorageOptionsCase, StorageOptionsResult } from "../conformance/storage_options/case.ts";
import { compareCase } from "../conformance/storage_options/compare.ts";
import { DIFFERENCES } from "../conformance/storage_options/known_differences.ts";

interface Golden {
  readonly name: string;
  readonly case: StorageOptionsCase;
  readonly result: StorageOptionsResult;
}

const goldens = JSON.parse(await Deno.readTextFile("tests/goldens/storage_options.json")) as Readonly<
  Record<"flytekit" | "flyte", readonly Golden[]>
>;

Deno.test("settings of storage mean the same to clients as in both Python libraries, except for known differences", async () => {
  const known = new Set<string>();
  for (const library of ["flytekit", "flyte"] as const) {
    assert.ok(goldens[library].length > 120);
    const wrong: string[] = [];
    for (const golden of goldens[library]) {
      for (const { what, here, there } of await compareCase(library, golden.case, golden.result, known)) {
        wrong.push(`${golden.name}: ${what}: ${JSON.stringify(here)} here, ${JSON.stringify(there)} there`);
      }
    }
    assert.deepEqual(wrong, [], library);
  }
  assert.deepEqual(Object.keys(DIFFERENCES).filter((name) => !known.has(name)), [], "differences that do not occur");
});
