/**
 * Decodes the transport of Flyte contexts: base64 of gzip of JSON text.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import { decodeBase64 } from "../../runtime/base64.ts";
import { gunzip, statedLength } from "../../runtime/gzip.ts";
import { decodeUtf8 } from "../../wire/json_text.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * The JSON text that a transport carries; a promise of it only where the runtime has no other way, or something is wrong:
 * on a small context a promise shows. Throws the codes that `SerializationSettings.fromTransport` lists.
 */
export function decodeTransport(text: string, maxBytes: number): string | Promise<string> {
  if (typeof text !== "string") {
    throw new FlyteConfigError("not_base64", `a context is a string, not ${typeof text}: is _F_SS_C set?`);
  }
  // Base64 takes 4 characters for 3 bytes, and gzip adds little to what it cannot shrink: the rest is room for line
  // breaks. What is longer needs no decoding to be refused.
  if (text.length > 2 * maxBytes + 1024) {
    throw new FlyteConfigError(
      "too_large",
      `${text.length} characters are more than a context of ${maxBytes} bytes takes`,
    );
  }
  const bytes = decodeBase64(text);
  if (bytes === undefined) return decodeWithCare(text, maxBytes);
  const json = gunzip(bytes, maxBytes);
  return json instanceof Uint8Array && isWhole(json, bytes) ? decodeUtf8(json, true) : finish(bytes, json, maxBytes);
}

async function decodeWithCare(text: string, maxBytes: number): Promise<string> {
  const { decodeBase64Lenient } = await import("../../runtime/base64_lenient.ts");
  let bytes: Bytes;
  try {
    bytes = decodeBase64Lenient(text);
  } catch (error) {
    const { diagnoseText } = await import("./diagnose_text.ts");
    throw diagnoseText(text, error as FlyteConfigError);
  }
  return await finish(bytes, gunzip(bytes, maxBytes), maxBytes);
}

async function finish(bytes: Bytes, result: ReturnType<typeof gunzip>, maxBytes: number): Promise<string> {
  const json = await result;
  if (json !== undefined && isWhole(json, bytes)) return decodeUtf8(json, true);
  const { diagnose } = await import("./diagnose_gzip.ts");
  throw diagnose(bytes, maxBytes);
}

/**
 * Whether bytes are all of what gzip data holds, and all that it is. Runtimes differ in whether they mind what follows the
 * data. Some join pieces of it; only where the first one is empty (3, 0) the length of the last one does not show it.
 */
function isWhole(json: Bytes, bytes: Bytes): boolean {
  return json.length === statedLength(bytes) && !(json.length > 0 && bytes[10] === 3 && bytes[11] === 0);
}
