/**
 * Decodes and encodes base64 with the fastest means that the runtime has.
 *
 * @module
 */

type Bytes = Uint8Array<ArrayBuffer>;

interface NativeBase64 {
  readonly fromBase64?: (text: string) => Bytes;
}

interface NodeBuffer {
  from(text: string, encoding: "base64"): Bytes;
  from(buffer: ArrayBufferLike, offset: number, length: number): { toString(encoding: "base64"): string };
}

/** Decodes base64 in the standard alphabet with padding; returns `undefined` for any other string. */
export function decodeBase64(text: string): Bytes | undefined {
  const bytes = decodeNative(text);
  // Every decoder tolerates some malformed input, which then has the wrong length.
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  return bytes?.length === text.length / 4 * 3 - padding ? bytes : undefined;
}

/** Decodes base64 as {@linkcode decodeBase64} does, but ignores whitespace. */
export function decodeSpacedBase64(text: string): Bytes | undefined {
  // By hand, which takes less memory than to replace millions of matches.
  const units = new Uint8Array(text.length);
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit > 0x20 && unit < 0x80) units[length++] = unit;
    else if (!/\s/.test(text[at]!)) return undefined;
  }
  return decodeBase64(new TextDecoder().decode(units.subarray(0, length)));
}

function decodeNative(text: string): Bytes | undefined {
  const { fromBase64 } = Uint8Array as NativeBase64;
  const { Buffer } = globalThis as { readonly Buffer?: NodeBuffer };
  try {
    if (fromBase64 !== undefined) return fromBase64(text);
    if (Buffer === undefined) return bytesOf(atob(text));
  } catch {
    return undefined;
  }
  // Node's decoder also accepts base64url, whose alphabet does not change the length.
  return text.includes("-") || text.includes("_") ? undefined : Buffer.from(text, "base64");
}

function bytesOf(binary: string): Bytes {
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

/** Encodes bytes as base64 with padding. */
export function encodeBase64(bytes: Uint8Array): string {
  const { toBase64 } = Uint8Array.prototype as { toBase64?: () => string };
  if (toBase64 !== undefined) return toBase64.call(bytes);
  const { Buffer } = globalThis as { readonly Buffer?: NodeBuffer };
  if (Buffer !== undefined) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("base64");
  let binary = "";
  // In chunks: fromCharCode takes its characters as arguments, whose number runtimes limit.
  for (let start = 0; start < bytes.length; start += 8192) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 8192));
  }
  return btoa(binary);
}
