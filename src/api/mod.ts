/**
 * Reaching the Flyte API: its URL, options of the clients that people use, and tokens, from `config.platform` of either
 * product. None of the clients is imported here. Only {@linkcode Authenticator} connects, to get tokens.
 *
 * @module
 */
export { type AuthCallOptions, Authenticator, type AuthenticatorOptions } from "./auth/authenticator.ts";
export type { ClientConfig } from "./auth/client_config.ts";
export type { AuthHeaders, AuthInterceptor, InterceptedCall } from "./auth/interceptor.ts";
export { explainCallError } from "./call_error.ts";
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
export type * from "../runtime/host.ts";
export { type ErrorCode, type ErrorDetails, FlyteConfigError } from "../errors.ts";
