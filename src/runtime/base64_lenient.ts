/**
 * Decodes base64 that contains whitespace, and reports what is wrong with malformed base64. A separate file because it
 * is loaded only when the fast decoder in `base64.ts` rejects the input.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const PADDING = 0x3d;

/**
 * Decodes base64 in the standard alphabet with padding, ignoring whitespace, in one pass and with no more memory than
 * the result. Throws `not_base64` with the offset of the first error.
 */
export function decodeBase64Lenient(text: string): Uint8Array<ArrayBuffer> {
  const digits = new Int8Array(128).fill(-1);
  for (let digit = 0; digit < 64; digit++) digits[ALPHABET.charCodeAt(digit)] = digit;
  const bytes = new Uint8Array(Math.ceil(text.length / 4) * 3);
  let [length, bits, count, padding, paddingAt] = [0, 0, 0, 0, -1];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === PADDING) {
      if (padding++ === 0) paddingAt = at;
      continue;
    }
    const digit = digits[unit] ?? -1;
    if (digit < 0) {
      if (/\s/.test(text[at]!)) continue;
      const hint = /[-_]/.test(text[at]!) ? "; this looks like base64url: replace - by + and _ by /" : "";
      throw notBase64(`a character outside the alphabet at offset ${at}${hint}`, at);
    }
    if (padding > 0) throw misplacedPadding(paddingAt);
    bits = bits << 6 | digit;
    if (++count % 4 !== 0) continue;
    bytes[length++] = bits >> 16;
    bytes[length++] = bits >> 8;
    bytes[length++] = bits;
  }
  if (padding > 2) throw misplacedPadding(paddingAt);
  const characters = count + padding;
  if (characters % 4 !== 0 || count % 4 === 1) {
    const what = `${characters} characters are not a multiple of 4; the end or the padding (=) is missing`;
    throw notBase64(what, text.length);
  }
  if (count % 4 > 1) bytes[length++] = bits >> (count % 4 === 2 ? 4 : 10);
  if (count % 4 === 3) bytes[length++] = bits >> 2;
  return bytes.subarray(0, length);
}

function misplacedPadding(offset: number): FlyteConfigError {
  return notBase64("padding (=) before the end", offset);
}

function notBase64(what: string, offset: number): FlyteConfigError {
  return new FlyteConfigError("not_base64", `not base64: ${what}`, { offset });
}
