/**
 * Writes base64.
 *
 * @module
 */

/** The base64 text of bytes, with padding. */
export function encodeBase64(bytes: Uint8Array): string {
  const { toBase64 } = Uint8Array.prototype as { toBase64?: () => string };
  if (toBase64 !== undefined) return toBase64.call(bytes);
  let binary = "";
  // In pieces: fromCharCode takes its characters as arguments, of which runtimes allow a limited number.
  for (let start = 0; start < bytes.length; start += 8192) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 8192));
  }
  return btoa(binary);
}
