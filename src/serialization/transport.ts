/**
 * The transport of Flyte contexts: base64 of gzip of JSON text.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { decodeBase64, encodeBase64 } from "../host/base64.ts";
import { gunzip, gzip, statedLength } from "../host/gzip.ts";

/** Default of `maxBytes`: 16 MiB. */
export const DEFAULT_MAX_BYTES: number = 16 * 1024 * 1024;

/** The JSON text that a transport carries. Throws the codes that `SerializationSettings.fromTransport` lists. */
export async function decodeTransport(text: string, maxBytes: number): Promise<string> {
  if (!(maxBytes >= 1)) throw new FlyteConfigError("invalid_option", `maxBytes must be at least 1, not ${maxBytes}`);
  // Base64 takes 4 characters for 3 bytes, and gzip adds little to what it cannot shrink: the rest is room for line
  // breaks. What is longer needs no decoding to be refused.
  if (text.length > 2 * maxBytes + 1024) throw tooLong(text.length, maxBytes);
  const bytes = decodeBase64(text);
  checkHeader(bytes);
  const result = gunzip(bytes, maxBytes);
  const json = result instanceof Promise ? await result : result;
  // Runtimes tell no more than that the data is bad, and differ in whether they mind what follows it.
  if (json === undefined || json.length !== statedLength(bytes)) {
    const { diagnose } = await import("./pako.ts");
    throw diagnose(bytes, maxBytes);
  }
  return decodeUtf8(json);
}

/**
 * The transport of a JSON text. With `reproducible`, the bytes are those of zlib at level 9, which Python writes;
 * without, those of the runtime's own compressor.
 */
export async function encodeTransport(json: string, reproducible: boolean): Promise<string> {
  const bytes = new TextEncoder().encode(json);
  if (!reproducible) return encodeBase64(await gzip(bytes));
  const { gzipLikePython } = await import("./pako.ts");
  return encodeBase64(gzipLikePython(bytes));
}

function checkHeader(bytes: Uint8Array): void {
  if (bytes.length === 0) throw new FlyteConfigError("not_gzip", "the context is empty");
  if (bytes[0] !== 0x1f || (bytes.length > 1 && bytes[1] !== 0x8b)) {
    const hint = bytes[0] === 0x7b ? "; it looks like plain JSON: use fromJsonString" : "";
    throw new FlyteConfigError("not_gzip", `the decoded bytes are not gzip${hint}`, { offset: 0 });
  }
  if (bytes.length > 2 && bytes[2] !== 8) {
    throw new FlyteConfigError("not_gzip", `gzip with the unknown compression method ${bytes[2]}`, { offset: 2 });
  }
}

function decodeUtf8(bytes: Uint8Array): string {
  // Python's decoder keeps a byte order mark, and its JSON reader then refuses it.
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  // A fatal decoder is several times slower, and only needed where there may have been something to replace.
  if (!text.includes("\ufffd")) return text;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new FlyteConfigError("not_utf8", "the decompressed bytes are not UTF-8", { cause });
  }
}

function tooLong(length: number, maxBytes: number): FlyteConfigError {
  return new FlyteConfigError(
    "too_large",
    `${length} characters of base64 are more than a context of ${maxBytes} bytes can take; raise maxBytes if it is one`,
  );
}
