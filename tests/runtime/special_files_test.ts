import assert from "node:assert/strict";

const PROGRAM = decodeURIComponent(new URL("../_support/programs/special_files.ts", import.meta.url).pathname);

Deno.test("no function reads special files: each rejects with a typed error, in bounded memory", async () => {
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
        ? "missing_tag_or_digest" // Not a regular file, so it is read as an image reference.
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
