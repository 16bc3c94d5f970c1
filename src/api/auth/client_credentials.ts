/**
 * Gets tokens for a client id and a client secret.
 *
 * @module
 */
import { type ErrorCode, FlyteConfigError } from "../../errors.ts";
import { trim } from "../../python/strings.ts";
import { quoteUrl } from "../../python/url.ts";
import { encodeBase64 } from "../../runtime/base64.ts";
import type { Signal } from "../../runtime/host.ts";
import { quoted } from "../../text/quote.ts";
import { type Platform, settingSources, settingText } from "../platform.ts";
import { type ClientConfig, tokenUrl } from "./client_config.ts";
import { type AuthConnection, type AuthResponse, request } from "./request.ts";
import { type Token, tokenProblem } from "./token.ts";

/** Maximum time in milliseconds before its expiry from which a token is no longer used. */
const MARGIN_MS = 10_000;

/** The identity of a client. */
export interface Client {
  /** Its id. */
  readonly id: string;
  /** Its secret. */
  readonly secret: string;
}

/** Returns the client of the settings. Throws `missing_client_id` or `missing_client_secret`. */
export function clientOf(platform: Platform): Client {
  const { clientId: id, clientCredentialsSecret: secret } = platform;
  const mode = `${settingText(platform, "authMode")} is ${quoted(platform.authMode ?? "")}, which needs`;
  if (!id) {
    const what = `${mode} a client id, and none is set; set ${settingSources(platform, "clientId")}`;
    throw new FlyteConfigError("missing_client_id", what, { path: "platform.client_id" });
  }
  if (!secret) {
    const what = `${mode} a client secret, and none is set; set ${settingSources(platform, "clientSecretLocation")}`;
    throw new FlyteConfigError("missing_client_secret", what, { path: "platform.client_credentials_secret" });
  }
  return { id, secret };
}

/** Requests a token from the token endpoint. */
export async function fetchToken(
  client: Client,
  config: ClientConfig,
  connection: AuthConnection,
  { headers, signal }: { readonly headers: Readonly<Record<string, string>>; readonly signal: Signal },
): Promise<Token> {
  const url = tokenUrl(config, connection);
  const form = new URLSearchParams({ grant_type: "client_credentials", scope: scopeOf(config.scopes) });
  if (config.audience) form.set("audience", config.audience);
  const asked = Date.now();
  const response = await request(url, {
    method: "POST",
    headers: {
      "cache-control": "no-cache",
      accept: "application/json",
      "content-type": "application/x-www-form-urlencoded",
      ...headers,
      authorization: basicAuthorization(client),
    },
    body: form.toString(),
    signal,
  }, connection);
  if (response.status < 200 || response.status > 299) throw refused(response, url, client, connection.platform);
  const { access_token: token, expires_in: lifetime } = response.json ?? {};
  const problem = response.json === undefined
    ? "its response is not a JSON object"
    : typeof token !== "string"
    ? "its response has no access_token"
    : tokenProblem(token) && `its access_token ${tokenProblem(token)}`;
  if (problem !== undefined) throw new FlyteConfigError("auth_response_invalid", `${url.host}: ${problem}`);
  return { header: config.headerName, value: `Bearer ${token}`, expires: expiry(asked, lifetime) };
}

/** Returns the parameter `scope` as flytekit and flyte 2 write it. */
function scopeOf(scopes: readonly string[]): string {
  return trim(scopes.map((scope) => trim(scope, "' ")).join(" "), "[]'");
}

/** Returns the header as flytekit and flyte 2 write it: only the secret is encoded as in a form. */
function basicAuthorization({ id, secret }: Client): string {
  return `Basic ${encodeBase64(new TextEncoder().encode(`${id}:${quotePlus(secret)}`))}`;
}

/** Returns `urllib.parse.quote_plus(text)`. */
function quotePlus(text: string): string {
  return quoteUrl(text.toWellFormed()).replaceAll("%20", "+");
}

/** Returns when a token is replaced: some time before it expires, so that it does not expire on its way. */
function expiry(asked: number, lifetime: unknown): number {
  const seconds = typeof lifetime === "string" ? Number(lifetime) : lifetime;
  if (typeof seconds !== "number" || !(seconds > 0)) return Infinity;
  return asked + seconds * 1000 - Math.min(MARGIN_MS, seconds * 100);
}

function refused(response: AuthResponse, url: URL, client: Client, platform: Platform): FlyteConfigError {
  const { status, movedTo } = response;
  const error = response.json?.error;
  const answer = `status ${status}${explanationOf(response, client)}`;
  const create = (code: ErrorCode, what: string) =>
    new FlyteConfigError(code, `${url.host}: the token endpoint ${what}`);
  if (movedTo !== undefined) {
    return create("api_unexpected", `redirects to ${quoted(movedTo)}, which is not followed with a client secret`);
  }
  if (status === 401 || error === "invalid_client" || error === "unauthorized_client") {
    const settings = `${settingText(platform, "clientId")} and ${settingText(platform, "clientCredentialsSecret")}`;
    return create("auth_client_rejected", `rejected the client (${answer}); check ${settings}`);
  }
  if (status === 429 || status >= 500) return create("auth_server_failed", `failed (${answer}); try again later`);
  const scopes = error === "invalid_scope" ? `; check ${settingText(platform, "scopes")}` : "";
  return create("auth_request_rejected", `issued no token (${answer})${scopes}`);
}

/** Returns the server's own explanation of an error, unless it repeats the secret. */
function explanationOf({ json }: AuthResponse, client: Client): string {
  const parts = [json?.error, json?.error_description].filter((part): part is string => typeof part === "string");
  const text = parts.join(": ");
  const secrets = [client.secret, quotePlus(client.secret), basicAuthorization(client).slice("Basic ".length)];
  const repeats = (secret: string) => text.toLowerCase().includes(secret.toLowerCase());
  if (text.trim() === "" || secrets.some(repeats)) return "";
  return `, ${quoted(text, 200)}`;
}
