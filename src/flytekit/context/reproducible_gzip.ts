/**
 * Gzip with the bytes that Python writes.
 *
 * @module
 */
import { deflate } from "../../python/zlib/deflate.ts";
import { crc32 } from "../../runtime/crc32.ts";

/** The header that Python writes for no name, no time and level 9: best compression, on an unknown system. */
const HEADER = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255];

/** Returns the bytes of Python's `gzip.GzipFile(mode="wb", mtime=0)`. */
export function gzipLikePython(bytes: Uint8Array): Uint8Array {
  const gzip = deflate(bytes, HEADER.length, 8);
  gzip.set(HEADER);
  const trailer = new DataView(gzip.buffer, gzip.length - 8);
  trailer.setUint32(0, crc32(bytes), true);
  trailer.setUint32(4, bytes.length, true);
  return gzip;
}
