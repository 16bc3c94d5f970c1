/**
 * The type of caches of hashes, for functions that hash files. The cache itself is in `file_hash_cache.ts`, which is only
 * loaded by programs that create one.
 *
 * @module
 */
import { type Check, objectWithMethods } from "../arguments.ts";
import type { Host } from "../runtime/host.ts";
import type { TextHasher } from "./md5.ts";
import type { FoundFile } from "./walk.ts";

/** Files in the order in which they are hashed, in any number of lists. */
export type FileLists = Iterable<readonly FoundFile[]> | AsyncIterable<readonly FoundFile[]>;

/** Remembers the hashes of directories; `fileHashCache` creates one. */
export interface FileHashCache {
  /** Forgets all hashes. */
  clear(): void;
}

/** The members of a cache that are not public. */
export interface HashCache extends FileHashCache {
  /**
   * Does work after all earlier work on the files of a host has ended. Calls with the same key share work that begins
   * after them, so that it sees every change before each call. Rejects as the work does, or with the reason of the
   * host's signal.
   */
  share<T>(host: Host, key: string | symbol, work: () => Promise<T>): Promise<T>;
  /**
   * Adds files to a hash: from memory if no file has changed, otherwise by `hash`. `name` distinguishes lists of files
   * that follow the same bytes.
   */
  add(
    hasher: TextHasher,
    host: Host,
    name: string,
    lists: () => FileLists,
    hash: (lists: FileLists) => Promise<void>,
  ): Promise<void>;
}

/** Check of the option `cache`. */
export const CACHE: Check = /* @__PURE__ */ objectWithMethods("a cache (see fileHashCache)", "clear", "share", "add");

/** Returns a cache that a caller passed, with the members that are not public. */
export function hashCacheOf(cache: FileHashCache | undefined): HashCache | undefined {
  return cache as HashCache | undefined;
}
