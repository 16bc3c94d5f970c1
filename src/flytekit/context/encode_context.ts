/**
 * Encodes serialized contexts.
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
export function encodeContext(json: string, reproducible: boolean): string | Promise<string> {
  const bytes = new TextEncoder().encode(json);
  return reproducible ? encodeBase64(gzipLikePython(bytes)) : gzip(bytes).then(encodeBase64);
}
