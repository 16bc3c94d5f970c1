/**
 * MD5 over many pieces.
 *
 * @module
 */
import { md5 } from "@noble/hashes/legacy.js";
import { builtinModule } from "../runtime/runtime.ts";

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
