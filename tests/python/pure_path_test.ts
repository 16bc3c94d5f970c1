import assert from "node:assert/strict";
import { pathBelow, pathName, pathParent, pathSuffix, purePath, relativeTo } from "../../src/python/pure_path.ts";
import { flyteImages } from "../flyte2/image/flyte_images_golden.ts";

Deno.test("all recorded paths are what Python's PurePosixPath makes of them", () => {
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
