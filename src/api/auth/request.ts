/**
 * Requests to the Flyte API and its token endpoint, with limits of time and size.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import { type JsonObject, jsonObject } from "../../oci/json_object.ts";
import { untilAborted, withinTime } from "../../runtime/cancellation.ts";
import type { Fetch, Host, Signal } from "../../runtime/host.ts";
import { readBody } from "../../runtime/http.ts";
import { connectionError } from "../connection_error.ts";
import { isGrpc, type Platform } from "../platform.ts";
import { readTlsOptions } from "../tls.ts";

/** A connection to the Flyte API and its token endpoint. */
export interface AuthConnection {
  /** Settings of the connection. */
  readonly platform: Platform;
  /** The URL of the Flyte API. */
  readonly apiUrl: URL;
  /** Sends requests to the Flyte API. */
  readonly fetchApi: Fetch;
  /** Sends requests to a token endpoint on another server. */
  readonly fetchOther: Fetch;
  /** Time limit of a request in milliseconds. */
  readonly timeoutMs: number;
}

/**
 * Returns the functions that send requests. The TLS settings are those of the Flyte API; flytekit also applies them to a
 * token endpoint elsewhere, flyte 2 does not.
 */
export async function fetchersOf(
  platform: Platform,
  host: Host,
  given: Fetch | undefined,
): Promise<Pick<AuthConnection, "fetchApi" | "fetchOther">> {
  if (given !== undefined) return { fetchApi: given, fetchOther: given };
  const tls = await readTlsOptions(platform, { host });
  const isChanged = tls.ca !== undefined || tls.rejectUnauthorized !== undefined;
  const fetchApi = isChanged && host.fetchWith !== undefined ? host.fetchWith(tls) : host.fetch;
  return { fetchApi, fetchOther: isGrpc(platform) ? fetchApi : host.fetch };
}

/** A request. */
export interface AuthRequest {
  /** HTTP method. */
  readonly method: "GET" | "POST";
  /** Headers. */
  readonly headers: Readonly<Record<string, string>>;
  /** Body of a request with POST. */
  readonly body?: string;
  /** Aborts the request, with the signal's reason. */
  readonly signal: Signal;
}

/** The response of a server. */
export interface AuthResponse {
  /** HTTP status. */
  readonly status: number;
  /** The body, if it is a JSON object that is not too large. */
  readonly json: JsonObject | undefined;
  /** Origin that a redirect leads to, which is not followed. */
  readonly movedTo: string | undefined;
}

/** Maximum size of a response in bytes. */
const MAX_BODY = 1024 * 1024;

/** Sends a request, and follows no redirect. Rejects as {@linkcode connectionError} says if there is no response. */
export async function request(url: URL, request: AuthRequest, connection: AuthConnection): Promise<AuthResponse> {
  const { platform, apiUrl, timeoutMs } = connection;
  return await withinTime(timeoutMs, request.signal, async (signal) => {
    try {
      // A custom function may ignore the signal.
      return await untilAborted(send(url, { ...request, signal }, connection), signal);
    } catch (error) {
      if (error instanceof FlyteConfigError) throw error;
      throw connectionError(error, { platform, url, isApi: url.origin === apiUrl.origin });
    }
  }, () => {
    const what = `${url.host}: it did not respond within ${timeoutMs} ms; check the network, or raise timeoutMs`;
    return new FlyteConfigError("api_timeout", what);
  });
}

async function send(url: URL, request: AuthRequest, connection: AuthConnection): Promise<AuthResponse> {
  const { apiUrl, fetchApi, fetchOther } = connection;
  const fetch = url.origin === apiUrl.origin ? fetchApi : fetchOther;
  const response = await fetch(url.href, { ...request, redirect: "manual" } as RequestInit) as Response;
  // Browsers do not reveal the status of a redirect.
  const status = response.type === "opaqueredirect" ? 302 : response.status;
  const isRedirect = status >= 300 && status < 400;
  const movedTo = isRedirect ? originOf(response.headers.get("location"), url) : undefined;
  return { status, json: jsonObject(await readBody(response, MAX_BODY)), movedTo };
}

/** Returns the origin of a redirect's target, whose query may have secrets. */
function originOf(location: string | null, url: URL): string {
  return location !== null && URL.canParse(location, url) ? new URL(location, url).origin : "an unknown address";
}
