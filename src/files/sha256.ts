/**
 * SHA-256 of texts.
 *
 * @module
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { hexOf } from "./md5.ts";

/** SHA-256 of a text as UTF-8: 64 hexadecimal digits. */
export function sha256Hex(text: string): string {
  return hexOf(sha256(new TextEncoder().encode(text)));
}
