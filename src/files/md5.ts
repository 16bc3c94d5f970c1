/**
 * Incremental MD5.
 *
 * @module
 */
import { encodeBase64 } from "../runtime/base64.ts";
import { builtinModule } from "../runtime/node_builtins.ts";
import { blockHasher, type Hasher, hashOf, hexOf, rotated } from "./block_hash.ts";

/** The runtime's hash, which is several times as fast as one in JavaScript. */
export interface NodeHasher extends Hasher {
  /** Adds bytes, or a string as UTF-8. */
  update(content: Uint8Array | string): NodeHasher;
  /** Returns the hash of all bytes; with an encoding, as a string. The hasher cannot be used afterwards. */
  digest(): Uint8Array;
  digest(encoding: "hex" | "base64url"): string;
  /** Returns an independent hash of the same bytes. */
  copy(): NodeHasher;
}

interface NodeCrypto {
  createHash(algorithm: "md5" | "sha1" | "sha256"): NodeHasher;
}

/** Creates an MD5 hash. */
export function createMd5(): Hasher {
  return runtimeHasher("md5") ?? scriptMd5();
}

/** Returns the MD5 of a string as UTF-8, in 32 hexadecimal digits. The string must be well-formed. */
export function md5Hex(text: string): string {
  return runtimeHasher("md5")?.update(text).digest("hex") ?? hexOf(hashOf(scriptMd5(), new TextEncoder().encode(text)));
}

/** Returns the MD5 of a well-formed string as UTF-8, in 22 characters of the URL-safe base64 alphabet. */
export function md5Base64Url(text: string): string {
  const own = runtimeHasher("md5")?.update(text).digest("base64url");
  if (own !== undefined) return own;
  const base64 = encodeBase64(hashOf(scriptMd5(), new TextEncoder().encode(text)));
  return base64.slice(0, 22).replaceAll("+", "-").replaceAll("/", "_");
}

/** Returns the runtime's hash, unless it has none or FIPS mode forbids it. */
export function runtimeHasher(algorithm: "md5" | "sha1" | "sha256"): NodeHasher | undefined {
  try {
    return builtinModule<NodeCrypto>("node:crypto")?.createHash(algorithm);
  } catch {
    return undefined;
  }
}

/** A hash that accepts strings, too. */
export interface TextHasher extends Hasher {
  /** Adds a string as UTF-8. */
  text(text: string): void;
  /** Continues with the bytes of another hash instead of its own. */
  replaceBy(other: Hasher): void;
}

/**
 * Wraps a hash so that consecutive strings are joined before they are hashed: a call of the runtime's hash costs as
 * much as hundreds of bytes. Strings must be well-formed.
 */
export function bufferedHasher(inner: Hasher): TextHasher {
  let hasher = inner;
  let buffer = "";
  const flush = () => {
    if (buffer !== "") hasher.update(new TextEncoder().encode(buffer));
    buffer = "";
  };
  return {
    text: (text) => void (buffer += text),
    update: (bytes) => {
      flush();
      hasher.update(bytes);
    },
    digest: () => {
      flush();
      return hasher.digest();
    },
    copy: () => {
      flush();
      return hasher.copy();
    },
    replaceBy: (other) => {
      hasher = other;
      buffer = "";
    },
  };
}

/** The number of bits by which a word is rotated, for each round of 16 steps and each of four steps. */
const ROTATIONS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];

/** The order in which each round uses the words of a block: each step multiplied, and moved. */
const FACTORS = [1, 5, 3, 7];
const OFFSETS = [0, 1, 5, 0];

/** Creates an MD5 hash in JavaScript (RFC 1321). */
function scriptMd5(): Hasher {
  const sines = Array.from({ length: 64 }, (_, step) => Math.abs(Math.sin(step + 1)) * 2 ** 32 | 0);
  return blockHasher({
    initial: [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476],
    isLittleEndian: true,
    addBlock: (state, block) => {
      let [a, b, c, d] = state as unknown as [number, number, number, number];
      for (let step = 0; step < 64; step++) {
        const round = step >> 4;
        const mixed = round === 0
          ? b & c | ~b & d
          : round === 1
          ? b & d | c & ~d
          : round === 2
          ? b ^ c ^ d
          : c ^ (b | ~d);
        const word = FACTORS[round]! * step + OFFSETS[round]!;
        const sum = a + mixed + sines[step]! + block[word % 16]! | 0;
        a = d;
        d = c;
        c = b;
        b = b + rotated(sum, ROTATIONS[4 * round + step % 4]!) | 0;
      }
      [a, b, c, d].forEach((word, index) => state[index]! += word);
    },
  });
}
