/**
 * SHA-256 of strings. A separate file because only flyte 2 uses it.
 *
 * @module
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { hexOf } from "./md5.ts";

/** Returns the SHA-256 of a string as UTF-8, in 64 hexadecimal digits. */
export function sha256Hex(text: string): string {
  return hexOf(sha256(new TextEncoder().encode(text)));
}
