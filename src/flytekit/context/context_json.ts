/**
 * Unpacks serialized contexts: base64 of gzip of JSON text.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import { mustBe } from "../../text/expected.ts";
import { decodeBase64 } from "../../runtime/base64.ts";
import { gunzip, statedLength } from "../../runtime/gzip.ts";
import { decodeUtf8 } from "../../wire/json_text.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Returns the JSON text of a serialized context. It is a promise only where the runtime cannot decompress synchronously, or
 * where something is wrong: with small contexts, a promise costs measurable time. Throws the codes that
 * `decodeContext` lists.
 */
export function contextJson(text: string, maxBytes: number): string | Promise<string> {
  if (typeof text !== "string") {
    throw new FlyteConfigError("not_base64", `text ${mustBe("a string", text)}; is _F_SS_C set?`);
  }
  // Base64 takes 4 characters for 3 bytes, and gzip adds little to what it cannot shrink: the rest is room for line
  // breaks. Longer strings can be refused without decoding them.
  if (text.length > 2 * maxBytes + 1024) {
    throw new FlyteConfigError(
      "too_large",
      `text has ${text.length} characters, more than a context of ${maxBytes} bytes takes; ` +
        "if you trust the sender, raise maxBytes",
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
    const { diagnoseBase64 } = await import("./diagnose_base64.ts");
    throw diagnoseBase64(text, error as FlyteConfigError);
  }
  return await finish(bytes, gunzip(bytes, maxBytes), maxBytes);
}

async function finish(bytes: Bytes, result: ReturnType<typeof gunzip>, maxBytes: number): Promise<string> {
  const json = await result;
  if (json !== undefined && isWhole(json, bytes)) return decodeUtf8(json, true);
  const { diagnoseGzip } = await import("./diagnose_gzip.ts");
  throw diagnoseGzip(bytes, maxBytes);
}

/**
 * Whether the decompressed bytes are complete, and nothing follows the gzip data. Some runtimes ignore what follows, and
 * some decompress further members; the stated length of the last one reveals that unless the first is empty (3, 0).
 */
function isWhole(json: Bytes, bytes: Bytes): boolean {
  return json.length === statedLength(bytes) && !(json.length > 0 && bytes[10] === 3 && bytes[11] === 0);
}
