import assert from "node:assert/strict";
import { defaultHost } from "../../../src/runtime/default_host.ts";
import { memoryHost } from "../../../src/runtime/memory_host.ts";
import { type ServerModules, serverModules } from "../../../src/runtime/node_builtins.ts";
import { serverWriter } from "../../../src/runtime/server/write.ts";
import { errorOf } from "../../_support/support.ts";

Deno.test("files are written, copied with their permissions, and removed", async () => {
  const host = defaultHost();
  const writer = host.writer!;
  const folder = await writer.makeTempDirectory("flyte-writer-");
  assert.match(folder, /\/flyte-writer-[^/]+$/);
  assert.deepEqual(await host.readDir(folder), []);
  await writer.makeDirectory(`${folder}/a/b`);
  await writer.makeDirectory(`${folder}/a/b`);
  await writer.writeFile(`${folder}/a/b/text`, "é");
  await writer.writeFile(`${folder}/a/b/bytes`, Uint8Array.of(0, 255));
  await Deno.chmod(`${folder}/a/b/text`, 0o750);
  await Deno.symlink("text", `${folder}/a/b/link`);
  await writer.copyFile(`${folder}/a/b/link`, `${folder}/copy`);
  assert.equal(await host.readTextFile(`${folder}/copy`), "é");
  const copy = await Deno.lstat(`${folder}/copy`);
  assert.deepEqual([copy.isSymlink, copy.mode! & 0o777], [false, 0o750]);
  assert.deepEqual(await host.readFile(`${folder}/a/b/bytes`), Uint8Array.of(0, 255));
  const error = await errorOf(() => writer.writeFile(`${folder}/none/file`, ""));
  assert.equal(error.code, "file_unwritable");
  assert.ok(error.message.includes(`"${folder}/none/file"`), error.message);
  await writer.remove(folder);
  await writer.remove(folder);
  assert.equal(await host.stat(folder), undefined);
});

Deno.test("a memory host has no writer", () => {
  assert.equal(memoryHost().writer, undefined);
});

Deno.test("the output of a program is passed on before it exits", async () => {
  const seen: string[] = [];
  const command = ["sh", "-c", "echo out; echo err >&2; read line; echo $line"];
  const note = (name: string) => (bytes: Uint8Array) =>
    void seen.push(`${name} ${new TextDecoder().decode(bytes).trim()}`);
  const options = { input: "in\n", onStdout: note("out"), onStderr: note("err") };
  const { stdout, stderr } = await defaultHost().run(command, options);
  assert.deepEqual([stdout, stderr].map((bytes) => new TextDecoder().decode(bytes)), ["out\nin\n", "err\n"]);
  assert.ok(seen.includes("err err") && seen.some((text) => text.startsWith("out out")), seen.join());
});

Deno.test("a file that cannot be replaced is written, one that is read-only is not", async () => {
  const modules = serverModules()!;
  const folder = await Deno.makeTempDir();
  const path = `${folder}/file`;
  const failing = (member: keyof ServerModules["fs"], error: object) => {
    const fs = { ...modules.fs, [member]: () => Promise.reject(Object.assign(new Error("raw"), error)) };
    return serverWriter({ ...modules, fs }).replaceFile!(path, member);
  };
  try {
    await Deno.writeTextFile(path, "old");
    const { ino } = await Deno.stat(path);
    const causes = [{ code: "EACCES" }, { code: "EBUSY" }, { code: "EXDEV" }, { name: "NotCapable" }];
    for (const member of ["mkdtemp", "chmod", "rename"] as const) {
      for (const cause of causes) await failing(member, cause);
      assert.equal(await Deno.readTextFile(path), member);
    }
    assert.equal((await Deno.stat(path)).ino, ino);
    for (const [member, code] of [["rename", "ENOSPC"], ["open", "EACCES"]] as const) {
      assert.equal((await errorOf(() => failing(member, { code }))).code, "file_unwritable");
      assert.equal(await Deno.readTextFile(path), "rename");
    }
    assert.deepEqual(await Array.fromAsync(Deno.readDir(folder), ({ name }) => name), ["file"]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test({
  name: "a replaced file keeps its owner",
  ignore: Deno.uid() !== 0,
  fn: async () => {
    const path = await Deno.makeTempFile();
    await Deno.chown(path, 1234, 2345);
    await defaultHost().writer!.replaceFile!(path, "new");
    const { uid, gid, mode } = await Deno.stat(path);
    assert.deepEqual([uid, gid, mode! & 0o777, await Deno.readTextFile(path)], [1234, 2345, 0o600, "new"]);
    await Deno.remove(path);
  },
});

Deno.test("a file is locked for one change at a time, and a lock that was left behind is removed", async () => {
  const folder = await Deno.makeTempDir();
  const lockFile = defaultHost().writer!.lockFile!;
  try {
    const path = `${folder}/file`;
    let changing = 0;
    await Promise.all(Array.from({ length: 10 }, async () => {
      const unlock = await lockFile(path);
      assert.equal(++changing, 1);
      await new Promise((resolve) => setTimeout(resolve, 2));
      changing--;
      await unlock();
    }));
    await Deno.writeTextFile(`${path}.lock`, "");
    const past = new Date(Date.now() - 60_000);
    await Deno.utime(`${path}.lock`, past, past);
    await (await lockFile(path))();
    assert.deepEqual(await Array.fromAsync(Deno.readDir(folder)), []);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
