/**
 * The checksum of gzip.
 *
 * @module
 */

/** Returns `zlib.crc32(bytes, before)`. */
export function crc32(bytes: Uint8Array, before = 0): number {
  const table = new Int32Array(16);
  for (let index = 1; index < 16; index++) {
    let crc = index;
    for (let bit = 0; bit < 4; bit++) crc = crc >>> 1 ^ (crc & 1 && 0xedb88320);
    table[index] = crc;
  }
  let crc = ~before;
  for (let at = 0; at < bytes.length; at++) {
    crc ^= bytes[at]!;
    crc = crc >>> 4 ^ table[crc & 15]!;
    crc = crc >>> 4 ^ table[crc & 15]!;
  }
  return ~crc >>> 0;
}
