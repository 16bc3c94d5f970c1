/**
 * Decodes the API keys of flyte 2, and compares one with the settings of a connection.
 *
 * @module
 */
import { checkArgument, STRING } from "../../arguments.ts";
import { FlyteConfigError } from "../../errors.ts";
import { b64decode } from "../../python/base64.ts";
import { issueAt, type SettingIssue } from "../../settings/issues.ts";
import type { ReadEnv } from "../../runtime/env.ts";
import type { ResolvedValue } from "../../settings/setting.ts";
import { quoted } from "../../text/quote.ts";
import { addressOfEndpoint } from "./endpoint.ts";

/** The environment variable with an API key, which flyte's command line uses in place of the settings. */
export const API_KEY_VARIABLE = "FLYTE_API_KEY";

/**
 * The parts of an API key. Only the endpoint is enumerable, so that printing the parts shows no secret, not even one in the
 * wrong position.
 */
export interface ApiKey {
  /** Host of the Flyte API, as it is written in the key. */
  readonly endpoint: string;
  /** Client ID. */
  readonly clientId: string;
  /** Client secret. */
  readonly clientSecret: string;
  /** Organization; `undefined` if the key has none. */
  readonly org: string | undefined;
}

/**
 * Decodes an API key of flyte 2: base64 of `endpoint:client-id:client-secret:organization`. As in flyte, the first three
 * colons separate the parts, so that an endpoint with a port or a scheme is not read as such;
 * `PlatformConfig.fromApiKey` rejects such a key. For an organization that is missing or `None`, flyte returns `None`.
 *
 * Python: `flyte.remote._client.auth._auth_utils.decode_api_key`
 *
 * @param key – The key, such as the value of `FLYTE_API_KEY`.
 * @returns Its parts.
 * @throws {FlyteConfigError} `invalid_argument` – when `key` is not a string.
 * @throws {FlyteConfigError} `api_key_invalid` – when it is not base64 of UTF-8 with four parts.
 *
 * @example
 * ```ts
 * import { decodeApiKey } from "@flyte-ts/config/api";
 *
 * const key = decodeApiKey(btoa("flyte.acme.com:my-app:hunter2:acme"));
 * console.log(key.clientId, key.org); // my-app acme
 * console.log(key); // { endpoint: "flyte.acme.com" }
 * ```
 */
export function decodeApiKey(key: string): ApiKey {
  checkArgument("decodeApiKey", "key", key, STRING);
  return decode(key);
}

function decode(key: string): ApiKey {
  const bytes = b64decode(key);
  if (bytes === undefined) throw invalid("not base64; its end may be missing");
  let text: string;
  try {
    // A lone surrogate would be skipped by the decoder, and is an error in Python.
    encodeURI(key);
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw invalid("not base64 of UTF-8");
  }
  const parts = text.split(":");
  if (parts.length < 4) {
    throw invalid(
      `not four parts separated by colons (endpoint, client ID, client secret, organization), but ${parts.length}`,
    );
  }
  const [endpoint = "", clientId = "", clientSecret = ""] = parts;
  const org = parts.slice(3).join(":");
  const shown = { endpoint };
  const hidden = { clientId, clientSecret, org: org === "" || org === "None" ? undefined : org };
  for (const [name, value] of Object.entries(hidden)) Object.defineProperty(shown, name, { value });
  return Object.freeze(shown) as ApiKey;
}

function invalid(what: string): FlyteConfigError {
  return new FlyteConfigError("api_key_invalid", `the API key is ${what}; copy it as it was created`);
}

/**
 * Returns the parts of a key that has an endpoint which clients can connect to. Throws `api_key_invalid`: the endpoint of a
 * key has neither a scheme nor a port, which flyte would read as further parts.
 */
export function usableApiKey(call: string, key: string): ApiKey {
  checkArgument(call, "key", key, STRING);
  return usable(key);
}

function usable(key: string): ApiKey {
  const parts = decode(key);
  const { endpoint, clientId, org } = parts;
  if (endpoint === "") throw new FlyteConfigError("api_key_invalid", "the API key has no endpoint; create a new one");
  const hasScheme = clientId.startsWith("//");
  if (hasScheme || (/^\d{1,5}$/.test(clientId) && org?.includes(":"))) {
    const what =
      `the endpoint in the API key has a ${hasScheme ? "scheme" : "port"}, so flyte reads the part after its ` +
      "colon as the client ID; create the key with a host name only";
    throw new FlyteConfigError("api_key_invalid", what);
  }
  return parts;
}

/** Reports an API key in the environment that leads to another endpoint or client than the settings. */
export function checkApiKey(settings: ReadonlyMap<string, ResolvedValue>, env: ReadEnv): readonly SettingIssue[] {
  const key = env(API_KEY_VARIABLE);
  if (!key) return [];
  const origin = { source: "env", name: API_KEY_VARIABLE } as const;
  const use =
    "flyte's command line and flyte.init_from_api_key use the key, flyte.init_from_config and this configuration " +
    "do not; unset it, or use PlatformConfig.fromApiKey";
  let parts: ApiKey;
  try {
    parts = usable(key);
  } catch (error) {
    if (!(error instanceof FlyteConfigError)) throw error;
    const what = `${error.message.replace(/;.*$/s, "")}; ${use}`;
    return [issueAt(error.code, origin, what, { path: "platform" })];
  }
  const [endpoint, clientId] = [settings.get("endpoint")!.value, settings.get("clientId")!.value];
  const differences: string[] = [];
  if (typeof endpoint !== "string" || addressOfEndpoint(endpoint) !== addressOfEndpoint(parts.endpoint)) {
    const here = typeof endpoint === "string" ? `is ${quoted(endpoint)}` : "is not set";
    differences.push(`its endpoint is ${quoted(parts.endpoint)}, but platform.endpoint ${here}`);
  }
  if (clientId !== parts.clientId) {
    differences.push(
      `its client ID is not platform.client_id, which ${
        clientId === undefined ? "is not set" : `is ${quoted(String(clientId))}`
      }`,
    );
  }
  if (differences.length === 0) return [];
  const what = `an API key is set: ${differences.join(", and ")}; ${use}`;
  return [issueAt("api_key_differs", origin, what, { path: "platform" })];
}
