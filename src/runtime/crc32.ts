/**
 * The checksum of gzip.
 *
 * @module
 */
import { builtinModule } from "./node_builtins.ts";

interface NodeZlib {
  readonly crc32?: (bytes: Uint8Array, before: number) => number;
}

/** Returns the CRC-32 of bytes, which continues that of the bytes before them. */
export function crc32(bytes: Uint8Array, before = 0): number {
  const native = builtinModule<NodeZlib>("node:zlib")?.crc32;
  return native === undefined ? compute(bytes, before) : native(bytes, before);
}

function compute(bytes: Uint8Array, before: number): number {
  const table = new Int32Array(256);
  for (let bit = 128, remainder = 1; bit > 0; bit >>= 1) {
    remainder = remainder >>> 1 ^ (remainder & 1 && 0xedb88320);
    for (let index = 0; index < 256; index += 2 * bit) table[bit + index] = table[index]! ^ remainder;
  }
  let crc = ~before;
  for (let at = 0; at < bytes.length; at++) crc = crc >>> 8 ^ table[(crc ^ bytes[at]!) & 0xff]!;
  return ~crc >>> 0;
}
