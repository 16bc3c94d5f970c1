import assert from "node:assert/strict";
import { validateContainerRegistryName } from "../../src/image_spec/mod.ts";
import { answerOf, formatted, mismatch, type SpecCase, type SpecResult } from "../conformance/image_spec/compare.ts";

interface Golden<Given, Result> {
  readonly given: Given;
  readonly result: Result;
}

const goldens = JSON.parse(await Deno.readTextFile("tests/goldens/image_specs.json")) as {
  readonly cases: readonly Golden<SpecCase, SpecResult>[];
  readonly registries: readonly Golden<string, boolean>[];
  readonly formats: readonly Golden<string, { readonly ok?: string }>[];
};

Deno.test("all recorded specifications have flytekit's id, tag and name, or are refused as flytekit does", async () => {
  assert.ok(goldens.cases.length >= 250);
  const wrong: string[] = [];
  for (const { given, result } of goldens.cases) {
    const found = mismatch(await answerOf(given), result);
    if (found !== undefined) wrong.push(`${given.spec}: ${found}`);
  }
  assert.deepEqual(wrong, []);
});

Deno.test("all recorded registries are judged as flytekit does", () => {
  for (const { given, result } of goldens.registries) {
    assert.equal(validateContainerRegistryName(given), result, JSON.stringify(given));
  }
});

Deno.test("all recorded formats of tags are filled in as Python does", () => {
  for (const { given, result } of goldens.formats) assert.equal(formatted(given), result.ok ?? null, given);
});
