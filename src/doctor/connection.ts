/**
 * Connections to the Flyte API: what versions have configured, and what the probes have found out about it.
 *
 * @module
 */
import { authMethod } from "../api/auth/method.ts";
import { type AuthConnection, fetchersOf } from "../api/auth/request.ts";
import { type Platform, settingOf, settingText } from "../api/platform.ts";
import { rpcUrl } from "../api/rpc_url.ts";
import type { FlyteVersion } from "../diagnostics/options.ts";
import { FlyteConfigError } from "../errors.ts";
import { type Examination, type Loaded, platformOf } from "./examination.ts";
import type { Report } from "./finding.ts";
import { failedBy } from "./probe.ts";
import { addressOf } from "./reachability.ts";

/** A server that versions connect to in the same way. */
export interface SharedConnection {
  /** The versions. */
  readonly versions: FlyteVersion[];
  /** The settings of the first of them. */
  readonly platform: Platform;
  /** The URL of the server. */
  readonly url: URL;
  /** Its host and port. */
  readonly name: string;
  /** Why nothing else can be examined: no connection, or no TLS; set by the probes. */
  broken?: string;
}

/** The connection of one version. */
export interface Connection {
  /** The version. */
  readonly version: FlyteVersion;
  /** The settings. */
  readonly platform: Platform;
  /** The server. */
  readonly shared: SharedConnection;
  /** The file of the settings, if it may be someone else's. */
  readonly foreignFile: string | undefined;
  /** Whether it is known where tokens are issued, or that none are needed; set by the probe `auth`. */
  auth?: "known" | "none" | "failed";
  /** Headers for a proxy in front of the server; set by the probe `auth`. */
  proxy?: Readonly<Record<string, string>>;
}

/** A version that has no usable endpoint. */
export interface Unconnected {
  /** The version. */
  readonly version: FlyteVersion;
  /** Why there is no connection. */
  readonly error: FlyteConfigError | undefined;
}

/** Returns the connection of each version, or why it has none. */
export function connectionsOf(loaded: readonly Loaded[]): readonly (Connection | Unconnected)[] {
  const shared = new Map<string, SharedConnection>();
  const platforms = loaded.map((one) => ({
    version: one.version,
    foreignFile: one.foreignFile,
    platform: platformOf(one),
  }));
  const isConfigured = platforms.some(({ platform }) => platform?.endpoint && !hasDefaultEndpoint(platform));
  return platforms.map(({ version, foreignFile, platform }) => {
    if (platform === undefined) return { version, error: undefined };
    try {
      // flytekit's default is that of the sandbox, which matters only if nothing else is configured.
      if (isConfigured && hasDefaultEndpoint(platform)) throw new FlyteConfigError("endpoint_missing", "not set");
      const url = new URL(rpcUrl(platform));
      const { insecureSkipVerify, caCertFilePath } = platform;
      const key = JSON.stringify([url.origin, insecureSkipVerify, caCertFilePath]);
      const same = shared.get(key) ?? { versions: [], platform, url, name: addressOf(url) };
      same.versions.push(version);
      shared.set(key, same);
      return { version, platform, foreignFile, shared: same };
    } catch (error) {
      if (error instanceof FlyteConfigError) return { version, error };
      throw error;
    }
  });
}

/** Whether the endpoint is the default of a version. */
export function hasDefaultEndpoint(platform: Platform): boolean {
  return settingOf(platform, "endpoint").origin.source === "default";
}

/** Returns the servers of connections. */
export function sharedConnections(connections: readonly Connection[]): readonly SharedConnection[] {
  return [...new Set(connections.map(({ shared }) => shared))];
}

/** Whether requests for tokens are sent through an HTTP proxy, as flytekit does if one is set. */
export function usesHttpProxy({ version, platform }: Connection): boolean {
  return version === "flytekit" && !!platform.httpProxyUrl;
}

/** Reports that a probe depends on a connection that does not work. */
export function skippedAfter({ broken }: SharedConnection): Report | undefined {
  return broken === undefined ? undefined : { status: "skipped", message: broken };
}

/**
 * Reports that no program is run and no secret is sent, since the file that says so was found in the working directory or
 * its repository, where another person may have put it. Naming the file is consent.
 */
export function skippedAsForeign({ foreignFile, platform }: Connection): Report | undefined {
  const method = authMethod(platform);
  if (foreignFile === undefined) return undefined;
  if (method !== "client" && method !== "command" && !platform.proxyCommand?.length) return undefined;
  const message = `no program is run and no secret is sent because of ${foreignFile}, which was found in the working ` +
    `directory or its repository; if you trust it, name it: --file ${foreignFile}`;
  return { status: "skipped", message };
}

/** Returns the functions that send requests to the Flyte API of a connection. */
export async function apiOf(examination: Examination, { platform, shared }: Connection): Promise<AuthConnection> {
  const { host, request: { timeoutMs } } = examination;
  return { platform, apiUrl: shared.url, ...await fetchersOf(platform, host, undefined), timeoutMs };
}

/** Reports an error of a connection to the Flyte API. */
export function failedConnection(error: FlyteConfigError, platform: Platform): Report {
  return failedBy(error, `check ${settingText(platform, "endpoint")}`);
}
