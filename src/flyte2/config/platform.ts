/**
 * The class `PlatformConfig`, whose settings are defined in `src/sections/flyte2/platform.ts`.
 *
 * @module
 */
import { type FlyteConsolePage, flyteConsoleUrl } from "../../api/console_url.ts";
import { rpcUrl } from "../../api/rpc_url.ts";
import { usableApiKey } from "../../sections/checks/api_key.ts";
import { addressOfEndpoint, checkForEndpoint } from "../../sections/checks/endpoint.ts";
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
   * Returns the settings that an API key stands for: its endpoint, client ID and client secret, which are used to
   * authenticate. The organization is not part of them; {@linkcode decodeApiKey} returns it.
   *
   * Python: `flyte.init_from_api_key`
   *
   * @param key – The key, such as the value of `FLYTE_API_KEY`.
   * @returns The section.
   * @throws {FlyteConfigError} `invalid_argument` – when `key` is not a string.
   * @throws {FlyteConfigError} `api_key_invalid` – when it cannot be decoded, or its endpoint has a scheme or a port.
   */
  static fromApiKey(key: string): PlatformConfig {
    const { endpoint, clientId, clientSecret } = usableApiKey("PlatformConfig.fromApiKey", key);
    const settings = { endpoint: `dns:///${addressOfEndpoint(endpoint)}`, clientId, authMode: "ClientSecret" } as const;
    return new PlatformConfig({ ...settings, clientCredentialsSecret: clientSecret });
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

  /**
   * Returns the URL of the Flyte console, or of one of its pages: `consoleEndpoint` if it is set, else host and port of the
   * endpoint with `http` or `https`; flyte 2 ignores `consoleEndpoint`.
   *
   * Python: `flyte.remote._client.controlplane.Console`
   *
   * @param page – The page.
   * @returns The URL.
   * @throws {FlyteConfigError} `endpoint_missing` – when neither an endpoint nor `consoleEndpoint` is set.
   * @throws {FlyteConfigError} `endpoint_unusable` – when no client can connect to the endpoint.
   * @throws {FlyteConfigError} `invalid_option` – when the page is incomplete, or an option is unknown.
   */
  consoleUrl(page?: FlyteConsolePage): string {
    return flyteConsoleUrl(this, page);
  }
}
