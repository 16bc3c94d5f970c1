/**
 * Digests by the runtime, to compare ours with.
 *
 * @module
 */

/** Returns the SHA-256 of a string as UTF-8, in hexadecimal digits. */
export async function sha256(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
