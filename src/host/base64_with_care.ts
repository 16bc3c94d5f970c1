/**
 * Base64 that is not just as it should be: with white space, which is fine, or wrong, which wants a reason. A file of its
 * own, so that it is loaded only then.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";

/**
 * The bytes of base64 text in the standard alphabet, with padding; white space is skipped. Throws `not_base64` with the
 * offset of what does not belong.
 */
export function decodeBase64WithCare(text: string): Uint8Array<ArrayBuffer> {
  const offset = text.search(/[^A-Za-z0-9+/=\s]/);
  if (offset >= 0) {
    const hint = /[-_]/.test(text[offset]!) ? "; this looks like base64url: replace - by + and _ by /" : "";
    throw new FlyteConfigError(
      "not_base64",
      `not base64: a character outside the alphabet at offset ${offset}${hint}`,
      {
        offset,
      },
    );
  }
  const dense = text.replace(/\s+/g, "");
  const data = dense.replace(/={1,2}$/, "");
  if (data.includes("=")) {
    throw new FlyteConfigError("not_base64", "not base64: padding (=) before the end", { offset: text.indexOf("=") });
  }
  if (dense.length % 4 !== 0 || data.length % 4 === 1) {
    throw new FlyteConfigError(
      "not_base64",
      `not base64: ${dense.length} characters are not a multiple of 4; the end, or the padding (=), is missing`,
      { offset: text.length },
    );
  }
  return Uint8Array.from(atob(dense), (character) => character.charCodeAt(0));
}
