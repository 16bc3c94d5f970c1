/**
 * Unpacks serialized contexts: base64 of gzip of JSON text.
 *
 * @module
 */
import { FlyteConfigError } from "../../plain_error.ts";
import { mustBe } from "../../text/expected.ts";
import { decodeBase64, decodeSpacedBase64 } from "../../runtime/base64.ts";
import { gunzip, statedLength } from "../../runtime/gzip.ts";
import { decodeUtf8 } from "../../wire/json_text.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** Finds out what is wrong with a context that cannot be unpacked. */
export interface Diagnosis {
  /** Returns the error of a string that is not base64. */
  readonly base64: (text: string) => FlyteConfigError | Promise<FlyteConfigError>;
  /** Returns the error of bytes that are not exactly one piece of gzip data of at most `maxBytes`; not of no bytes. */
  readonly gzip: (bytes: Bytes, maxBytes: number) => FlyteConfigError | Promise<FlyteConfigError>;
}

/**
 * Returns the JSON text of a serialized context. It is a promise only where the runtime cannot decompress synchronously, or
 * where something is wrong: with small contexts, a promise costs measurable time. Throws the codes that
 * `decodeContext` lists.
 */
export function contextJson(text: string, maxBytes: number, diagnosis: Diagnosis): string | Promise<string> {
  if (typeof text !== "string") {
    const advice = text === undefined || text === null ? "is _F_SS_C set?" : "pass the value of _F_SS_C";
    throw new FlyteConfigError("not_base64", `text ${mustBe("a string", text)}; ${advice}`);
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
  const bytes = decodeBase64(text) ?? decodeSpacedBase64(text);
  if (bytes === undefined) return fail(diagnosis.base64(text));
  const json = gunzip(bytes, maxBytes);
  return json instanceof Uint8Array && isWhole(json, bytes)
    ? decodeUtf8(json, true)
    : finish(bytes, json, maxBytes, diagnosis);
}

async function finish(
  bytes: Bytes,
  result: ReturnType<typeof gunzip>,
  maxBytes: number,
  diagnosis: Diagnosis,
): Promise<string> {
  const json = await result;
  if (json !== undefined && isWhole(json, bytes)) return decodeUtf8(json, true);
  if (bytes.length > 0) return fail(diagnosis.gzip(bytes, maxBytes));
  throw new FlyteConfigError("empty_context", "the context is empty; pass the value of _F_SS_C", { offset: 0 });
}

async function fail(error: FlyteConfigError | Promise<FlyteConfigError>): Promise<never> {
  throw await error;
}

/**
 * Whether the decompressed bytes are complete, and nothing follows the gzip data. Some runtimes ignore what follows, and
 * some decompress further members; the stated length of the last one reveals that unless the first is empty (3, 0).
 */
function isWhole(json: Bytes, bytes: Bytes): boolean {
  return json.length === statedLength(bytes) && !(json.length > 0 && bytes[10] === 3 && bytes[11] === 0);
}
