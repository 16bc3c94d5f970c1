import assert from "node:assert/strict";
import { Image } from "../../../../v2.ts";

Deno.test("a lock file that is a cyclic link is treated as missing", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/pyproject.toml`, "[project]\n");
    const image = Image.fromDebianBase({ pythonVersion: [3, 12], flyteVersion: "2.12.1", name: "app" })
      .withUvProject(`${folder}/pyproject.toml`)
      .withDockerignore(`${folder}/uv.lock`);
    const without = await image.uri();
    await Deno.symlink("uv.lock", `${folder}/uv.lock`);
    assert.equal(await image.uri(), without);
    await Deno.remove(`${folder}/uv.lock`);
    await Deno.writeTextFile(`${folder}/uv.lock`, "");
    assert.notEqual(await image.uri(), without);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
