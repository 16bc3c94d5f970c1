/**
 * Checks what `PlatformConfig.forEndpoint` takes, in both products.
 *
 * @module
 */
import { BOOLEAN, checkArgument, checkOptions, STRING } from "../../arguments.ts";

/** What there is to say of an endpoint. */
export interface PlatformEndpointOptions {
  /** Whether the connection has no TLS. */
  readonly insecure?: boolean | undefined;
}

/** The options, checked. Throws `invalid_argument` and `invalid_option`. */
export function endpointOptions(endpoint: string, options: PlatformEndpointOptions): PlatformEndpointOptions {
  const call = "PlatformConfig.forEndpoint";
  checkArgument(call, "endpoint", endpoint, STRING);
  checkOptions<PlatformEndpointOptions>(call, options, { insecure: BOOLEAN }, `${call}(endpoint, { insecure: true })`);
  return options;
}
