/**
 * One call of the Flyte API that every version has: the list of projects, as JSON.
 *
 * @module
 */
import { apiUrl } from "../api/auth/client_config.ts";
import { type AuthConnection, type AuthResponse, request } from "../api/auth/request.ts";
import { isGrpc } from "../api/platform.ts";
import type { Signal } from "../runtime/host.ts";

/** The answer of the Flyte API. */
export interface ApiAnswer {
  /**
   * The outcome: the call succeeded, needs a (valid) token, is not allowed, failed; or the response is not one of the
   * Flyte API.
   */
  readonly outcome: "ok" | "unauthenticated" | "denied" | "failed" | "unexpected";
  /** The response in a few words. */
  readonly what: string;
}

/** A way to call: Connect's protocol of flyte 2, or the HTTP gateway of flyteadmin. */
type Way = (
  connection: AuthConnection,
  headers: Readonly<Record<string, string>>,
  signal: Signal,
) => Promise<AuthResponse>;

const JSON_HEADERS = { accept: "application/json" };

const viaConnect: Way = (connection, headers, signal) =>
  request(apiUrl(connection, "flyteidl2.project.ProjectService/ListProjects"), {
    method: "POST",
    headers: { ...JSON_HEADERS, "content-type": "application/json", ...headers },
    body: "{}",
    signal,
  }, connection);

const viaAdmin: Way = (connection, headers, signal) =>
  request(
    apiUrl(connection, "api/v1/projects?limit=1"),
    { method: "GET", headers: { ...JSON_HEADERS, ...headers }, signal },
    connection,
  );

/** Lists projects, first in the way of the version whose settings these are, then in that of the other one. */
export async function callApi(
  connection: AuthConnection,
  headers: Readonly<Record<string, string>>,
  signal: Signal,
): Promise<ApiAnswer> {
  const ways = isGrpc(connection.platform) ? [viaAdmin, viaConnect] : [viaConnect, viaAdmin];
  let first: ApiAnswer | undefined;
  for (const way of ways) {
    const answer = answerOf(await way(connection, headers, signal));
    if (answer.outcome !== "unexpected") return answer;
    first ??= answer;
  }
  return first!;
}

function answerOf({ status, json, movedTo }: AuthResponse): ApiAnswer {
  if (movedTo !== undefined) return { outcome: "unexpected", what: `it redirects to ${movedTo}` };
  const what = `status ${status}`;
  const code = json?.code;
  if (status === 401 || code === "unauthenticated" || code === 16) return { outcome: "unauthenticated", what };
  if (status === 403 || code === "permission_denied" || code === 7) return { outcome: "denied", what };
  if (status === 200) return json === undefined ? { outcome: "unexpected", what: "no JSON" } : { outcome: "ok", what };
  return { outcome: status === 429 || (status >= 500 && status !== 501) ? "failed" : "unexpected", what };
}
