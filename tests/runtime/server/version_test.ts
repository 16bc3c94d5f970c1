import assert from "node:assert/strict";
import { serverModules } from "../../../src/runtime/node_builtins.ts";
import { type DenoRuntime, fileTimesInDeno } from "../../../src/runtime/server/deno.ts";
import { type FileTimes, fileTimes, fileVersion } from "../../../src/runtime/server/version.ts";

const modules = serverModules()!;
const HOUR = 3_600_000;

const RUNTIMES: Readonly<Record<string, (path: string) => FileTimes>> = {
  Deno: (path) => fileTimesInDeno(Deno as unknown as DenoRuntime, path),
  Node: (path) => fileTimes(modules, path),
};

for (const [runtime, timesOf] of Object.entries(RUNTIMES)) {
  const versionOf = (path: string) => fileVersion(modules, path, timesOf);

  /** The version of a path as if the clock were an hour ahead, so that no change is recent. */
  const versionLater = (path: string, timesHere = timesOf): string | undefined => {
    const { now } = Date;
    Date.now = () => now() + HOUR;
    try {
      return fileVersion(modules, path, timesHere);
    } finally {
      Date.now = now;
    }
  };

  Deno.test(`${runtime}: a file that has just changed has no version; later, it has one until it changes again`, async () => {
    const directory = await Deno.makeTempDir();
    try {
      const path = `${directory}/file`;
      await Deno.writeTextFile(path, "1");
      assert.equal(versionOf(path), undefined);
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

  Deno.test(`${runtime}: an empty file, a directory and a missing path have the same version at any time`, async () => {
    const directory = await Deno.makeTempDir();
    try {
      await Deno.writeTextFile(`${directory}/empty`, "");
      await Deno.symlink("none", `${directory}/broken`);
      for (
        const [name, version] of [["empty", "empty"], ["broken", "absent"], ["none", "absent"], [".", "directory"]]
      ) {
        assert.equal(versionOf(`${directory}/${name}`), version, name);
      }
      assert.equal(versionOf(`${directory}/empty/none`), "absent");
    } finally {
      await Deno.remove(directory, { recursive: true });
    }
  });

  Deno.test(`${runtime}: files that the system makes up, devices, and files with unsafe numbers have no version`, async () => {
    for (
      const path of ["/proc/self/status", "/proc/uptime", "/sys/kernel/mm/transparent_hugepage/enabled", "/dev/null"]
    ) {
      assert.equal(versionLater(path), undefined, path);
    }
    const path = await Deno.makeTempFile();
    try {
      await Deno.writeTextFile(path, "1");
      for (
        const change of [{ ino: 2 ** 53 }, { ino: 0 }, { ino: null }, { ctime: undefined }, { ctime: 0 }, { blocks: 0 }]
      ) {
        const odd = (path: string) => ({ ...timesOf(path), ...change });
        assert.equal(versionLater(path, odd), undefined, JSON.stringify(change));
      }
    } finally {
      await Deno.remove(path);
    }
  });
}
