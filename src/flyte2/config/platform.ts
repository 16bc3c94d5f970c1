/**
 * The class `PlatformConfig`, whose settings are defined in `src/sections/flyte2/platform.ts`.
 *
 * @module
 */
import { rpcUrl } from "../../api/rpc_url.ts";
import { checkForEndpoint } from "../../sections/checks/endpoint.ts";
import { PLATFORM, type platform } from "../../sections/flyte2/platform.ts";
import type { InferSection } from "../../settings/definition.ts";
import type { MountedSection } from "../../settings/setting.ts";
import { FlyteSection } from "./section.ts";

/** The settings of {@linkcode PlatformConfig}. */
export interface PlatformConfig extends InferSection<typeof platform> {}

/**
 * Connection to the Flyte API, and how to authenticate; `endpoint` is not normalized. Immutable.
 *
 * Python: `flyte.config.PlatformConfig`
 *
 * @example
 * ```ts
 * import { PlatformConfig } from "@flyte-ts/config/v2";
 *
 * const platform = PlatformConfig.from({ env: { FLYTE_AUTH_COMMAND: "uctl 'get token' --json" } });
 * console.log(platform.command); // [ "uctl", "get token", "--json" ]
 * console.log(platform.authMode, platform.endpoint); // Pkce undefined
 * ```
 */
export class PlatformConfig extends FlyteSection<typeof platform> {
  /** Name of the class, also in minified code. */
  static override readonly name = "PlatformConfig";
  /**
   * Definition of the section, and its path in `Config`.
   *
   * @internal
   */
  static override readonly section: MountedSection = PLATFORM;

  /**
   * Returns the default settings with another endpoint.
   *
   * Python: `flyte.config.PlatformConfig.for_endpoint`
   *
   * @param endpoint – Host and port of the Flyte API.
   * @param options – Whether to connect without TLS.
   * @returns The section.
   * @throws {FlyteConfigError} `invalid_argument` – when `endpoint` is not a string.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
   */
  static forEndpoint(endpoint: string, options: { readonly insecure?: boolean | undefined } = {}): PlatformConfig {
    const { insecure = false } = checkForEndpoint(endpoint, options);
    return new PlatformConfig({ endpoint, insecure });
  }

  /**
   * Returns the URL by which Connect clients reach the Flyte API. `insecure` decides between `http` and `https`, whatever
   * the scheme of the endpoint.
   *
   * Python: `flyte._utils.sanitize_endpoint`, then `flyte.remote._client.auth._session.normalize_rpc_endpoint`
   *
   * @returns The URL.
   * @throws {FlyteConfigError} `endpoint_missing` – when no endpoint is set.
   * @throws {FlyteConfigError} `endpoint_unusable` – when no client can connect to the endpoint.
   */
  rpcUrl(): string {
    return rpcUrl(this);
  }
}
