import assert from "node:assert/strict";
import { fileHashCache, ImageSpec } from "../../mod.ts";
import { defaultHost } from "../../src/runtime/default_host.ts";
import type { Host } from "../../src/runtime/host.ts";

Deno.test("10,000 files are read once for the names of 1,000 specifications, at the same time and in turn", async () => {
  const root = await Deno.makeTempDir();
  try {
    for (let directory = 0; directory < 100; directory++) {
      Deno.mkdirSync(`${root}/${directory}`);
      for (let file = 0; file < 100; file++) Deno.writeTextFileSync(`${root}/${directory}/${file}`, `${file}`);
    }
    // A file that has just changed is not remembered.
    await new Promise((resolve) => setTimeout(resolve, 4200));
    const machine = defaultHost();
    let [reads, listed] = [0, 0];
    const host: Host = {
      ...machine,
      readSmallFile: (path, target, isFile) => (reads++, machine.readSmallFile!(path, target, isFile)),
      readDir: (path) => (listed++, machine.readDir(path)),
    };
    const specs = Array.from(
      { length: 1000 },
      (_, index) => new ImageSpec({ name: "app", packages: [`p${index}`], sourceRoot: root, sourceCopyMode: "ALL" }),
    );
    const cache = fileHashCache();
    const tags = await Promise.all(specs.map((spec) => spec.tag({ host, cache })));
    // Calls that begin after the first look share a second one.
    assert.equal(reads, 10_000);
    assert.ok(listed <= 2 * 101, String(listed));
    for (const [index, spec] of specs.slice(0, 50).entries()) {
      assert.equal(await spec.tag({ host, cache }), tags[index]);
    }
    assert.equal(reads, 10_000);
    assert.equal(await specs[0]!.tag(), tags[0]);
    assert.equal(new Set(tags).size, 1000);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});
