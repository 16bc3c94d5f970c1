import assert from "node:assert/strict";
import { realTask } from "../../_support/golden_files.ts";

Deno.test("decoding 100,000 contexts in one isolate leaves no memory behind", async () => {
  const program = "tests/_support/programs/decode_many.ts";
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-check", "--v8-flags=--expose-gc", program, realTask().trim(), "100000"],
    stderr: "inherit",
  }).output();
  const { early, late } = JSON.parse(new TextDecoder().decode(stdout));
  // A leak of 16 bytes for each context would be more.
  assert.ok(late - early < 1_000_000, `${late} bytes in use after 100,000 contexts, ${early} after 10,000`);
});
