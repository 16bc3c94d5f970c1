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

/**
 * A kind of failed connection: an untrusted certificate, a server without TLS, a failed TLS handshake, a connection that was
 * closed without a response, no response in time, an unreachable server, or a reason that a browser does not reveal.
 */
export type FailureKind = "untrusted" | "plain" | "tls" | "closed" | "timeout" | "unreachable" | "hidden";

/** Codes and messages by which Deno, Node, Bun, workerd and browsers report failures, the most specific first. */
const FAILURES: Readonly<Record<FailureKind, RegExp>> = {
  untrusted:
    /\b(?:UNABLE_TO_\w+|SELF_SIGNED_\w+|DEPTH_ZERO_\w+|CERT_\w+|ERR_TLS_CERT_\w+|UNKNOWN_CERTIFICATE\w*)|certificate|UnknownIssuer/i,
  plain: /WRONG_VERSION_NUMBER|wrong version number|InvalidContentType|\bEPROTO\b|packet length too long/i,
  tls: /\bERR_(?:SSL|TLS)_\w+|tls handshake|\bssl\b/i,
  closed:
    /\bHPE_\w+|Parse Error|invalid HTTP|other side closed|socket hang up|\bECONNRESET\b|connection closed|closed unexpectedly|Protocol error|ERR_HTTP2_\w+|NGHTTP2_\w+|\bEPIPE\b|http\/2 stream closed/i,
  timeout: /\b(?:ETIMEDOUT|UND_ERR_\w+_TIMEOUT|TimeoutError)\b|timed out/i,
  unreachable:
    /\b(?:E(?:CONN\w+|NOTFOUND|AI_\w+|(?:HOST|NET)UNREACH)|UND_ERR_\w+|Connection(?:Refused|Closed|Reset)|FailedToOpenSocket|DNSResolveFailed)\b|fetch failed|error sending request|^unable to connect|^network connection lost|^internal error; reference/i,
  hidden: /^(?:Failed to fetch|Load failed|NetworkError .*)$/,
};

/** Returns the kind of a failed connection; `undefined` if an error is not that of a connection. */
export function failureKind(error: unknown): FailureKind | undefined {
  const strings: string[] = [];
  for (let cause = error; cause instanceof Error && strings.length < 16; cause = cause.cause) {
    strings.push(String((cause as { readonly code?: unknown }).code ?? ""), cause.message);
  }
  return failureKindOf(strings);
}

/** Returns the kind of a failed connection by the codes and messages of its errors. */
export function failureKindOf(strings: readonly string[]): FailureKind | undefined {
  const kinds = Object.keys(FAILURES) as FailureKind[];
  return kinds.find((kind) => strings.some((one) => FAILURES[kind].test(one)));
}
