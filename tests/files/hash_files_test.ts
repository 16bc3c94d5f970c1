import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { findFiles, walkFiles } from "../../src/files/walk.ts";
import { hashFiles } from "../../src/files/hash_files.ts";
import { hexOf } from "../../src/files/block_hash.ts";
import { bufferedHasher, createMd5 } from "../../src/files/md5.ts";
import { defaultHost } from "../../src/runtime/default_host.ts";
import type { Host } from "../../src/runtime/host.ts";

/** Around the size up to which files are small, and around what is gathered of them. */
const SIZES = [0, 1, 262_143, 262_144, 262_145, 0, 524_288, 100, 262_143, 262_143, 3, 600_000, 262_142, 2, 1, 0];

Deno.test("files of all sizes are hashed in order, read synchronously or not", async () => {
  await inFolder(async (folder) => {
    const expected = createHash("md5");
    for (const [index, size] of SIZES.entries()) {
      const name = `${String(index).padStart(3, "0")}_größe`;
      const content = new Uint8Array(size).fill(index + 1);
      await Deno.writeFile(`${folder}/${name}`, content);
      expected.update(content).update(name);
    }
    const host = defaultHost();
    const { readSmallFile: _small, ...plain } = host;
    const digest = expected.digest("hex");
    for (const one of [host, plain]) assert.equal(await digestOf(one, folder), digest);
  });
});

Deno.test("a file that was replaced before it is read is treated as what it is then", async () => {
  await inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/a`, "1");
    await Deno.writeTextFile(`${folder}/b`, "2");
    const host = defaultHost();
    const files = await findFiles(folder, { list: host.readDirAsListed! });
    await Deno.remove(`${folder}/a`);
    const hasher = createMd5();
    await hashFiles(hasher, host, [files]);
    assert.equal(hexOf(hasher.digest()), createHash("md5").update("2b").digest("hex"));
  });
});

Deno.test("other tasks get a turn while many files are hashed", async () => {
  const path = "/f";
  const host: Host = { ...defaultHost(), readSmallFile: (_, target) => target.fill(1, 0, 10) && 10 };
  let turns = 0;
  let isDone = false;
  const count = () => {
    turns++;
    if (!isDone) setTimeout(count);
  };
  setTimeout(count);
  await hashFiles(createMd5(), host, [Array.from({ length: 20_000 }, () => ({ path, below: "f" }))]);
  isDone = true;
  assert.ok(turns > 0);
});

Deno.test("strings and bytes are hashed in their order", () => {
  const hasher = bufferedHasher(createMd5());
  for (const text of ["é", "", "☃"]) hasher.text(text);
  hasher.update(Uint8Array.of(1, 2));
  hasher.text("🚀");
  assert.equal(
    hexOf(hasher.digest()),
    createHash("md5").update("é☃").update(Uint8Array.of(1, 2)).update("🚀").digest("hex"),
  );
});

async function digestOf(host: Host, folder: string): Promise<string> {
  const hasher = createMd5();
  await hashFiles(hasher, host, walkFiles(folder, { list: host.readDirAsListed! }));
  return hexOf(hasher.digest());
}

async function inFolder(run: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await run(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
