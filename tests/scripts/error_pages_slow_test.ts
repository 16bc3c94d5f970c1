import assert from "node:assert/strict";
import { withExamples } from "../_support/error_examples.ts";

Deno.test("the compiler accepts every example", async () => {
  await withExamples(async (examples) => {
    const args = ["check", "--quiet", "--config=deno.json", ...examples.map(({ path }) => path)];
    const { success, stderr } = await new Deno.Command(Deno.execPath(), { args }).output();
    assert.ok(success, new TextDecoder().decode(stderr));
  });
});
