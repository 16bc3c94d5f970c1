/**
 * Incremental MD5.
 *
 * @module
 */
import { md5 } from "@noble/hashes/legacy.js";
import { builtinModule } from "../runtime/node_builtins.ts";

/** A hash that is fed piece by piece. */
export interface Hasher {
  /** Adds bytes. */
  update(bytes: Uint8Array): unknown;
  /** The hash of all of them. Ends it. */
  digest(): Uint8Array;
}

interface NodeCrypto {
  createHash(algorithm: "md5"): Hasher;
}

/** MD5 of the runtime, which is several times as fast as ours; ours where there is none, or where FIPS forbids it. */
export function createMd5(): Hasher {
  try {
    return builtinModule<NodeCrypto>("node:crypto")?.createHash("md5") ?? md5.create();
  } catch {
    return md5.create();
  }
}

/** Bytes in hexadecimal digits. */
export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A hash that is fed texts, too. */
export interface TextHasher extends Hasher {
  /** Adds a text as UTF-8. */
  text(text: string): void;
}

/**
 * A hash that puts texts together first, for one of the runtime takes as long for a short one as for hundreds of
 * bytes. Texts must be well-formed.
 */
export function bufferedHasher(hasher: Hasher): TextHasher {
  let texts = "";
  const flush = () => {
    if (texts !== "") hasher.update(new TextEncoder().encode(texts));
    texts = "";
  };
  return {
    text: (text) => void (texts += text),
    update: (bytes) => {
      flush();
      hasher.update(bytes);
    },
    digest: () => {
      flush();
      return hasher.digest();
    },
  };
}
