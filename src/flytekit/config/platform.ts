/**
 * The class `PlatformConfig`, whose settings are defined in `src/sections/flytekit/platform.ts`.
 *
 * @module
 */
import { type FlytekitConsolePage, flytekitConsoleUrl } from "../../api/console_url.ts";
import { grpcUrl } from "../../api/rpc_url.ts";
import { checkForEndpoint } from "../../sections/checks/endpoint.ts";
import { PLATFORM, type platform } from "../../sections/flytekit/platform.ts";
import type { InferSection } from "../../settings/definition.ts";
import type { MountedSection } from "../../settings/setting.ts";
import { FlyteSection } from "./section.ts";

/** The settings of {@linkcode PlatformConfig}. */
export interface PlatformConfig extends InferSection<typeof platform> {}

/**
 * Connection to the Flyte API, and how to authenticate. Immutable.
 *
 * Python: `flytekit.configuration.PlatformConfig`
 *
 * @example
 * ```ts
 * import { PlatformConfig } from "@flyte-ts/config";
 *
 * const platform = PlatformConfig.from({ file: { name: "config.yaml", text: "admin:\n  endpoint: dns:///flyte.acme.com" } });
 * console.log(platform.endpoint); // flyte.acme.com
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
   * Python: `flytekit.configuration.PlatformConfig.for_endpoint`
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
   * Returns the URL by which Connect and gRPC clients reach the Flyte API: that of the host and port to which gRPC
   * connects. The default port of gRPC is 443, also without TLS.
   *
   * @returns The URL.
   * @throws {FlyteConfigError} `endpoint_unusable` – when no client can connect to the endpoint.
   */
  rpcUrl(): string {
    return grpcUrl(this);
  }

  /**
   * Returns the URL of the Flyte console, or of one of its pages: `consoleEndpoint` if it is set, else the endpoint with `http` or `https`.
   *
   * Python: `flytekit.remote.FlyteRemote.generate_console_url`
   *
   * @param page – The page.
   * @returns The URL.
   * @throws {FlyteConfigError} `endpoint_unusable` – when no client can connect to the endpoint.
   * @throws {FlyteConfigError} `invalid_option` – when the page is incomplete, or an option is unknown.
   */
  consoleUrl(page?: FlytekitConsolePage): string {
    return flytekitConsoleUrl(this, page);
  }
}
