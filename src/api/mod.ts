/**
 * Reaching the Flyte API: its URL, and options of the clients that people use, from `config.platform` of either product.
 * None of the clients is imported here, and nothing connects; only the file with the CA certificate is read.
 *
 * @module
 */
export {
  type ConnectNodeOptions,
  connectNodeOptions,
  type ConnectNodeTransportOptions,
  type ConnectRequest,
  type ConnectWebOptions,
  connectWebOptions,
  type ConnectWebTransportOptions,
  type RetryInterceptor,
  retryInterceptor,
} from "./connect.ts";
export type { Platform } from "./platform.ts";
export { rpcUrl } from "./rpc_url.ts";
export {
  type DenoClientOptions,
  denoClientOptions,
  type HostOption,
  type HttpProxy,
  httpProxy,
  tlsOptions,
} from "./tls.ts";
export { type ApiKey, decodeApiKey } from "../sections/checks/api_key.ts";
export type { Host, TlsSettings } from "../runtime/host.ts";
export { type ErrorCode, type ErrorDetails, FlyteConfigError } from "../errors.ts";
