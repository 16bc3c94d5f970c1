import assert from "node:assert/strict";

const PROGRAM = decodeURIComponent(new URL("../../_support/programs/much_output.ts", import.meta.url).pathname);

async function measure(how: string): Promise<unknown> {
  const args = ["run", "-A", "--quiet", PROGRAM, how];
  const { stdout } = await new Deno.Command(Deno.execPath(), { args, stderr: "inherit" }).output();
  const { outcome, megabytes } = JSON.parse(new TextDecoder().decode(stdout));
  assert.ok(megabytes < 400, `${how}: ${megabytes} MB`);
  return outcome;
}

Deno.test("a program that writes 200 MB does not take that much memory here", async () => {
  assert.deepEqual(await measure("stdout"), [
    "command_output_too_large",
    '"sh" was ended because it wrote more than 64 MiB to standard output',
  ]);
  assert.equal(await measure("stderr"), 64 * 1024);
  const [code, message] = await measure("builder") as [string, string];
  assert.equal(code, "image_build_failed");
  assert.ok(message.length < 500 && message.includes("200000000 more characters"), message);
});
