/**
 * Reaching the Flyte API: URLs, and options for the clients that people use, from `config.platform` of either product. Pure
 * functions: none of the clients is imported here, and nothing connects.
 *
 * @module
 */
export type { Platform } from "./platform.ts";
export { rpcUrl } from "./rpc_url.ts";
export { type ErrorCode, type ErrorDetails, FlyteConfigError } from "../errors.ts";
