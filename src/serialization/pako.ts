/**
 * What needs a zlib of our own, loaded only when it is needed: Python's very bytes, and the reason why gzip data is bad.
 *
 * @module
 */
// @ts-types="npm:@types/pako@2.0.3"
import { Deflate, Inflate } from "pako";
import { FlyteConfigError } from "../errors.ts";

const OS_UNKNOWN = 255;
const TRAILER_BYTES = 8;

/** Flag bits of a gzip header: what stands between its first ten bytes and the data. */
const FLAGS = { headerChecksum: 2, extra: 4, name: 8, comment: 16 };

/** The bytes of Python's `gzip.GzipFile(mode="wb", mtime=0)` with zlib 1.2 or 1.3, which pako 2.1 is a port of. */
export function gzipLikePython(bytes: Uint8Array): Uint8Array {
  // The type declarations know the header but not its `os`.
  const deflate = new Deflate({ level: 9, gzip: true, header: { os: OS_UNKNOWN } as object });
  deflate.push(bytes, true);
  return deflate.result as Uint8Array;
}

/** The error that tells why bytes are not exactly one piece of gzip data of at most `maxBytes`. */
export function diagnose(bytes: Uint8Array, maxBytes: number): FlyteConfigError {
  const start = dataOffset(bytes);
  if (start > bytes.length) return cutShort(bytes.length);
  let length = 0;
  let checksum = 0;
  const inflate = new Inflate({ raw: true, chunkSize: 64 * 1024 });
  inflate.onData = (chunk) => {
    const bytes = chunk as Uint8Array;
    length += bytes.length;
    if (length > maxBytes) throw new Error("enough");
    checksum = crc32(bytes, checksum);
  };
  try {
    inflate.push(bytes.subarray(start), true);
  } catch (cause) {
    return new FlyteConfigError("too_large", `more than ${maxBytes} bytes after decompression`, { cause });
  }
  if (inflate.err < 0) {
    return new FlyteConfigError("corrupt_gzip", `the compressed data is damaged: ${inflate.msg || "not deflate data"}`);
  }
  const { ended, strm } = inflate as Inflate & {
    readonly ended: boolean;
    readonly strm: { readonly avail_in: number };
  };
  if (!ended || strm.avail_in < TRAILER_BYTES) return cutShort(bytes.length);
  const trailer = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - strm.avail_in, TRAILER_BYTES);
  if (trailer.getUint32(0, true) !== checksum || trailer.getUint32(4, true) !== length % 2 ** 32) {
    return new FlyteConfigError("checksum_mismatch", "the data does not match its checksum: it was changed on its way");
  }
  const rest = strm.avail_in - TRAILER_BYTES;
  return rest === 0
    ? new FlyteConfigError("corrupt_gzip", "this runtime cannot decompress the data")
    : new FlyteConfigError("trailing_bytes", `${rest} bytes follow the end of the gzip data`, {
      offset: bytes.length - rest,
    });
}

/** Where the deflate data starts; past the end where the header has none. */
function dataOffset(bytes: Uint8Array): number {
  const flags = bytes[3] ?? 0;
  let at = 10;
  if (flags & FLAGS.extra) at += 2 + ((bytes[at] ?? 0) | (bytes[at + 1] ?? 0) << 8);
  for (const flag of [FLAGS.name, FLAGS.comment]) {
    if (!(flags & flag)) continue;
    const end = bytes.indexOf(0, at);
    at = end < 0 ? Infinity : end + 1;
  }
  return flags & FLAGS.headerChecksum ? at + 2 : at;
}

function cutShort(length: number): FlyteConfigError {
  return new FlyteConfigError(
    "cut_short",
    `the gzip data ends before its end, after ${length} bytes: was it cut off?`,
    {
      offset: length,
    },
  );
}

function crc32(bytes: Uint8Array, before: number): number {
  let crc = ~before;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc >>> 1 ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
