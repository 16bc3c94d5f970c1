import assert from "node:assert/strict";

/** Runs a line of a shell in which `$CLI` is the command line. */
async function shell(line: string) {
  const { code, stderr } = await new Deno.Command("sh", {
    args: ["-c", line.replace("$CLI", `"${Deno.execPath()}" run -A --no-check cli.ts`)],
  }).output();
  return { code, stderr: new TextDecoder().decode(stderr) };
}

Deno.test("a result that cannot be written is a failure, unless its reader is gone", async () => {
  const full = await shell("$CLI schema --url >/dev/full");
  assert.equal(full.code, 2);
  assert.match(full.stderr, /^error: standard output cannot be written: .*no space left.*\n$/i);
  assert.deepEqual(await shell("$CLI schema --url | true"), { code: 0, stderr: "" });
});

Deno.test("a directory as standard input is an error", async () => {
  assert.deepEqual(await shell("$CLI check - </tmp"), { code: 2, stderr: "error: standard input is a directory\n" });
});
