/**
 * What hashing files takes at least: MD5 over their bytes, with nothing else.
 *
 * @module
 */

type Crypto = typeof import("node:crypto");
type Fs = typeof import("node:fs");

const { createHash } = process.getBuiltinModule("node:crypto") as Crypto;
const { readFileSync, promises } = process.getBuiltinModule("node:fs") as Fs;

/** The hash of files, each read at once. */
export function bareHash(paths: readonly string[]): string {
  const hasher = createHash("md5");
  for (const path of paths) hasher.update(readFileSync(path));
  return hasher.digest("hex");
}

/** The hash of files, each read while others could have their turn. */
export async function bareHashAsync(paths: readonly string[]): Promise<string> {
  const hasher = createHash("md5");
  for (const path of paths) hasher.update(await promises.readFile(path));
  return hasher.digest("hex");
}
