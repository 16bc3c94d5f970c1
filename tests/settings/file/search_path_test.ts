import assert from "node:assert/strict";
import { type Host, memoryHost, type MemoryHostOptions } from "../../../mod.ts";
import { searchFile, type SearchLocation } from "../../../src/settings/file/search_path.ts";
import { errorOf } from "../../_support/support.ts";
import { FlyteConfigError } from "../../../src/errors.ts";

const PLACES: readonly SearchLocation[] = [{ env: ["FIRST", "SECOND"] }, { path: "here" }, { home: ".app/config" }];

function find(options: MemoryHostOptions, lenient = false) {
  return searchFile(memoryHost(options), PLACES, { lenient });
}

Deno.test("searchFile: the first place with a file wins, and all are recorded", async () => {
  const all = { files: { "/a": "", here: "", "/home/.app/config": "" }, home: "/home" };
  const cases: readonly (readonly [MemoryHostOptions, string | undefined, readonly string[]])[] = [
    [{ ...all, env: { FIRST: "/a" } }, "/a", ["env FIRST used"]],
    [{ ...all, env: { SECOND: "/a" } }, "/a", ["env FIRST not set", "env SECOND used"]],
    [{ ...all, env: { FIRST: "/a", SECOND: "/gone" } }, "/a", ["env FIRST used"]],
    [all, "here", ["env FIRST not set", "env SECOND not set", "./here used"]],
    [
      { files: { "/home/.app/config": "" }, home: "/home" },
      "/home/.app/config",
      ["env FIRST not set", "env SECOND not set", "./here missing", "~/.app/config used"],
    ],
    [{ home: "/home" }, undefined, [
      "env FIRST not set",
      "env SECOND not set",
      "./here missing",
      "~/.app/config missing",
    ]],
    [{}, undefined, ["env FIRST not set", "env SECOND not set", "./here missing", "~/.app/config not set"]],
  ];
  for (const [options, path, tried] of cases) {
    const found = await find(options);
    assert.equal(found.path, path);
    assert.deepEqual(found.tried.map(({ place, outcome }) => `${place} ${outcome}`), tried);
    assert.deepEqual([found.broken, found.empty], [undefined, undefined]);
    assert.equal((await find(options, true)).path, path, "leniently");
  }
});

Deno.test("searchFile: a variable that names no file ends the search, but not leniently", async () => {
  const options = { env: { FIRST: "/gone" }, files: { here: "", "/a": "" } };
  const strict = await find(options);
  assert.deepEqual([strict.path, strict.broken], [undefined, {
    place: "env FIRST",
    path: "/gone",
    outcome: "missing",
  }]);
  assert.equal(strict.tried.length, 1);
  const lenient = await find(options, true);
  assert.deepEqual([lenient.path, lenient.broken], ["here", undefined]);
  // The second one is not looked at then.
  assert.equal((await find({ ...options, env: { FIRST: "/gone", SECOND: "/a" } }, true)).path, "here");
});

Deno.test("searchFile: a variable that is set to nothing is not set, but leniently shadows the next", async () => {
  const options = { env: { FIRST: "", SECOND: "/a" }, files: { here: "", "/a": "" } };
  const strict = await find(options);
  assert.deepEqual([strict.path, strict.empty], ["/a", "env FIRST"]);
  assert.equal((await find(options, true)).path, "here");
  assert.equal((await find({ ...options, env: { FIRST: "" } })).empty, undefined);
});

Deno.test("searchFile: a directory counts as found, and a slash after the home directory does not matter", async () => {
  assert.equal((await find({ files: { "here/file": "" } })).path, "here");
  for (const home of ["/home", "/home/", "/home//"]) {
    assert.equal((await find({ files: { "/home/.app/config": "" }, home })).path, "/home/.app/config", home);
  }
});

Deno.test("searchFile: a refused location is not skipped", async () => {
  const refuse = () => {
    throw new FlyteConfigError("permission_denied", "no");
  };
  const host = memoryHost({ home: "/home" });
  for (const part of [{ env: refuse }, { stat: () => Promise.reject(refuse) }, { homeDirectory: refuse }]) {
    const refusing = { ...host, ...part } as Host;
    await assert.rejects(async () => {
      await searchFile(refusing, PLACES, { lenient: false });
    });
  }
  const error = await errorOf(() => searchFile({ ...host, env: refuse }, PLACES, { lenient: true }));
  assert.equal(error.code, "permission_denied");
});
