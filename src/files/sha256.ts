/**
 * SHA-256. A separate file because only flyte 2 and explanations of hashes use it.
 *
 * @module
 */
import { blockHasher, type Hasher, hashOf, hexOf, rotated } from "./block_hash.ts";
import { runtimeHasher } from "./md5.ts";

/** Creates a SHA-256 hash. */
export function createSha256(): Hasher {
  return runtimeHasher("sha256") ?? scriptSha256();
}

/** Returns the SHA-256 of a string as UTF-8, in 64 hexadecimal digits. */
export function sha256Hex(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return runtimeHasher("sha256")?.update(bytes).digest("hex") ?? hexOf(hashOf(scriptSha256(), bytes));
}

/** Creates a SHA-256 hash in JavaScript (FIPS 180-4). */
function scriptSha256(): Hasher {
  const primes: number[] = [];
  for (let number = 2; primes.length < 64; number++) {
    if (primes.every((prime) => number % prime !== 0)) primes.push(number);
  }
  // The first 32 bits behind the point.
  const fraction = (root: number) => root % 1 * 2 ** 32 | 0;
  const constants = primes.map((prime) => fraction(Math.cbrt(prime)));
  const words = new Int32Array(64);
  return blockHasher({
    initial: primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime))),
    isLittleEndian: false,
    addBlock: (state, block) => {
      words.set(block);
      for (let at = 16; at < 64; at++) {
        const early = words[at - 15]!, late = words[at - 2]!;
        words[at] = words[at - 16]! + (rotated(early, 25) ^ rotated(early, 14) ^ early >>> 3) +
          words[at - 7]! + (rotated(late, 15) ^ rotated(late, 13) ^ late >>> 10);
      }
      let [a, b, c, d, e, f, g, h] = state as unknown as [
        number,
        number,
        number,
        number,
        number,
        number,
        number,
        number,
      ];
      for (let step = 0; step < 64; step++) {
        const one = h + (rotated(e, 26) ^ rotated(e, 21) ^ rotated(e, 7)) + (e & f ^ ~e & g) + constants[step]! +
            words[step]! | 0;
        const two = (rotated(a, 30) ^ rotated(a, 19) ^ rotated(a, 10)) + (a & b ^ a & c ^ b & c) | 0;
        [h, g, f, e, d, c, b, a] = [g, f, e, d + one | 0, c, b, a, one + two | 0];
      }
      [a, b, c, d, e, f, g, h].forEach((word, index) => state[index]! += word);
    },
  });
}
