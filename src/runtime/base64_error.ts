/**
 * Finds out what is wrong with malformed base64. Loaded only when `base64.ts` rejects a string.
 *
 * @module
 */
import { FlyteConfigError } from "../plain_error.ts";

const DIGIT = /[A-Za-z0-9+/]/;

/** Returns the error of a string that is not base64 in the standard alphabet with padding, with its first offset. */
export function base64Error(text: string): FlyteConfigError {
  let [count, padding, paddingAt] = [0, 0, text.length];
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (character === "=") {
      if (padding++ === 0) paddingAt = at;
    } else if (DIGIT.test(character)) {
      if (padding > 0) return misplacedPadding(paddingAt);
      count++;
    } else if (!/\s/.test(character)) {
      const hint = /[-_]/.test(character) ? "; this looks like base64url: replace - by + and _ by /" : "";
      return notBase64(`a character outside the alphabet at offset ${at}${hint}`, at);
    }
  }
  if (padding > 2) return misplacedPadding(paddingAt);
  const what = `${count + padding} characters are not a multiple of 4; the end or the padding (=) is missing`;
  return notBase64(what, text.length);
}

function misplacedPadding(offset: number): FlyteConfigError {
  return notBase64("padding (=) before the end", offset);
}

function notBase64(what: string, offset: number): FlyteConfigError {
  return new FlyteConfigError("not_base64", `not base64: ${what}`, { offset });
}
