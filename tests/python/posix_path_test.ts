import assert from "node:assert/strict";
import { dirname, joinRelative } from "../../src/python/posix_path.ts";

Deno.test("posixpath.dirname", () => {
  const paths: Readonly<Record<string, string>> = {
    "": "",
    "/": "/",
    "//": "//",
    "///": "///",
    "a": "",
    "/a": "/",
    "//a": "//",
    "a/": "a",
    "/a/b": "/a",
    "/a//b": "/a",
    "//a//b": "//a",
    "/a/b/": "/a/b",
    "a//b": "a",
  };
  for (const [path, directory] of Object.entries(paths)) assert.equal(dirname(path), directory, path);
});

Deno.test("posixpath.join of a relative path", () => {
  assert.equal(joinRelative("", "b"), "b");
  assert.equal(joinRelative("/", "b"), "/b");
  assert.equal(joinRelative("/a", "b"), "/a/b");
  assert.equal(joinRelative("/a/", "b"), "/a/b");
  assert.equal(joinRelative("//", "b"), "//b");
});
