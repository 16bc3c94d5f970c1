import assert from "node:assert/strict";
import { memoryHost } from "../../../mod.ts";
import { compareImages, compareSecrets } from "../../conformance/flyte2_image/compare.ts";
import { HEADER_DIFFERENCES, scriptWith } from "../../conformance/flyte2_image/header_differences.ts";
import { IMAGE_DIFFERENCES } from "../../conformance/flyte2_image/known_differences.ts";
import { type ImageOutcome, outcomeOf, secretOutcomeOf } from "../../conformance/flyte2_image/outcome.ts";
import type { ErrorCode } from "../../../src/errors.ts";
import { parseScriptMetadata } from "../../../src/flyte2/image/layers/script_metadata.ts";
import type { ImageCase } from "../../conformance/flyte2_image/calls.ts";
import type { Stage } from "../../conformance/flyte2_image/errors.ts";
import { flyteImages } from "../../_support/flyte2_image_golden.ts";

const goldens = flyteImages();

function outcomeWith(given: ImageCase, shared: readonly string[] = []): Promise<ImageOutcome> {
  const files = { ...Object.fromEntries(shared.map((name) => [name, goldens.files[name]!])), ...given.files };
  return outcomeOf(given, memoryHost({ cwd: "/work", files }));
}

Deno.test("all recorded images have the uri of flyte 2, or are rejected as by flyte 2", async () => {
  assert.ok(goldens.images.length >= 150);
  assert.ok(goldens.images.filter(({ result }) => "uri" in result && typeof result.uri === "string").length >= 100);
  const wrong: string[] = [];
  for (const { given, result } of goldens.images) {
    const { problems } = compareImages(await outcomeWith(given, given.with), withMessages(result));
    if (problems.length > 0) wrong.push(`${JSON.stringify(given)}: ${problems.join("; ")}`);
  }
  assert.deepEqual(wrong, []);
});

Deno.test("all recorded images survive toDict and fromDict", async () => {
  for (const { given } of goldens.images) {
    const outcome = await outcomeWith(given, given.with);
    if ("uri" in outcome) assert.deepEqual(outcome.reread, outcome.uri, JSON.stringify(given));
  }
});

Deno.test("all recorded secrets have the hash and string of flyte 2, or are rejected as by flyte 2", async () => {
  assert.ok(goldens.secrets.length >= 12);
  for (const { given, result } of goldens.secrets) {
    assert.deepEqual(compareSecrets(await secretOutcomeOf(given), withMessages(result)).problems, []);
  }
});

for (const [name, { stage, here, example, counterexample }] of Object.entries(IMAGE_DIFFERENCES)) {
  Deno.test(`images that differ from flyte 2: ${name}`, async () => {
    assert.ok(here.includes(codeAt(stage, await outcomeWith(example))));
    assert.equal(codeAt(stage, await outcomeWith(counterexample)), null);
  });
}

for (const [name, { here, example, counterexample }] of Object.entries(HEADER_DIFFERENCES)) {
  Deno.test(`script metadata that is read differently from flyte 2: ${name}`, () => {
    if (here !== null) assert.throws(() => parseScriptMetadata("s.py", scriptWith(example)), here);
    else assert.match(parseScriptMetadata("s.py", scriptWith(example)).hashed, /^\(UVScriptMetadata\(/);
    assert.match(parseScriptMetadata("s.py", scriptWith(counterexample)).hashed, /^\(UVScriptMetadata\(/);
  });
}

function codeAt(stage: Stage, outcome: ImageOutcome): ErrorCode | null {
  if ("code" in outcome) return outcome.code;
  const result = stage === "describe" ? null : outcome[stage];
  return result === null || typeof result === "string" ? null : result.code;
}

/** Adds the messages, which are not recorded since they name directories that no longer exist. */
function withMessages<T>(result: T): T {
  return JSON.parse(
    JSON.stringify(result),
    (_, value) => typeof value === "object" && value !== null && "error" in value ? { message: "", ...value } : value,
  );
}
