import assert from "node:assert/strict";
import { type ServerModules, serverModules } from "../../../src/runtime/node_builtins.ts";
import { readFile, readPieces, readSmallFile } from "../../../src/runtime/server/read.ts";
import { serverWriter } from "../../../src/runtime/server/write.ts";
import { errorOf } from "../../_support/support.ts";

/** Modules whose `stat` reports a regular file although there is something else when it is opened. */
function outdated(file: string): ServerModules {
  const modules = serverModules()!;
  return { ...modules, fs: { ...modules.fs, stat: () => modules.fs.stat(file) } };
}

Deno.test("a file that is replaced by a pipe or a device before it is opened is rejected without blocking", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/file`, "text");
    await new Deno.Command("mkfifo", { args: [`${folder}/pipe`] }).output();
    await Deno.symlink("/dev/zero", `${folder}/zero`);
    const modules = outdated(`${folder}/file`);
    for (const [name, kind] of [["pipe", "pipe"], ["zero", "device"]]) {
      const path = `${folder}/${name}`;
      const error = await errorOf(() => readFile(modules, path));
      assert.equal(error.code, "not_regular_file");
      assert.ok(error.message.includes(`is a ${kind}`), error.message);
      assert.equal((await errorOf(() => readPieces(modules, path).next())).code, "not_regular_file");
      const known = readSmallFile(serverModules()!, path, new Uint8Array(10), true);
      assert.ok(known === 0 || known === undefined, "a pipe in place of a listed file does not block");
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a file that is replaced by a directory is rejected, and no file stays open", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/file`, "text");
    const error = await errorOf(() => readFile(outdated(`${folder}/file`), folder));
    assert.equal(error.code, "file_unreadable");
    assert.match(error.message, /it is a directory/);
    const writer = serverWriter(serverModules()!);
    assert.equal((await errorOf(() => writer.copyFile(folder, `${folder}/copy`))).code, "not_regular_file");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
