/**
 * Responses of `fetch`, and the reasons why it fails.
 *
 * @module
 */
import { oneLine } from "../text/quote.ts";

/** Reads the body of a response; `undefined` if it has more than `maxBytes` bytes. */
export async function readBody(
  response: Response,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const reader = response.body?.getReader();
  // Not a list of chunks: a server may send each byte as one.
  let bytes = new Uint8Array(1024);
  let length = 0;
  while (reader !== undefined) {
    const { done, value } = await reader.read();
    if (done) break;
    if (length + value.length > maxBytes) {
      // The rest may be endless.
      await reader.cancel();
      return undefined;
    }
    if (length + value.length > bytes.length) {
      const larger = new Uint8Array(Math.max(bytes.length * 2, length + value.length));
      larger.set(bytes.subarray(0, length));
      bytes = larger;
    }
    bytes.set(value, length);
    length += value.length;
  }
  return bytes.slice(0, length);
}

/** Returns the runtime's message of a failed request after a colon, without URLs, which may contain secrets. */
export function failureReason(error: unknown): string {
  const reasons: string[] = [];
  for (let cause = error; cause instanceof Error && reasons.length < 4; cause = cause.cause) {
    const text = cause.message.replace(/\(?\b[a-z]+:\/\/[^\s"'<>]*/gi, "").replace(/\s+/g, " ").trim();
    if (text !== "" && !reasons.some((known) => known.includes(text))) reasons.push(text);
  }
  return reasons.length === 0 ? "" : `: ${oneLine(reasons.join(": "), 300)}`;
}
