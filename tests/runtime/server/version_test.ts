import assert from "node:assert/strict";
import { serverModules } from "../../../src/runtime/node_builtins.ts";
import { fileVersion } from "../../../src/runtime/server/version.ts";

const modules = serverModules()!;
const HOUR = 3_600_000;

/** The version of a path as if the clock were an hour ahead, so that no change is recent. */
function versionLater(path: string): string | undefined {
  const { now } = Date;
  Date.now = () => now() + HOUR;
  try {
    return fileVersion(modules, path);
  } finally {
    Date.now = now;
  }
}

Deno.test("a file that has just changed has no version; later, it has one until it changes again", async () => {
  const directory = await Deno.makeTempDir();
  try {
    const path = `${directory}/file`;
    await Deno.writeTextFile(path, "1");
    assert.equal(fileVersion(modules, path), undefined);
    const version = versionLater(path);
    assert.equal(typeof version, "string");
    assert.equal(versionLater(path), version);
    await Deno.symlink(path, `${directory}/link`);
    assert.equal(versionLater(`${directory}/link`), version);
    await Deno.utime(path, 0, 0);
    assert.notEqual(versionLater(path), version);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});

Deno.test("an empty file, a directory and a missing path have the same version at any time", async () => {
  const directory = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${directory}/empty`, "");
    await Deno.symlink("none", `${directory}/broken`);
    for (const [name, version] of [["empty", "empty"], ["broken", "absent"], ["none", "absent"], [".", "directory"]]) {
      assert.equal(fileVersion(modules, `${directory}/${name}`), version, name);
    }
    assert.equal(fileVersion(modules, `${directory}/empty/none`), "absent");
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});

Deno.test("files that the system makes up, devices, and files with unsafe numbers have no version", async () => {
  for (
    const path of ["/proc/self/status", "/proc/uptime", "/sys/kernel/mm/transparent_hugepage/enabled", "/dev/null"]
  ) {
    assert.equal(versionLater(path), undefined, path);
  }
  const path = await Deno.makeTempFile();
  try {
    await Deno.writeTextFile(path, "1");
    const { fsSync } = modules;
    for (
      const change of [{ ino: 2 ** 53 }, { ino: 0 }, { ino: null }, { ctimeMs: null }, { ctimeMs: 0 }, { blocks: 0 }]
    ) {
      const statSync = (path: string) => Object.assign(fsSync.statSync(path), change);
      const odd = { ...modules, fsSync: { ...fsSync, statSync } };
      assert.equal(fileVersion(odd, path), undefined, JSON.stringify(change));
    }
  } finally {
    await Deno.remove(path);
  }
});
