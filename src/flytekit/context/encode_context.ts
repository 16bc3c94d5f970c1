/**
 * Encodes serialized contexts. Loaded only when one is encoded.
 *
 * @module
 */
import { encodeBase64 } from "../../runtime/base64.ts";
import { gzip } from "../../runtime/gzip.ts";
import { gzipLikePython } from "./reproducible_gzip.ts";

/**
 * Returns the serialized context of a JSON text. If `reproducible`, the bytes are those of zlib at level 9, which Python
 * writes; otherwise those of the runtime's own compressor.
 */
export async function encodeContext(json: string, reproducible: boolean): Promise<string> {
  const bytes = new TextEncoder().encode(json);
  if (!reproducible) return encodeBase64(await gzip(bytes));
  return encodeBase64(gzipLikePython(bytes));
}
