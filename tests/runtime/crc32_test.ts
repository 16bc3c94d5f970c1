import assert from "node:assert/strict";
import { crc32 } from "../../src/runtime/crc32.ts";
import { withoutNativeModules } from "../_support/without_native.ts";

const WAYS: Readonly<Record<string, (run: () => void) => void>> = {
  "node:zlib": (run) => run(),
  "our own": withoutNativeModules,
};

for (const [way, using] of Object.entries(WAYS)) {
  Deno.test(`${way}: checksums are those of zlib.crc32`, () => {
    const bytes = (text: string) => new TextEncoder().encode(text);
    using(() => {
      assert.equal(crc32(bytes("")), 0);
      assert.equal(crc32(bytes("123456789")), 0xcbf43926);
      assert.equal(crc32(Uint8Array.from({ length: 256 }, (_, byte) => byte)), 0x29058c73);
      assert.equal(crc32(bytes("56789"), crc32(bytes("1234"))), 0xcbf43926);
    });
  });
}
