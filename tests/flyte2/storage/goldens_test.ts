import assert from "node:assert/strict";
import { compareCase, type StorageCase, type StorageResult } from "../../conformance/flyte2_storage/compare.ts";

interface Golden {
  readonly name: string;
  readonly case: StorageCase;
  /** The fields that differ from those of an empty environment. */
  readonly changed: Partial<StorageResult>;
}

const { defaults, cases } = JSON.parse(await Deno.readTextFile("tests/goldens/flyte2_storage.json")) as {
  readonly defaults: StorageResult;
  readonly cases: readonly Golden[];
};

Deno.test("flyte 2, storage: all recorded environments are read as flyte 2 reads them", async () => {
  assert.ok(cases.length > 400);
  const wrong: string[] = [];
  const empty: Golden = { name: "nothing", case: { env: {}, region: null }, changed: {} };
  for (const golden of [empty, ...cases]) {
    const sections = Object.entries(defaults).map(([name, fields]) => [
      name,
      { ...fields, ...golden.changed[name as keyof StorageResult] },
    ]);
    for (const mismatch of await compareCase(golden.case, Object.fromEntries(sections))) {
      wrong.push(`${golden.name}: ${JSON.stringify(mismatch)}`);
    }
  }
  assert.deepEqual(wrong, []);
});
