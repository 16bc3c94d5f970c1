/**
 * Gzip and base64 made by hand, so that the suite depends on neither the library nor the runtime for its inputs.
 *
 * @module
 */

type Bytes = Uint8Array<ArrayBuffer>;

/** A gzip file of 256 MiB of zeros as base64, 347 KB: one long deflate block, two bits for 258 zeros. */
export function bomb(): string {
  return `H4sIAAAAAAAC/+3BMQEAAADCoPVPbQhfoAAA${"A".repeat(346_816)}PgPw4kwT0AgAEA==`;
}

/** The transport of a string or of bytes, stored without compression. */
export function carry(content: string | Bytes): string {
  return toBase64(stored(typeof content === "string" ? new TextEncoder().encode(content) : content));
}

/** JSON text of settings with the least there must be, and these fields. */
export function settingsJson(fields = ""): string {
  return `{"image_config": {}${fields === "" ? "" : ", "}${fields}}`;
}

/** Gzip data that holds bytes as they are; fewer than 64 KiB. */
export function stored(bytes: Bytes): Bytes {
  const header = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
  const block = [1, ...littleEndian(bytes.length, 2), ...littleEndian(~bytes.length, 2)];
  return join(header, block, bytes, littleEndian(crc32(bytes), 4), littleEndian(bytes.length, 4));
}

/** Several pieces as one. */
export function join(...pieces: readonly ArrayLike<number>[]): Bytes {
  return Uint8Array.from(pieces.flatMap((piece) => Array.from(piece)));
}

/** Base64 of bytes. */
export function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/** Bytes of base64. */
export function fromBase64(text: string): Bytes {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

function littleEndian(number: number, bytes: number): number[] {
  return Array.from({ length: bytes }, (_, index) => number >>> 8 * index & 255);
}

function crc32(bytes: Bytes): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc >>> 1 ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc;
}
