import assert from "node:assert/strict";
import { FlyteConfigError } from "../../src/errors.ts";
import { redact } from "../../src/diagnostics/redact.ts";

Deno.test("redact masks secrets in strings, and keeps everything else", () => {
  assert.equal(redact("API_TOKEN=abc MODE=fast"), "API_TOKEN=*** MODE=fast");
  assert.equal(redact("nothing to see"), "nothing to see");
});

Deno.test("redact rejects what is not a string", () => {
  for (const value of [undefined, 1, ["API_TOKEN=abc"]]) {
    assert.throws(
      () => redact(value as unknown as string),
      (error) => error instanceof FlyteConfigError && error.code === "invalid_argument",
    );
  }
});
