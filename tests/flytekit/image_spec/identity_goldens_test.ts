import assert from "node:assert/strict";
import { validateContainerRegistryName } from "../../../src/flytekit/image_spec/mod.ts";
import { answerOf, formatted, mismatch, type SpecCase, type SpecResult } from "../../conformance/image_spec/compare.ts";
import { type FileResult, fileResult, isSameFile } from "../../conformance/image_spec/files.ts";

interface Golden<Given, Result> {
  readonly given: Given;
  readonly result: Result;
}

const goldens = JSON.parse(await Deno.readTextFile("tests/goldens/image_specs.json")) as {
  readonly cases: readonly Golden<SpecCase, SpecResult>[];
  readonly registries: readonly Golden<string, boolean>[];
  readonly formats: readonly Golden<string, { readonly ok?: string }>[];
  readonly yaml: readonly Golden<string, FileResult>[];
};

Deno.test("all recorded specifications have flytekit's id, tag and name, or are rejected like in flytekit", async () => {
  assert.ok(goldens.cases.length >= 250);
  const wrong: string[] = [];
  for (const { given, result } of goldens.cases) {
    const found = mismatch(await answerOf(given), result);
    if (found !== undefined) wrong.push(`${given.spec}: ${found}`);
  }
  assert.deepEqual(wrong, []);
});

Deno.test("all recorded registries are accepted or rejected like in flytekit", () => {
  for (const { given, result } of goldens.registries) {
    assert.equal(validateContainerRegistryName(given), result, JSON.stringify(given));
  }
});

Deno.test("all recorded tag formats are formatted like in Python", () => {
  for (const { given, result } of goldens.formats) assert.equal(formatted(given), result.ok ?? null, given);
});

/** Files that flytekit accepts and that are rejected here, since Python reads a number differently from the file. */
const CUT = /: \[?(?:3\.10|1\.5e\+3|010|0x10|1_000|12:30|\.inf|\.5)\]?\}?$/;

/** What flytekit hashes although no image can be made of it. */
const MEANINGLESS =
  /^(?:name|source_root|source_copy_mode|copy|env): (?!\{X)|: (?:\[a\]|\{a: 1\}|!!binary aGk=)\}?$|^builder_options: .*!!binary/;

Deno.test("all recorded files have flytekit's id, name and variables, or are rejected for a listed reason", async () => {
  assert.ok(goldens.yaml.length >= 800);
  const wrong: string[] = [];
  for (const { given, result } of goldens.yaml) {
    const found = await fileResult(given);
    if (isSameFile(found, result)) continue;
    if (given.startsWith("base_image: {") && found.error === "unknown_field") continue;
    if (found.error === "wrong_shape" && (CUT.test(given) || MEANINGLESS.test(given))) continue;
    wrong.push(`${given}: here ${JSON.stringify(found)}, flytekit ${JSON.stringify(result)}`);
  }
  assert.deepEqual(wrong, []);
});
