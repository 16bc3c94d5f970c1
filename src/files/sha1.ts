/**
 * SHA-1 of bytes. A separate file because only flytekit's image specifications use it.
 *
 * @module
 */
import { blockHasher, type Hasher, hashOf, hexOf, rotated } from "./block_hash.ts";
import { runtimeHasher } from "./md5.ts";

/** Returns the SHA-1 of bytes, in 40 hexadecimal digits. */
export function sha1Hex(bytes: Uint8Array): string {
  return runtimeHasher("sha1")?.update(bytes).digest("hex") ?? hexOf(hashOf(scriptSha1(), bytes));
}

/** Creates a SHA-1 hash in JavaScript (FIPS 180-4). */
function scriptSha1(): Hasher {
  const words = new Int32Array(80);
  return blockHasher({
    initial: [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0],
    isLittleEndian: false,
    addBlock: (state, block) => {
      words.set(block);
      for (let at = 16; at < 80; at++) {
        words[at] = rotated(words[at - 3]! ^ words[at - 8]! ^ words[at - 14]! ^ words[at - 16]!, 1);
      }
      let [a, b, c, d, e] = state as unknown as [number, number, number, number, number];
      for (let step = 0; step < 80; step++) {
        let mixed = (b ^ c ^ d) + (step < 40 ? 0x6ed9eba1 : 0xca62c1d6);
        if (step < 20) mixed = (b & c | ~b & d) + 0x5a827999;
        else if (step >= 40 && step < 60) mixed = (b & c | b & d | c & d) + 0x8f1bbcdc;
        const sum = rotated(a, 5) + mixed + e + words[step]! | 0;
        e = d;
        d = c;
        c = rotated(b, 30);
        b = a;
        a = sum;
      }
      [a, b, c, d, e].forEach((word, index) => state[index]! += word);
    },
  });
}
