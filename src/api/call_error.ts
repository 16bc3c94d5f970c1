/**
 * Explains why a call of the Flyte API failed.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { authMethod, missingToken } from "./auth/method.ts";
import { failureKind } from "../runtime/http.ts";
import { connectionError } from "./connection_error.ts";
import { checkPlatform, type Platform, settingText } from "./platform.ts";
import { rpcUrl } from "./rpc_url.ts";

/** Code of Connect and gRPC for a missing or refused token. */
const UNAUTHENTICATED = 16;

/**
 * Codes of Connect and gRPC with which clients report a failed connection or a response that is not one of the API:
 * canceled, unknown, deadline exceeded, aborted, unimplemented, internal and unavailable.
 */
const CLIENT_CODES: readonly unknown[] = [1, 2, 4, 10, 12, 13, 14];

/** Messages of clients about a response that is not one of the API, such as a web page. */
const NOT_THE_API = /content.type|text\/html|\bHTTP (?:3\d\d|404|405)\b/i;

/**
 * Returns the reason why a call of the Flyte API failed, with the setting to change: an unreachable server, a certificate
 * that is not trusted, a side without TLS, or a missing or refused token. The errors of Connect and gRPC clients and of
 * `fetch` only have the reason of the runtime.
 *
 * @param platform – Connection to the Flyte API: `config.platform` of either product.
 * @param error – What the call threw.
 * @returns The reason; `undefined` for an answer of the API, such as that there is no project of that name.
 * @throws {FlyteConfigError} `invalid_argument` – when `platform` is not a `PlatformConfig`.
 * @throws {FlyteConfigError} `endpoint_missing`, `endpoint_unusable` – when the endpoint is not set or no client can connect to it.
 *
 * @example
 * ```ts
 * import { PlatformConfig } from "@flyte-ts/config/v2";
 * import { explainCallError, rpcUrl } from "@flyte-ts/config/api";
 *
 * const platform = new PlatformConfig({ endpoint: "dns:///flyte.invalid" });
 * try {
 *   await fetch(rpcUrl(platform));
 * } catch (error) {
 *   console.log(explainCallError(platform, error)?.code); // api_unreachable
 * }
 * ```
 */
export function explainCallError(platform: Platform, error: unknown): FlyteConfigError | undefined {
  checkPlatform("explainCallError", platform);
  const causes: Error[] = [];
  for (let cause = error; cause instanceof Error && causes.length < 16; cause = cause.cause) causes.push(cause);
  const known = causes.find((cause) => cause instanceof FlyteConfigError);
  if (known !== undefined) return known;
  const url = new URL(rpcUrl(platform));
  const code = causes.map((cause) => "code" in cause ? cause.code : undefined).find(Number.isInteger);
  if (code === UNAUTHENTICATED) return unauthenticated(platform, url);
  if (code !== undefined && !CLIENT_CODES.includes(code)) return undefined;
  if (failureKind(error) !== undefined) return connectionError(error, { platform, url, isApi: true });
  if (!causes.some(({ message }) => NOT_THE_API.test(message))) return undefined;
  const what = `${url.host}: its response is not one of the Flyte API; check ${settingText(platform, "endpoint")}`;
  return new FlyteConfigError("api_unexpected", what);
}

function unauthenticated(platform: Platform, { host }: URL): FlyteConfigError {
  const method = authMethod(platform);
  if (method !== "client" && method !== "command") return missingToken(platform);
  const advice = method === "client"
    ? `check that ${settingText(platform, "clientId")} and ${settingText(platform, "scopes")} are for this server`
    : `check that the token of ${settingText(platform, "command")} is for this server, and not expired`;
  const what = `${host}: it refused the token, or none was sent; ${advice}`;
  return new FlyteConfigError("auth_token_refused", what);
}
