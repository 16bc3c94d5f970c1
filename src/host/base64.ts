/**
 * Base64 through whatever the runtime does fastest.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";

interface NativeBase64 {
  readonly fromBase64?: (text: string) => Uint8Array<ArrayBuffer>;
  readonly prototype: { readonly toBase64?: (this: Uint8Array) => string };
}

interface NodeBuffer {
  from(
    data: Uint8Array | string,
    encoding?: "base64",
  ): Uint8Array<ArrayBuffer> & { toString(encoding: "base64"): string };
}

function native(): NativeBase64 {
  return Uint8Array as unknown as NativeBase64;
}

function nodeBuffer(): NodeBuffer | undefined {
  return (globalThis as { readonly Buffer?: NodeBuffer }).Buffer;
}

/**
 * The bytes of base64 text in the standard alphabet, with padding; white space is skipped. Throws `not_base64` with the
 * offset of what does not belong.
 */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const bytes = decodeFast(text);
  // Every decoder skips or forgives something, which shows in the length.
  return bytes?.length === decodedLength(text) ? bytes : decodeWithCare(text);
}

/** The base64 text of bytes, with padding. */
export function encodeBase64(bytes: Uint8Array): string {
  const toBase64 = native().prototype.toBase64;
  if (toBase64 !== undefined) return toBase64.call(bytes);
  const buffer = nodeBuffer();
  if (buffer !== undefined) return buffer.from(bytes).toString("base64");
  let binary = "";
  // In pieces: fromCharCode takes its characters as arguments, of which runtimes allow a limited number.
  for (let start = 0; start < bytes.length; start += 8192) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 8192));
  }
  return btoa(binary);
}

function decodeFast(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    const fromBase64 = native().fromBase64;
    if (fromBase64 !== undefined) return fromBase64(text);
    const buffer = nodeBuffer();
    if (buffer === undefined) return fromBinary(atob(text));
    // Node's decoder reads base64url as well, whose letters do not show in the length.
    return text.includes("-") || text.includes("_") ? undefined : buffer.from(text, "base64");
  } catch {
    return undefined;
  }
}

function fromBinary(binary: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index);
  return bytes;
}

/** Number of bytes of well-formed base64 without white space; anything else cannot have this length. */
function decodedLength(text: string): number {
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  return text.length / 4 * 3 - padding;
}

function decodeWithCare(text: string): Uint8Array<ArrayBuffer> {
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
  return fromBinary(atob(dense));
}
