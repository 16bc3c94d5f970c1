/**
 * Encodes the transport of Flyte contexts. Loaded only by who encodes.
 *
 * @module
 */
import { encodeBase64 } from "../../runtime/base64.ts";
import { gzip } from "../../runtime/gzip.ts";

/**
 * The transport of a JSON text. With `reproducible`, the bytes are those of zlib at level 9, which Python writes;
 * without, those of the runtime's own compressor.
 */
export async function encodeTransport(json: string, reproducible: boolean): Promise<string> {
  const bytes = new TextEncoder().encode(json);
  if (!reproducible) return encodeBase64(await gzip(bytes));
  const { gzipLikePython } = await import("./reproducible_gzip.ts");
  return encodeBase64(gzipLikePython(bytes));
}
