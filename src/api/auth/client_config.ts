/**
 * Asks the Flyte API where tokens are issued, and how they are sent.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import type { JsonObject } from "../../oci/json_object.ts";
import type { Signal } from "../../runtime/host.ts";
import { isLoopback } from "../../text/loopback.ts";
import { quoted } from "../../text/quote.ts";
import { isGrpc, settingText } from "../platform.ts";
import { type AuthConnection, type AuthResponse, request } from "./request.ts";

/**
 * Information about the tokens of a Flyte API.
 *
 * Python: `flyte.remote._client.auth._client_config.ClientConfig`
 */
export interface ClientConfig {
  /** URL of the endpoint that issues tokens. */
  readonly tokenEndpoint: string;
  /** Name of the header that tokens are sent in. */
  readonly headerName: string;
  /** OAuth scopes to request. */
  readonly scopes: readonly string[];
  /** OAuth audience to request. */
  readonly audience: string | undefined;
}

/** The header of tokens where the server names none. */
export const DEFAULT_HEADER = "authorization";

/** A way to ask: two requests, for the metadata of the authorization server and for the public client. */
interface Discovery {
  readonly method: "GET" | "POST";
  readonly paths: readonly [metadata: string, client: string];
}

const SERVICE = "flyteidl2.auth.AuthMetadataService";
/** The service of flyte 2 by Connect's protocol, with JSON. */
const CONNECT: Discovery = {
  method: "POST",
  paths: [`${SERVICE}/GetOAuth2Metadata`, `${SERVICE}/GetPublicClientConfig`],
};
/** The same service of flyteadmin, which serves flytekit. */
const ADMIN: Discovery = {
  method: "GET",
  paths: [".well-known/oauth-authorization-server", "config/v1/flyte_client"],
};

/** Information of a server about its tokens: the metadata of its authorization server, and its public client. */
export interface ServerMetadata {
  /** Metadata of the authorization server (RFC 8414). */
  readonly metadata: JsonObject;
  /** Configuration of the public client. */
  readonly client: JsonObject;
}

/** Asks the server. Rejects as {@linkcode fetchMetadata} does, and if it names no usable token endpoint. */
export async function fetchClientConfig(
  connection: AuthConnection,
  headers: Readonly<Record<string, string>>,
  signal: Signal,
): Promise<ClientConfig> {
  return readConfig(await fetchMetadata(connection, headers, signal), connection);
}

/**
 * Asks the server, first in the way of the product whose settings these are, then in that of the other one. Rejects with
 * `auth_discovery_failed` if it answers neither.
 */
export async function fetchMetadata(
  connection: AuthConnection,
  headers: Readonly<Record<string, string>>,
  signal: Signal,
): Promise<ServerMetadata> {
  const ways = isGrpc(connection.platform) ? [ADMIN, CONNECT] : [CONNECT, ADMIN];
  let first: readonly AuthResponse[] | undefined;
  for (const { method, paths } of ways) {
    const responses = await Promise.all(paths.map((path) => {
      const body = method === "POST" ? { body: "{}" } : {};
      const type = method === "POST" ? { "content-type": "application/json" } : {};
      return request(
        apiUrl(connection, path),
        { method, headers: { accept: "application/json", ...type, ...headers }, ...body, signal },
        connection,
      );
    }));
    const [metadata, client] = responses.map(({ status, json }) => status === 200 ? json : undefined);
    if (metadata !== undefined && client !== undefined) return { metadata, client };
    first ??= responses;
  }
  throw failed(connection, reasonOf(first!.find(({ status, json }) => status !== 200 || json === undefined)!));
}

/** Returns the URL of a path of the Flyte API. */
export function apiUrl({ apiUrl: { href } }: AuthConnection, path: string): URL {
  return new URL(`${href.replace(/\/$/, "")}/${path}`);
}

function reasonOf({ status, movedTo }: AuthResponse): string {
  if (movedTo !== undefined) return `it redirects to ${quoted(movedTo)}, which is not followed`;
  return status === 200
    ? "its response is not a JSON object, as that of a web page"
    : `it responded with status ${status}`;
}

/** Reads the metadata of a server. Throws `auth_discovery_failed` if they name no usable token endpoint. */
export function readConfig({ metadata, client }: ServerMetadata, connection: AuthConnection): ClientConfig {
  const tokenEndpoint = stringField(metadata, "tokenEndpoint", "token_endpoint");
  if (!tokenEndpoint) throw failed(connection, "it names no token endpoint");
  const { scopes } = client;
  const header = stringField(client, "authorizationMetadataKey", "authorization_metadata_key") || DEFAULT_HEADER;
  if (!isHeaderName(header)) throw failed(connection, `it names ${quoted(header)} as the header of tokens`);
  return {
    tokenEndpoint,
    headerName: header.toLowerCase(),
    scopes: Array.isArray(scopes) ? scopes.filter((scope): scope is string => typeof scope === "string") : [],
    audience: stringField(client, "audience"),
  };
}

/** Returns a field by its name in the JSON of Connect or of flyteadmin. */
export function stringField(object: JsonObject, ...names: readonly string[]): string | undefined {
  return names.map((name) => object[name]).find((value): value is string => typeof value === "string");
}

/** Whether a string can be the name of a header. */
export function isHeaderName(name: string): boolean {
  return /^[\w!#$%&'*+.^`|~-]{1,100}$/.test(name);
}

/** Returns the URL of the token endpoint. Throws if it is invalid, or if the client secret must not be sent to it. */
export function tokenUrl({ tokenEndpoint }: ClientConfig, connection: AuthConnection): URL {
  const { apiUrl } = connection;
  if (!URL.canParse(tokenEndpoint)) {
    throw failed(connection, `its token endpoint ${quoted(tokenEndpoint)} is not a URL`);
  }
  const url = new URL(tokenEndpoint);
  if (url.username !== "" || url.password !== "") {
    throw failed(connection, "its token endpoint contains a user name or password");
  }
  const isAllowed = url.protocol === "https:" ||
    (url.protocol === "http:" && (apiUrl.protocol === "http:" || isLoopback(url.host)));
  if (isAllowed) return url;
  const what = `${url.host}: the token endpoint does not use TLS, so that the client secret is not sent; ` +
    "correct the configuration of the server, or set clientConfig.tokenEndpoint";
  throw new FlyteConfigError("auth_insecure", what);
}

function failed({ apiUrl, platform }: AuthConnection, problem: string): FlyteConfigError {
  const what = `${apiUrl.host}: could not determine where tokens are issued, since ${problem}; ` +
    `check that ${settingText(platform, "endpoint")} is the address of the Flyte API, or set clientConfig`;
  return new FlyteConfigError("auth_discovery_failed", what);
}
