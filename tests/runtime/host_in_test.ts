import assert from "node:assert/strict";
import { hostIn } from "../../src/runtime/host_in.ts";
import type { Host } from "../../src/runtime/host.ts";
import { memoryHost } from "../../src/runtime/memory_host.ts";

const FILES = { "/work/app/a.txt": "mine", "/a.txt": "theirs" };

Deno.test("relative paths start in the directory, absolute ones do not", async () => {
  for (const directory of ["app", "/work/app", "app/", "./app"]) {
    const host = hostIn(directory, memoryHost({ files: FILES, cwd: "/work" }));
    assert.equal(await host.readTextFile("a.txt"), "mine", directory);
    assert.equal(await host.readTextFile("/a.txt"), "theirs");
    assert.equal((await host.stat("a.txt"))?.size, 4);
    assert.deepEqual((await host.readDir(".")).map(({ name }) => name), ["a.txt"]);
  }
});

Deno.test("programs run in the directory", async () => {
  const directories: (string | undefined)[] = [];
  const machine: Host = {
    ...memoryHost({ cwd: "/work" }),
    run: (_, options) => {
      directories.push(options?.cwd);
      return Promise.resolve({ code: 0, stdout: new Uint8Array(), stderr: new Uint8Array() });
    },
  };
  const host = hostIn("app", machine);
  await host.run(["git"]);
  await host.run(["git"], { cwd: "src" });
  await host.run(["git"], { cwd: "/tmp" });
  assert.deepEqual(directories, ["/work/app", "/work/app/src", "/tmp"]);
});
