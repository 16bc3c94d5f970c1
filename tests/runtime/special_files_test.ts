import assert from "node:assert/strict";

const PROGRAM = decodeURIComponent(new URL("../_support/programs/special_files.ts", import.meta.url).pathname);

Deno.test("what is no regular file is read by nothing, with an error of ours and without memory", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const run = async (program: string, ...args: string[]) =>
      await new Deno.Command(program, { args, cwd: folder, stderr: "inherit" }).output();
    await run("sh", "-c", "mkfifo pipe; ln -s /dev/zero zero; mkdir sources; ln -s /dev/zero sources/a.py");
    using _socket = Deno.listen({ transport: "unix", path: `${folder}/socket` });
    const { stdout } = await run(Deno.execPath(), "run", "-A", "--quiet", PROGRAM);
    const { outcomes, megabytes } = JSON.parse(new TextDecoder().decode(stdout));
    for (const [name, outcome] of Object.entries(outcomes)) {
      const expected = name.startsWith("image specification")
        ? "missing_tag_or_digest" // No file, so it is taken for a reference.
        : name === "sources" || name === "copied"
        ? "endless_file"
        : name.startsWith("script")
        ? "file_unreadable"
        : "not_regular_file";
      assert.equal(outcome, expected, name);
    }
    assert.equal(Object.keys(outcomes).length, 34);
    assert.ok(megabytes < 400, `${megabytes} MB`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
