/**
 * Errors of connections to the Flyte API and its token endpoint: what failed, and the setting to change.
 *
 * @module
 */
import { type ErrorCode, FlyteConfigError } from "../errors.ts";
import { failureKind, failureReason } from "../runtime/http.ts";
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

/** Returns the error of a request that got no response. */
export function connectionError(error: unknown, { platform, url, isApi }: FailedConnection): FlyteConfigError {
  const [kind, hasTls] = [failureKind(error), url.protocol === "https:"];
  const create = (code: ErrorCode, what: string) => new FlyteConfigError(code, `${url.host}: ${what}`);
  if (kind === "untrusted") {
    const advice = platform.caCertFilePath === undefined
      ? `set ${settingSources(platform, "caCertFilePath")} to the file with the certificate of its CA`
      : `check ${settingText(platform, "caCertFilePath")}, and that the function "fetch" uses it if one is passed`;
    return create("api_untrusted", `its certificate is not trusted${failureReason(error)}; ${advice}`);
  }
  if (kind === "plain" && hasTls) {
    const advice = isApi ? `; if that is intended, set ${settingSources(platform, "insecure")} to true` : "";
    return create("api_tls_mismatch", `it does not use TLS${advice}`);
  }
  if (kind === "closed" && !hasTls) {
    const advice = isApi ? `remove ${settingText(platform, "insecure")}` : "its URL is wrong";
    const what = "it closed the connection without a response, as servers that use TLS do; if it does";
    return create("api_tls_mismatch", `${what}, ${advice}`);
  }
  if (kind === "timeout") return create("api_timeout", "it did not respond in time; check the network");
  const advice = isApi ? `check ${settingText(platform, "endpoint")} and the network` : "check the network";
  const cors = kind === "hidden" ? "; in a browser, it must also allow the origin of the page (CORS)" : "";
  return create("api_unreachable", `it cannot be reached${failureReason(error)}; ${advice}${cors}`);
}
