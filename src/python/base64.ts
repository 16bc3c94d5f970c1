/**
 * Base64 as Python's `base64.b64decode` reads it.
 *
 * @module
 */

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const DIGITS: ReadonlyMap<string, number> = /* @__PURE__ */ new Map(Array.from(ALPHABET, (digit, at) => [digit, at]));

/**
 * Returns `base64.b64decode(text)`: characters outside of the alphabet are skipped, and padding that completes a group ends
 * the input. Returns `undefined` where Python raises an error, because the last group is not complete.
 */
export function b64decode(text: string): Uint8Array<ArrayBuffer> | undefined {
  const bytes = new Uint8Array(Math.ceil(text.length / 4) * 3);
  let [length, group, count, pads] = [0, 0, 0, 0];
  for (const character of text) {
    if (character === "=") {
      if (count >= 2 && count + ++pads >= 4) return bytes.subarray(0, length);
      continue;
    }
    const digit = DIGITS.get(character);
    if (digit === undefined) continue;
    pads = 0;
    group = (group << 6 | digit) & 0xffff;
    // The first digit of a group only completes a byte together with the second.
    if (count > 0) bytes[length++] = group >> 6 - 2 * count;
    count = (count + 1) % 4;
  }
  return count === 0 ? bytes.subarray(0, length) : undefined;
}
