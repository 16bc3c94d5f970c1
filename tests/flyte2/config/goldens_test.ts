import assert from "node:assert/strict";
import type { ConfigCase, ReadOutcome } from "../../conformance/config/case.ts";
import { compareCase } from "../../conformance/flyte2_config/compare.ts";
import { type FlyteResult, READERS } from "../../conformance/flyte2_config/outcome.ts";

interface Golden {
  readonly name: string;
  readonly case: ConfigCase;
  /** Sections that differ from those of the whole configuration. */
  readonly result: Partial<FlyteResult> & Pick<FlyteResult, "config">;
}

const { cases } = JSON.parse(await Deno.readTextFile("tests/goldens/flyte2_config.json")) as {
  readonly cases: readonly Golden[];
};

Deno.test("all recorded cases are read as flyte 2 reads them", async () => {
  assert.ok(cases.length >= 300);
  const wrong: string[] = [];
  for (const golden of cases) {
    for (const mismatch of await compareCase(golden.case, complete(golden.result))) {
      wrong.push(`${golden.name}: ${JSON.stringify(mismatch)}`);
    }
  }
  assert.deepEqual(wrong, []);
});

Deno.test("the recorded cases have every outcome", () => {
  const outcomes = cases.map(({ result }) => "ok" in result.config);
  assert.ok(outcomes.filter((isRead) => isRead).length > 300);
  assert.ok(outcomes.filter((isRead) => !isRead).length > 20);
});

function complete({ config, ...sections }: Golden["result"]): FlyteResult {
  const parts = "ok" in config ? config.ok as Readonly<Record<string, unknown>> : {};
  const of = (reader: string): ReadOutcome => ({ ok: parts[reader.replace("_config", "")] });
  return {
    config,
    ...Object.fromEntries(READERS.slice(1).map((reader) => [reader, of(reader)])),
    ...sections,
  } as FlyteResult;
}
