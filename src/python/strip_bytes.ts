/**
 * Python's white space at the ends of bytes.
 *
 * @module
 */

/** `data.strip()`: only ASCII's white space, other than with texts. The bytes are those of `data`, not a copy. */
export function stripBytes(data: Uint8Array): Uint8Array {
  let [start, end] = [0, data.length];
  while (start < end && isSpace(data[start]!)) start++;
  while (end > start && isSpace(data[end - 1]!)) end--;
  return data.subarray(start, end);
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}
