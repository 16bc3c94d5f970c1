import assert from "node:assert/strict";
import { backUpFile, replaceFile } from "../../src/runtime/change_files.ts";
import { memoryHost } from "../../src/runtime/memory_host.ts";
import { errorOf } from "../_support/support.ts";
import { writableHost } from "../_support/writable_host.ts";

Deno.test("a backup never replaces another one", async () => {
  const { host, files } = writableHost({ files: { "a.yaml": "first" } });
  assert.equal(await backUpFile(host, "a.yaml"), "a.yaml.bak");
  await replaceFile(host, "a.yaml", "second");
  assert.equal(await backUpFile(host, "a.yaml"), "a.yaml.bak2");
  await replaceFile(host, "a.yaml", "third");
  assert.equal(await backUpFile(host, "a.yaml"), "a.yaml.bak3");
  const texts = await Promise.all([...files.keys()].sort().map((path) => host.readTextFile(path)));
  assert.deepEqual(texts, ["third", "first", "second", "third"]);
});

Deno.test("a host without replaceFile writes files", async () => {
  const { host, files } = writableHost();
  await replaceFile({ ...host, writer: { ...host.writer!, replaceFile: undefined! } }, "a", "text");
  assert.equal(files.get("/work/a"), "text");
});

Deno.test("a host without a writer changes no files", async () => {
  const host = memoryHost({ files: { "/a": "" } });
  for (const change of [() => backUpFile(host, "/a"), () => replaceFile(host, "/a", "")]) {
    assert.equal((await errorOf(change)).code, "no_file_system");
  }
});
