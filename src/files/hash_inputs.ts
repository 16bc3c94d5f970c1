/**
 * The inputs of the name of an image: fields, and files with their digests.
 *
 * @module
 */
import { type Hasher, hexOf } from "./block_hash.ts";
import { pathName } from "../python/paths.ts";
import type { TextHasher } from "./md5.ts";
import { createSha256 } from "./sha256.ts";

/** A field of an image. */
export interface HashedField {
  /** The field in Flyte's spelling, such as `packages` or `layers[2].packages`. */
  readonly path: string;
  /** Its value as Python writes it, without credentials. */
  readonly value: string;
  /** Whether it is part of the hash. */
  readonly isHashed: boolean;
}

/** A file whose content is part of a hash. */
export interface HashedFile {
  /** The field that names the file or its directory, such as `copy[0]`, `source_root` or `layers[2]`. */
  readonly field: string;
  /** Path relative to the directory that the field names, or the name of the file. */
  readonly file: string;
  /** Path on the machine. */
  readonly path: string;
  /** Whether `file` is part of the hash, and not only the content. */
  readonly isNamed: boolean;
  /** SHA-256 of the content as it is hashed, in hexadecimal digits. */
  readonly digest: string;
}

/** Everything that the name of an image is computed from. */
export interface HashInputs {
  /** Name of the image. */
  readonly imageName: string;
  /** The fields that are set. */
  readonly fields: readonly HashedField[];
  /** The files in the order in which they are hashed. */
  readonly files: readonly HashedFile[];
}

/** A hasher, and the files that were hashed by it. */
export interface FileRecorder {
  /** Hashes as the original does. */
  readonly hasher: TextHasher;
  /** Returns the files, once all are hashed. The function can be called once. */
  readonly files: () => readonly HashedFile[];
}

/** Wraps a hasher so that it records the digest of each file, apart from the others. */
export function recordingHasher(inner: TextHasher, field: string): FileRecorder {
  const seen: (Omit<HashedFile, "digest"> & { readonly own: Hasher })[] = [];
  const ofFile = (path: string, below?: string): Hasher => {
    const own = createSha256();
    seen.push({ field, file: below ?? pathName(path), path, isNamed: below !== undefined, own });
    return {
      ...inner,
      update: (bytes) => {
        inner.update(bytes);
        own.update(bytes);
      },
    };
  };
  return {
    hasher: { ...inner, ofFile },
    files: () => seen.map(({ own, ...file }) => ({ ...file, digest: hexOf(own.digest()) })),
  };
}
