/**
 * Gzip with Python's very bytes. Loaded only when asked for, since it brings a compressor of its own.
 *
 * @module
 */
// @ts-types="npm:@types/pako@2.0.3"
import { Deflate } from "pako";

const OS_UNKNOWN = 255;

/** The bytes of Python's `gzip.GzipFile(mode="wb", mtime=0)` with zlib 1.2 or 1.3, which pako 2.1 is a port of. */
export function gzipLikePython(bytes: Uint8Array): Uint8Array {
  // The type declarations know the header but not its `os`.
  const deflate = new Deflate({ level: 9, gzip: true, header: { os: OS_UNKNOWN } as object });
  deflate.push(bytes, true);
  return deflate.result as Uint8Array;
}
