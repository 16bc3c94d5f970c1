/**
 * Errors of connections to the Flyte API and its token endpoint: what failed, and the setting to change.
 *
 * @module
 */
import { type ErrorCode, FlyteConfigError } from "../errors.ts";
import { failureReason } from "../runtime/http.ts";
import { type Platform, settingSources, settingText } from "./platform.ts";

/** A connection that failed. */
export interface FailedConnection {
  /** Settings of the connection. */
  readonly platform: Platform;
  /** The URL of the request. */
  readonly url: URL;
  /** Whether the server is the Flyte API, and not a token endpoint elsewhere. */
  readonly isApi: boolean;
}

/** Kinds of failures, with the messages and codes by which runtimes report them. */
const UNTRUSTED =
  /\b(?:UNABLE_TO_\w+|SELF_SIGNED_\w+|DEPTH_ZERO_\w+|CERT_\w+|ERR_TLS_CERT_\w+|UNKNOWN_CERTIFICATE\w*)|certificate|UnknownIssuer/i;
const PLAIN = /WRONG_VERSION_NUMBER|wrong version number|InvalidContentType|\bEPROTO\b|packet length too long/i;
const ENDED =
  /\bHPE_\w+|Parse Error|invalid HTTP|other side closed|socket hang up|\bECONNRESET\b|connection closed|closed unexpectedly|Protocol error|ERR_HTTP2_\w+|NGHTTP2_\w+|\bEPIPE\b|http\/2 stream closed/i;
const SLOW = /\b(?:ETIMEDOUT|UND_ERR_\w+_TIMEOUT)\b|timed out/i;
/** The only messages by which browsers report a failure of any kind. */
const BROWSER = /^(?:Failed to fetch|Load failed|NetworkError .*)$/;

/** Other failures to connect. */
const UNREACHABLE = /\bE(?:CONN\w+|NOTFOUND|AI_AGAIN|HOSTUNREACH|NETUNREACH)\b|fetch failed|error sending request/i;

/** Returns the error of a request that got no response. */
export function connectionError(error: unknown, failed: FailedConnection): FlyteConfigError {
  const { platform, url, isApi } = failed;
  const [texts, server] = [causesOf(error), url.host];
  const is = (kind: RegExp) => texts.some((text) => kind.test(text));
  const create = (code: ErrorCode, what: string) => new FlyteConfigError(code, `${server}: ${what}`);
  if (is(UNTRUSTED)) {
    const advice = platform.caCertFilePath === undefined
      ? `set ${settingSources(platform, "caCertFilePath")} to the file with the certificate of its CA`
      : `check ${settingText(platform, "caCertFilePath")}, and that the function "fetch" uses it if one is passed`;
    return create("api_untrusted", `its certificate is not trusted${failureReason(error)}; ${advice}`);
  }
  if (url.protocol === "https:" && is(PLAIN)) {
    const advice = isApi ? `; if that is intended, set ${settingSources(platform, "insecure")} to true` : "";
    return create("api_tls_mismatch", `it does not use TLS${advice}`);
  }
  if (url.protocol === "http:" && is(ENDED)) {
    const advice = isApi ? `if it does, remove ${settingText(platform, "insecure")}` : "if it does, its URL is wrong";
    return create(
      "api_tls_mismatch",
      `it closed the connection without a response, as servers that use TLS do; ${advice}`,
    );
  }
  if (is(SLOW)) return create("api_timeout", `it did not respond in time; check the network`);
  const cors = is(BROWSER) ? "; in a browser, it must also allow the origin of the page (CORS)" : "";
  const advice = isApi ? `check ${settingText(platform, "endpoint")} and the network` : "check the network";
  return create("api_unreachable", `it cannot be reached${failureReason(error)}; ${advice}${cors}`);
}

/** Whether an error says that a connection failed, and not what a server answered. */
export function isConnectionFailure(error: unknown): boolean {
  const kinds = [UNTRUSTED, PLAIN, ENDED, SLOW, BROWSER, UNREACHABLE];
  return causesOf(error).some((text) => kinds.some((kind) => kind.test(text)));
}

/** Returns the codes and messages of an error and of its causes. */
function causesOf(error: unknown): readonly string[] {
  const texts: string[] = [];
  for (let cause = error; cause instanceof Error && texts.length < 16; cause = cause.cause) {
    texts.push(String((cause as { readonly code?: unknown }).code ?? ""), cause.message);
  }
  return texts;
}
