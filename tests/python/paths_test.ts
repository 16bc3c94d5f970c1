import assert from "node:assert/strict";
import {
  dirname,
  joinRelative,
  pathBelow,
  pathName,
  pathParent,
  pathSuffix,
  purePath,
  relativeTo,
} from "../../src/python/paths.ts";
import { flyteImages } from "../_support/flyte2_image_golden.ts";

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

Deno.test("PurePosixPath: the recorded result for every path", () => {
  const { paths } = flyteImages();
  assert.ok(paths.length >= 100);
  for (const { given: [path, base], result } of paths) {
    const ours = {
      text: purePath(path),
      name: pathName(path),
      suffix: pathSuffix(path),
      parent: pathParent(path),
      below: pathBelow(path, "uv.lock"),
      relative: relativeTo(path, base) ?? { error: "ValueError" },
    };
    assert.deepEqual(ours, result, JSON.stringify([path, base]));
  }
});
