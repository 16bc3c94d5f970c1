import assert from "node:assert/strict";
import { memoryHost } from "../../src/runtime/memory_host.ts";
import { decodeFile, FILE_LIMITS, readBytes, readText } from "../../src/runtime/read_file.ts";
import { errorOf, thrownBy } from "../_support/support.ts";

Deno.test("the limits of files are as documented", () => {
  const mib = 2 ** 20;
  assert.deepEqual(FILE_LIMITS, {
    config: 4 * mib,
    contexts: 64 * mib,
    secret: mib,
    credentials: 4 * mib,
    certificates: 4 * mib,
    ignore: mib,
    requirements: 64 * mib,
    script: 16 * mib,
  });
});

Deno.test("a file may be as large as the limit, also with a host that ignores limits", async () => {
  const [fits, over] = ["x".repeat(FILE_LIMITS.secret), "x".repeat(FILE_LIMITS.secret + 1)];
  const host = memoryHost({ files: { "/fits": fits, "/over": over } });
  const ignorant = {
    ...host,
    readFile: (path: string) => host.readFile(path),
    readTextFile: (path: string) => host.readTextFile(path),
  };
  for (const one of [host, ignorant]) {
    assert.equal((await readBytes(one, "/fits", "secret")).length, FILE_LIMITS.secret);
    assert.equal((await readText(one, "/fits", "secret")).length, FILE_LIMITS.secret);
    for (const read of [readBytes, readText]) {
      assert.equal((await errorOf(() => read(one, "/over", "secret"))).code, "file_too_large");
    }
  }
});

Deno.test("the first byte that is not UTF-8 is named", () => {
  const encoded = new TextEncoder().encode("aé\ufffd€😀");
  assert.equal(decodeFile("f", encoded), "aé\ufffd€😀");
  const error = thrownBy(() => decodeFile("f", new Uint8Array([...encoded, 0xff, 0x41])));
  assert.deepEqual([error.code, error.offset], ["not_utf8", encoded.length]);
  assert.equal(decodeFile("f", new Uint8Array([0xef, 0xbb, 0xbf, 0x61])), "\ufeffa");
});
