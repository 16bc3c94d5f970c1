/**
 * Remembers the hashes of directories, so that many images with the same files are named without reading these again.
 *
 * @module
 */
import { untilAborted } from "../runtime/cancellation.ts";
import { originOf } from "../runtime/guarded_host.ts";
import type { Host } from "../runtime/host.ts";
import { type Hasher, hexOf } from "./block_hash.ts";
import { yieldToEventLoop } from "./concurrency.ts";
import type { FileHashCache, FileLists, HashCache } from "./hash_cache.ts";
import { createMd5, type TextHasher } from "./md5.ts";
import type { FoundFile } from "./walk.ts";

/**
 * Creates a cache that remembers the hashes of directories in memory, for programs that name many images with the same
 * files. Pass it as `cache` to every call, with the same `host` or none.
 *
 * Names are never out of date: for each call, directories are listed, ignore rules are read, and every file is looked up.
 * The files are read again if the device, inode, size, modification time or change time of one differs, or if one changed
 * less than 4 seconds before it was read. Calls that wait at the same time, as with `Promise.all`, share all of that.
 *
 * The file system must keep change times, as ext4, XFS, Btrfs, ZFS, tmpfs, overlayfs, APFS and NTFS do. Pass no cache for
 * files on FAT, on network drives, in other virtual file systems, or that a running program changes through a memory map.
 * On hosts without `fileVersion`, such as `memoryHost`, only calls at the same time share their work.
 *
 * @returns An empty cache.
 *
 * @example
 * ```ts
 * import { fileHashCache, ImageSpec, memoryHost } from "@flyte-ts/config";
 *
 * const host = memoryHost({ files: { "/src/main.py": "print(1)" } });
 * const specs = ["3.11", "3.12", "3.13"].map((pythonVersion) =>
 *   new ImageSpec({ name: "app", pythonVersion, sourceRoot: "/src", sourceCopyMode: "ALL" })
 * );
 * const cache = fileHashCache();
 * const names = await Promise.all(specs.map((spec) => spec.imageName({ host, cache })));
 * console.log(new Set(names).size); // 3
 * ```
 */
export function fileHashCache(): FileHashCache {
  return new FileHashes();
}

/** Number of files after which other tasks get a turn. */
const TURN = 512;

/** Maximum number of lists of files that are remembered for each host. */
const MAX_ENTRIES = 1024;

/** The hash of some files after some other bytes. */
interface Entry {
  /** Identifies the files and their content. */
  readonly version: string;
  /** The hash of all bytes. It is only copied. */
  readonly hasher: Hasher;
}

/** Hashes of files of a host, and work on them. */
interface HostFiles {
  /** By the hash of the bytes before the files, and the name of the list. */
  readonly entries: Map<string, Entry>;
  /** Work that has not begun. */
  readonly waiting: Map<string | symbol, Promise<unknown>>;
  /** Settles when all work so far has ended. */
  last: Promise<unknown>;
}

/** See {@linkcode fileHashCache}. */
class FileHashes implements HashCache {
  /** By host, and by the cache itself for the host of the runtime. */
  #hosts = new WeakMap<object, HostFiles>();

  clear(): void {
    this.#hosts = new WeakMap();
  }

  async share<T>(host: Host, key: string | symbol, work: () => Promise<T>): Promise<T> {
    const { given, signal } = originOf(host);
    const files = this.#filesOf(given);
    for (;;) {
      const shared = files.waiting.get(key) as Promise<T> | undefined;
      if (shared === undefined) break;
      try {
        return await untilAborted(shared, signal);
      } catch {
        // The other call may have been aborted, or its listener may have thrown: this call does its own work.
        signal?.throwIfAborted();
      }
    }
    const own = files.last.then(() => {
      files.waiting.delete(key);
      return work();
    });
    files.last = own.catch(() => {});
    files.waiting.set(key, own);
    return await untilAborted(own, signal);
  }

  async add(
    hasher: TextHasher,
    host: Host,
    name: string,
    lists: () => FileLists,
    hash: (lists: FileLists) => Promise<void>,
  ): Promise<void> {
    const { entries } = this.#filesOf(originOf(host).given);
    const key = `${hexOf(hasher.copy().digest())} ${name}`;
    const known = entries.get(key);
    if (known !== undefined && await versionOf(host, lists()) === known.version) {
      hasher.replaceBy(known.hasher.copy());
      return;
    }
    const versions = new Versions(host);
    await hash(versions.added(lists()));
    entries.delete(key);
    const version = versions.digest();
    if (version === undefined) return;
    if (entries.size >= MAX_ENTRIES) entries.delete(entries.keys().next().value!);
    entries.set(key, { version, hasher: hasher.copy() });
  }

  #filesOf(host: Host | undefined): HostFiles {
    const key = host ?? this;
    const files = this.#hosts.get(key) ?? { entries: new Map(), waiting: new Map(), last: Promise.resolve() };
    this.#hosts.set(key, files);
    return files;
  }
}

/** Identifies files and their content; `undefined` if the host cannot. */
async function versionOf(host: Host, lists: FileLists): Promise<string | undefined> {
  const versions = new Versions(host);
  for await (const _ of versions.added(lists)) if (!versions.isKnown) return undefined;
  return versions.digest();
}

/** Gathers the versions of files. */
class Versions {
  readonly #host: Host;
  // As strong as the hash that it stands for.
  readonly #hasher = createMd5();
  #count = 0;
  /** Whether all files so far have a version. */
  isKnown: boolean;

  constructor(host: Host) {
    this.#host = host;
    this.isKnown = host.fileVersion !== undefined;
  }

  /** Yields the lists, each after the versions of its files were read, so that the content is not older than these. */
  async *added(lists: FileLists): AsyncGenerator<readonly FoundFile[]> {
    for await (const files of lists) {
      let text = "";
      for (const { path, below } of files) {
        const version = this.isKnown ? this.#host.fileVersion!(path) : undefined;
        this.isKnown = version !== undefined;
        if (!this.isKnown) break;
        text += `${below}\0${version}\n`;
        if (++this.#count % TURN === 0) await yieldToEventLoop();
      }
      this.#hasher.update(new TextEncoder().encode(text));
      yield files;
    }
  }

  /** Returns the identity of all files; `undefined` if one has none. */
  digest(): string | undefined {
    return this.isKnown ? hexOf(this.#hasher.digest()) : undefined;
  }
}
