/**
 * The URL by which clients reach the Flyte API.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { addressOfEndpoint, checkGrpcEndpoint, checkUrlEndpoint, OTHER_TARGETS } from "../sections/checks/endpoint.ts";
import {
  checkPlatform,
  type FoundSetting,
  isGrpc,
  type Platform,
  settingError,
  settingOf,
  settingsOf,
  settingSources,
} from "./platform.ts";

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
  return isGrpc(platform) ? grpcUrl(platform) : endpointUrl(platform, CONNECT);
}

/** Returns the URL for calls of flytekit's product. Throws as {@linkcode rpcUrl} does. */
export function grpcUrl(platform: Platform): string {
  checkPlatform("rpcUrl", platform);
  const url = endpointUrl(platform, GRPC);
  return platform.insecure && !/:\d+$/.test(url) ? `${url}:443` : url;
}

/** Rules of one product for its endpoint. */
interface EndpointRules {
  readonly check: typeof checkGrpcEndpoint;
  /** Returns host and port. */
  readonly addressOf: (endpoint: string) => string;
}

/** flytekit's endpoint: a target of gRPC. */
export const GRPC: EndpointRules = { check: checkGrpcEndpoint, addressOf: addressOfTarget };

/** flyte 2's endpoint, for the Connect protocol. */
export const CONNECT: EndpointRules = { check: checkUrlEndpoint, addressOf: addressOfEndpoint };

/** Returns the URL of the endpoint as it is written, without a default port. Throws as {@linkcode rpcUrl} does. */
export function endpointUrl(platform: Platform, { check, addressOf }: EndpointRules): string {
  const endpoint = settingOf(platform, "endpoint");
  const { value } = endpoint;
  if (typeof value !== "string" || value === "") throw missing(platform, endpoint);
  const unusable = check(settingsOf(platform)).find(({ code }) => code === "endpoint_unusable");
  if (unusable !== undefined) throw new FlyteConfigError(unusable.code, unusable.message, { path: unusable.path });
  if (OTHER_TARGETS.test(value)) throw withoutUrl(endpoint);
  const url = `${platform.insecure ? "http" : "https"}://${addressOf(value)}`;
  try {
    new URL(url);
  } catch {
    throw withoutUrl(endpoint);
  }
  return url;
}

/** Returns host and port of a target of gRPC. */
function addressOfTarget(target: string): string {
  const address = target.replace(/^dns:(?:\/\/\/|\/)?/i, "");
  const isBareIpv6 = /^[^[]*:.*:/.test(address);
  return isBareIpv6 ? `[${address}]` : address;
}

function withoutUrl(endpoint: FoundSetting): FlyteConfigError {
  return settingError("endpoint_unusable", endpoint, "cannot be written as a URL; write host and port");
}

function missing(platform: Platform, { setting: { path } }: FoundSetting): FlyteConfigError {
  const what = `${path} is not set; set ${settingSources(platform, "endpoint")}`;
  return new FlyteConfigError("endpoint_missing", what, { path });
}
