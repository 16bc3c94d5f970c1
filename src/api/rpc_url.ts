/**
 * The URL by which clients reach the Flyte API.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { checkGrpcEndpoint, checkUrlEndpoint, OTHER_TARGETS } from "../sections/checks/endpoint.ts";
import { checkPlatform, type FoundSetting, type Platform, settingError, settingOf, settingsOf } from "./platform.ts";

/**
 * Returns the URL by which Connect and gRPC clients reach the Flyte API. `insecure` decides between `http` and `https`,
 * whatever the scheme of the endpoint. For flyte 2, it is the URL that flyte makes of the endpoint; for flytekit, the URL of
 * the host and port to which gRPC connects, which is 443 unless the endpoint has one, also without TLS.
 *
 * Python: `flyte._utils.sanitize_endpoint`, then `flyte.remote._client.auth._session.normalize_rpc_endpoint`
 *
 * @param platform – Connection to the Flyte API: `config.platform` of either product.
 * @returns The URL.
 * @throws {FlyteConfigError} `invalid_argument` – when `platform` is not a `PlatformConfig`.
 * @throws {FlyteConfigError} `endpoint_missing` – when no endpoint is set.
 * @throws {FlyteConfigError} `endpoint_unusable` – when no client can connect to the endpoint.
 *
 * @example
 * ```ts
 * import { PlatformConfig } from "@flyte-ts/config/v2";
 * import { rpcUrl } from "@flyte-ts/config/api";
 *
 * console.log(rpcUrl(new PlatformConfig({ endpoint: "dns:///flyte.acme.com" }))); // https://flyte.acme.com
 * ```
 */
export function rpcUrl(platform: Platform): string {
  checkPlatform("rpcUrl", platform);
  const endpoint = settingOf(platform, "endpoint");
  const { value, setting: { definition } } = endpoint;
  if (typeof value !== "string" || value === "") throw missing(endpoint);
  const isTarget = definition.type === "endpoint";
  const issues = (isTarget ? checkGrpcEndpoint : checkUrlEndpoint)(settingsOf(platform));
  const unusable = issues.find(({ code }) => code === "endpoint_unusable");
  if (unusable !== undefined) throw new FlyteConfigError(unusable.code, unusable.message, { path: unusable.path });
  if (OTHER_TARGETS.test(value)) throw withoutUrl(endpoint);
  const scheme = platform.insecure ? "http" : "https";
  const url = `${scheme}://${isTarget ? authorityOfTarget(value, platform.insecure) : authorityOfEndpoint(value)}`;
  try {
    new URL(url);
  } catch {
    throw withoutUrl(endpoint);
  }
  return url;
}

/** Returns host, port and path of flyte 2's endpoint, whose scheme flyte ignores. */
function authorityOfEndpoint(endpoint: string): string {
  return endpoint.replace(/^(?:dns:\/\/\/|https?:\/\/)/, "").replace(/\/$/, "").replace(/^\/+/, "");
}

/** Returns host and port of a target of gRPC, whose default port is 443 also without TLS. */
function authorityOfTarget(target: string, insecure: boolean): string {
  const address = target.replace(/^dns:(?:\/\/\/|\/)?/i, "");
  const isBareIpv6 = /^[^[]*:.*:/.test(address);
  const host = isBareIpv6 ? `[${address}]` : address;
  const hasPort = !isBareIpv6 && /:\d+$/.test(address);
  return hasPort || !insecure ? host : `${host}:443`;
}

function withoutUrl(endpoint: FoundSetting): FlyteConfigError {
  return settingError("endpoint_unusable", endpoint, "cannot be written as a URL; write host and port");
}

function missing({ setting: { path, yaml, env } }: FoundSetting): FlyteConfigError {
  const names = [yaml && `${yaml.join(".")} in the configuration file`, env && `the variable ${env}`].filter(Boolean);
  return new FlyteConfigError("endpoint_missing", `${path} is not set; set ${names.join(" or ")}`, { path });
}
