import assert from "node:assert/strict";
import { compareCase } from "../../conformance/config/compare.ts";
import type { ConfigCase, ConfigResult } from "../../conformance/config/case.ts";

interface Golden {
  readonly name: string;
  readonly case: ConfigCase;
  readonly result: ConfigResult;
}

const { cases } = JSON.parse(await Deno.readTextFile("tests/goldens/config.json")) as {
  readonly cases: readonly Golden[];
};

Deno.test("all recorded cases are read as flytekit reads them", async () => {
  assert.ok(cases.length >= 200);
  const wrong: string[] = [];
  for (const golden of cases) {
    for (const mismatch of await compareCase(golden.case, golden.result)) {
      wrong.push(`${golden.name}: ${JSON.stringify(mismatch)}`);
    }
  }
  assert.deepEqual(wrong, []);
});
