/**
 * The lower bound for hashing files: MD5 over their bytes, read synchronously.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

/** Hashes files in the given order. */
export function bareHash(paths: readonly string[]): string {
  const hasher = createHash("md5");
  for (const path of paths) hasher.update(readFileSync(path));
  return hasher.digest("hex");
}
