/**
 * Authentication: whether the Flyte API says where tokens are issued, and whether the configured way exists there.
 *
 * @module
 */
import { fetchMetadata, readConfig, type ServerMetadata, stringField, tokenUrl } from "../../api/auth/client_config.ts";
import { runTokenCommand } from "../../api/auth/external_command.ts";
import { authMethod } from "../../api/auth/method.ts";
import type { AuthConnection } from "../../api/auth/request.ts";
import { PROXY_HEADER } from "../../api/auth/token.ts";
import { isGrpc, type Platform, settingText } from "../../api/platform.ts";
import { FlyteConfigError } from "../../errors.ts";
import type { JsonObject } from "../../oci/json_object.ts";
import { quoted } from "../../text/quote.ts";
import { callApi } from "../api_call.ts";
import {
  apiOf,
  type Connection,
  failedConnection,
  skippedAfter,
  skippedAsForeign,
  usesHttpProxy,
} from "../connection.ts";
import type { Examination } from "../examination.ts";
import type { Report } from "../finding.ts";
import { failedBy, type Probe } from "../probe.ts";

/** Returns the probe of a version. */
export function probeAuth(examination: Examination, connection: Connection): Probe {
  const { version, platform, shared: { name } } = connection;
  return {
    probe: "auth",
    subject: name,
    versions: [version],
    run: (signal) => {
      connection.auth = "failed";
      return examine(examination, connection, signal);
    },
    whenLate: `check that ${settingText(platform, "endpoint")} is the address of the Flyte API: the server accepts ` +
      "connections, but does not answer requests",
  };
}

async function* examine(
  examination: Examination,
  connection: Connection,
  signal: AbortSignal,
): AsyncGenerator<Report> {
  const skipped = skippedAfter(connection.shared);
  if (skipped !== undefined) {
    yield skipped;
    return;
  }
  const { platform } = connection;
  const foreign = platform.proxyCommand?.length ? skippedAsForeign(connection) : undefined;
  if (foreign !== undefined) {
    yield foreign;
    return;
  }
  if (usesHttpProxy(connection)) {
    yield {
      status: "skipped",
      message: `not examined, since ${settingText(platform, "httpProxyUrl")} is set, and no proxy is used here`,
    };
    return;
  }
  try {
    connection.proxy = await proxyHeaders(examination, platform, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof FlyteConfigError)) throw error;
    yield failedBy(error, `run the program of ${settingText(platform, "proxyCommand")} in a terminal`);
    return;
  }
  const api = await apiOf(examination, connection);
  try {
    const metadata = await fetchMetadata(api, connection.proxy, signal);
    const config = readConfig(metadata, api);
    const url = tokenUrl(config, api);
    connection.auth = "known";
    yield mismatch(metadata, platform) ??
      { status: "ok", message: `tokens are issued at ${url.origin}${url.pathname}` };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof FlyteConfigError)) throw error;
    yield await withoutMetadata(error, api, connection, signal);
  }
}

/** Returns the token of a proxy in front of the server, if a program is configured that prints one. */
async function proxyHeaders(
  examination: Examination,
  platform: Platform,
  signal: AbortSignal,
): Promise<Readonly<Record<string, string>>> {
  if (!platform.proxyCommand?.length) return {};
  const { host, request: { timeoutMs } } = examination;
  const token = await runTokenCommand(platform, "proxyCommand", { host, timeoutMs, signal });
  examination.keepSecret(token);
  return { [PROXY_HEADER]: `Bearer ${token}` };
}

/** Explains why there are no metadata: the server needs no tokens, speaks only gRPC, or is not the Flyte API. */
async function withoutMetadata(
  error: FlyteConfigError,
  api: AuthConnection,
  connection: Connection,
  signal: AbortSignal,
): Promise<Report> {
  const { platform, shared } = connection;
  if (error.code === "auth_discovery_failed") {
    const { outcome } = await callApi(api, connection.proxy ?? {}, signal);
    if (outcome === "ok") {
      connection.auth = "none";
      return { status: "ok", message: "the server accepts calls without a token, and issues none" };
    }
  }
  // The probe of TLS has found out that the server has none.
  if (error.code === "api_tls_mismatch" && shared.url.protocol === "http:") {
    const message = "the server answers no HTTP requests";
    if (isGrpc(platform)) {
      return {
        status: "skipped",
        message: `${message}, as one that only speaks gRPC, so that nothing else is examined`,
      };
    }
    return {
      status: "failed",
      code: "api_unexpected",
      message,
      fix: `correct the port of ${settingText(platform, "endpoint")}`,
    };
  }
  return failedConnection(error, platform);
}

/** Reports that the server does not have the configured way to authenticate. */
function mismatch({ metadata, client }: ServerMetadata, platform: Platform): Report | undefined {
  const method = authMethod(platform);
  const failed = (what: string, fix: string): Report => ({
    status: "failed",
    code: "auth_request_rejected",
    message: `${settingText(platform, "authMode")} is ${quoted(platform.authMode ?? "")}, but ${what}`,
    fix,
  });
  const mode = settingText(platform, "authMode");
  const mayIssue = (grant: string) => grantsOf(metadata)?.includes(grant) ?? true;
  if (method === "client" && !mayIssue("client_credentials")) {
    return failed("the server issues no tokens for client secrets", `choose another way in ${mode}`);
  }
  if (method !== "interactive") return undefined;
  const isDevice = /^device_?flow$/i.test(platform.authMode ?? "");
  const endpoint = isDevice
    ? stringField(metadata, "deviceAuthorizationEndpoint", "device_authorization_endpoint")
    : stringField(metadata, "authorizationEndpoint", "authorization_endpoint");
  if (!endpoint) {
    const missing = isDevice ? "device authorization endpoint" : "authorization endpoint";
    return failed(`the server names no ${missing}`, `choose another way in ${mode}, or configure the server`);
  }
  if (!stringField(client, "clientId", "client_id") && !platform.clientId) {
    return failed(
      "the server names no public client",
      `set ${settingText(platform, "clientId")}, or configure the server`,
    );
  }
  return undefined;
}

/** Returns the grant types of the server; `undefined` if it lists none. */
function grantsOf(metadata: JsonObject): readonly unknown[] | undefined {
  const { grantTypesSupported, grant_types_supported } = metadata;
  const grants = [grantTypesSupported, grant_types_supported].find((one) => Array.isArray(one) && one.length > 0);
  return grants as readonly unknown[] | undefined;
}
