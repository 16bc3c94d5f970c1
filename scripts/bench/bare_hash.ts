/**
 * The lower bound for hashing files: MD5 over their bytes.
 *
 * @module
 */

type Crypto = typeof import("node:crypto");
type Fs = typeof import("node:fs");

const { createHash } = process.getBuiltinModule("node:crypto") as Crypto;
const { readFileSync, promises } = process.getBuiltinModule("node:fs") as Fs;

/** Hashes files, read synchronously. */
export function bareHash(paths: readonly string[]): string {
  const hasher = createHash("md5");
  for (const path of paths) hasher.update(readFileSync(path));
  return hasher.digest("hex");
}

/** Hashes files, read asynchronously. */
export async function bareHashAsync(paths: readonly string[]): Promise<string> {
  const hasher = createHash("md5");
  for (const path of paths) hasher.update(await promises.readFile(path));
  return hasher.digest("hex");
}
