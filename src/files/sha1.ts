/**
 * SHA-1 of bytes. A separate file because only flytekit's image specifications use it.
 *
 * @module
 */
import { sha1 } from "@noble/hashes/legacy.js";
import { hexOf, runtimeHasher } from "./md5.ts";

/** Returns the SHA-1 of bytes, in 40 hexadecimal digits. */
export function sha1Hex(bytes: Uint8Array): string {
  return runtimeHasher("sha1")?.update(bytes).digest("hex") ?? hexOf(sha1(bytes));
}
