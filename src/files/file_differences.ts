/**
 * Differences between the files of two hashes.
 *
 * @module
 */
import { byCodePoints } from "../python/strings.ts";
import type { HashDifference } from "./hash_explanation.ts";
import type { HashedFile } from "./hash_inputs.ts";

/** The files of a field in one of two images. */
export interface ComparedFiles {
  /** The files in the order in which they are hashed. */
  readonly files: readonly HashedFile[];
  /** Checks whether a file exists that is not hashed, because a rule ignores it; absent where there are no rules. */
  readonly ignores?: ((file: string) => Promise<boolean>) | undefined;
}

const IGNORED = "the other one ignores it";
const REORDERED = "the files are hashed in a different order, which depends on the file system";

/** Returns the differences between the files of a field: those that only one has, other content, another order. */
export async function fileDifferences(
  field: string,
  one: ComparedFiles,
  other: ComparedFiles,
): Promise<readonly HashDifference[]> {
  const [left, right] = [byName(one.files), byName(other.files)];
  const names = [...new Set([...left.keys(), ...right.keys()])].sort(byCodePoints);
  const found: HashDifference[] = [];
  for (const name of names) {
    const [mine, theirs] = [left.get(name), right.get(name)];
    if (mine?.digest === theirs?.digest) continue;
    const { file } = (mine ?? theirs)!;
    const lacking = mine === undefined ? one : theirs === undefined ? other : undefined;
    const note = await lacking?.ignores?.(file) ? IGNORED : undefined;
    const difference = { path: field, file, one: mine?.digest, other: theirs?.digest, isHashed: true, note };
    found.push(Object.freeze(difference));
  }
  const [first, second] = [left, right].map((files) => [...files.keys()]);
  const at = first!.findIndex((name, index) => name !== second![index]);
  if (found.length > 0 || at < 0) return found;
  const [before, after] = [first, second].map((order) => (left.get(order![at]!))!.file);
  return [Object.freeze({ path: field, one: before, other: after, isHashed: true, note: REORDERED })];
}

/**
 * The files by name, or by position if the name is not hashed. A field can have several directories with a file of the
 * same name.
 */
function byName(files: readonly HashedFile[]): ReadonlyMap<string, HashedFile> {
  const named = new Map<string, HashedFile>();
  for (const file of files) {
    let name = file.isNamed ? file.file : "\0";
    while (named.has(name)) name += "\0";
    named.set(name, file);
  }
  return named;
}
