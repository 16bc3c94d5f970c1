/**
 * Contents of objects that Python's scripts make as well.
 *
 * @module
 */

/** The content of an object: `size` bytes that depend on `seed`. */
export function contentOf(size: number, seed: number): Uint8Array<ArrayBuffer> {
  const content = new Uint8Array(size);
  for (let index = 0; index < size; index++) content[index] = index % 256 * 31 + seed;
  return content;
}

/** What is compared of a content. */
export interface Digest {
  readonly size: number;
  readonly sha256: string;
}

/** Digests a content. */
export async function digestOf(content: Uint8Array<ArrayBuffer>): Promise<Digest> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  const sha256 = Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return { size: content.length, sha256 };
}
