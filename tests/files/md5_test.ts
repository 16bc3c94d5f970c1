import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import fc from "fast-check";
import { hexOf } from "../../src/files/block_hash.ts";
import { createMd5, md5Base64Url, md5Hex } from "../../src/files/md5.ts";
import { sha1Hex } from "../../src/files/sha1.ts";
import { sha256Hex } from "../../src/files/sha256.ts";
import { runs } from "../_support/effort.ts";
import { withProcess } from "../_support/process.ts";

/** `process` of runtimes without an MD5 of their own, and of one that forbids it. */
const OTHERS = [
  { getBuiltinModule: () => undefined },
  {
    getBuiltinModule: () => ({
      createHash: () => {
        throw new Error("error:0308010C:digital envelope routines::unsupported");
      },
    }),
  },
];

Deno.test("MD5 of strings and of bytes is the same in every runtime", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => {
      const expected = createHash("md5").update(text).digest("hex");
      const base64 = createHash("md5").update(text).digest("base64url");
      const hashes = () => {
        const hasher = createMd5();
        hasher.update(new TextEncoder().encode(text));
        return [md5Hex(text), hexOf(hasher.digest()), md5Base64Url(text)];
      };
      assert.deepEqual(hashes(), [expected, expected, base64]);
      for (const process of OTHERS) {
        withProcess(process, () => assert.deepEqual(hashes(), [expected, expected, base64]));
      }
    }),
    { numRuns: runs(100, 1000) },
  );
});

Deno.test("SHA-1 of bytes is the same in every runtime", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const expected = createHash("sha1").update(bytes).digest("hex");
      assert.equal(sha1Hex(bytes), expected);
      for (const process of OTHERS) withProcess(process, () => assert.equal(sha1Hex(bytes), expected));
    }),
    { numRuns: runs(100, 1000) },
  );
});

Deno.test("SHA-256 of strings is the same in every runtime", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => {
      const expected = createHash("sha256").update(text).digest("hex");
      assert.equal(sha256Hex(text), expected);
      for (const process of OTHERS) withProcess(process, () => assert.equal(sha256Hex(text), expected));
    }),
    { numRuns: runs(100, 1000) },
  );
});

Deno.test("the lengths of strings around those of blocks, and of their pieces, do not matter", () => {
  const bytes = Uint8Array.from({ length: 300 }, (_, index) => 7 * index);
  withProcess(OTHERS[0]!, () => {
    for (let length = 0; length <= 200; length++) {
      const text = "x".repeat(length);
      assert.equal(md5Hex(text), createHash("md5").update(text).digest("hex"), `${length}`);
      assert.equal(sha256Hex(text), createHash("sha256").update(text).digest("hex"), `${length}`);
      const [hasher, piece] = [createMd5(), bytes.subarray(3, 3 + length)];
      for (const size of [1, 62, 0, 1, 64, 127]) hasher.update(piece.subarray(0, size));
      hasher.update(piece);
      const expected = createHash("md5");
      for (const size of [1, 62, 0, 1, 64, 127]) expected.update(piece.subarray(0, size));
      assert.equal(hexOf(hasher.digest()), expected.update(piece).digest("hex"), `${length}`);
    }
  });
});

Deno.test("a copy of a hash is independent of it, with the runtime's hash and without", () => {
  for (const process of [globalThis.process, ...OTHERS]) {
    withProcess(process, () => {
      for (const length of [0, 1, 63, 64, 65, 200]) {
        const bytes = new Uint8Array(length).fill(7);
        const hash = createMd5();
        hash.update(bytes);
        const copy = hash.copy();
        hash.update(Uint8Array.of(1));
        copy.update(Uint8Array.of(2));
        for (const [one, end] of [[hash, 1], [copy, 2]] as const) {
          assert.equal(hexOf(one.digest()), createHash("md5").update(bytes).update(Uint8Array.of(end)).digest("hex"));
        }
      }
    });
  }
});
