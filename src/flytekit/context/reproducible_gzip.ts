/**
 * Gzip with the bytes that Python writes. A file of its own, since it loads a compressor.
 *
 * @module
 */
// @ts-types="npm:@types/pako@2.0.3"
import { Deflate } from "pako";

const OS_UNKNOWN = 255;

/** Returns the bytes of Python's `gzip.GzipFile(mode="wb", mtime=0)` with zlib 1.2 or 1.3, which pako 2.1 is a port of. */
export function gzipLikePython(bytes: Uint8Array): Uint8Array {
  // The type declarations know the header but not its `os`.
  const deflate = new Deflate({ level: 9, gzip: true, header: { os: OS_UNKNOWN } as object });
  deflate.push(bytes, true);
  return deflate.result as Uint8Array;
}
