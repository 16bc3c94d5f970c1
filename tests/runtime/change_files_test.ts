import assert from "node:assert/strict";
import { backUpFile, createFile, replaceFile } from "../../src/runtime/change_files.ts";
import { defaultHost } from "../../src/runtime/default_host.ts";
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

Deno.test("a new file has the permissions of another one, and replaces none unasked", async () => {
  const directory = await Deno.makeTempDir();
  const [like, path] = [`${directory}/secret.ini`, `${directory}/config.yaml`];
  await Deno.writeTextFile(like, "secret", { mode: 0o600 });
  const host = defaultHost();
  assert.equal(await createFile(host, path, "new", { like }), undefined);
  assert.deepEqual([(await Deno.stat(path)).mode! & 0o777, await Deno.readTextFile(path)], [0o600, "new"]);
  assert.equal((await errorOf(() => createFile(host, path, "newer"))).code, "file_exists");
  assert.equal(await createFile(host, path, "newer", { force: true }), `${path}.bak`);
  assert.deepEqual([await Deno.readTextFile(path), await Deno.readTextFile(`${path}.bak`)], ["newer", "new"]);
  await Deno.remove(directory, { recursive: true });
});
