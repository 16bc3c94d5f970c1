/**
 * Options of the transports of `@connectrpc/connect-node` and `@connectrpc/connect-web`.
 *
 * @module
 */
import { checkOptions, FUNCTION, HOST, listOf, oneOf, type OptionChecks } from "../arguments.ts";
import { wait } from "../runtime/cancellation.ts";
import type { Fetch, Signal, TlsSettings } from "../runtime/host.ts";
import { checkPlatform, isGrpc, type Platform } from "./platform.ts";
import { rpcUrl } from "./rpc_url.ts";
import { checkRuntimeVerifies, type HostOption, readTlsOptions } from "./tls.ts";

/** A call as interceptors of Connect receive it. */
export interface ConnectRequest {
  /** Whether it has streams of messages. */
  readonly stream: boolean;
  /** Aborts the call. */
  readonly signal: Signal;
}

/**
 * An interceptor of `@connectrpc/connect`.
 *
 * @param next – The rest of the call.
 * @returns The call with this interceptor.
 */
export type RetryInterceptor = <Request extends ConnectRequest, Response>(
  next: (request: Request) => Promise<Response>,
) => (request: Request) => Promise<Response>;

/** Options of {@linkcode connectNodeOptions}; `I` is the type of interceptors. */
export interface ConnectNodeOptions<I> extends HostOption {
  /**
   * Version of HTTP. gRPC needs version 2.
   *
   * @default `"2"` with TLS and in flytekit's product, else `"1.1"`
   */
  readonly httpVersion?: "1.1" | "2" | undefined;
  /**
   * Interceptors that see a call before it is repeated, such as one that authenticates.
   *
   * @default none
   */
  readonly interceptors?: readonly I[] | undefined;
}

/** Options of `createConnectTransport` and `createGrpcTransport` from `@connectrpc/connect-node`. */
export interface ConnectNodeTransportOptions<I> {
  /** URL of the Flyte API. */
  baseUrl: string;
  /** Version of HTTP. */
  httpVersion: "1.1" | "2";
  /** TLS options. */
  nodeOptions: TlsSettings;
  /** Interceptors, the outermost first. */
  interceptors: (I | RetryInterceptor)[];
}

/** Options of {@linkcode connectWebOptions}; `I` is the type of interceptors. */
export interface ConnectWebOptions<I> {
  /**
   * Function that sends requests.
   *
   * @default `globalThis.fetch`
   */
  readonly fetch?: Fetch | undefined;
  /**
   * Interceptors that see a call before it is repeated, such as one that authenticates.
   *
   * @default none
   */
  readonly interceptors?: readonly I[] | undefined;
}

/** Options of `createConnectTransport` from `@connectrpc/connect-web`. */
export interface ConnectWebTransportOptions<I> {
  /** URL of the Flyte API. */
  baseUrl: string;
  /** Whether messages are sent in the binary format, as flyte does. */
  useBinaryFormat: true;
  /** Function that sends requests. */
  fetch?: Fetch;
  /** Interceptors, the outermost first. */
  interceptors: (I | RetryInterceptor)[];
}

const INTERCEPTORS = /* @__PURE__ */ listOf({ ...FUNCTION, plural: "functions" });

const NODE_CHECKS: OptionChecks<ConnectNodeOptions<unknown>> = {
  host: HOST,
  httpVersion: /* @__PURE__ */ oneOf("1.1", "2"),
  interceptors: INTERCEPTORS,
};

/**
 * Returns the options of a transport of `@connectrpc/connect-node`: pass them to `createConnectTransport` for flyte 2, and to
 * `createGrpcTransport` for flytekit's product, whose server speaks gRPC only. As in flyte 2, HTTP/2 is used with TLS, and
 * HTTP/1.1 without.
 *
 * @param platform – Connection to the Flyte API: `config.platform` of either product.
 * @param options – Interceptors, another version of HTTP, and the host that reads the file with the CA certificate.
 * @returns Options for `createConnectTransport(options)` or `createGrpcTransport(options)`.
 * @throws {FlyteConfigError} `invalid_argument` – when `platform` is not a `PlatformConfig`.
 * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
 * @throws {FlyteConfigError} `endpoint_missing`, `endpoint_unusable` – when `rpcUrl` does.
 * @throws {FlyteConfigError} `certificate_invalid`, `file_not_found`, `file_unreadable`, `not_regular_file`,
 * `file_too_large`, `no_file_system`, `permission_denied` – when `tlsOptions` does.
 *
 * @example
 * ```ts
 * import { PlatformConfig } from "@flyte-ts/config/v2";
 * import { connectNodeOptions } from "@flyte-ts/config/api";
 *
 * const options = await connectNodeOptions(new PlatformConfig({ endpoint: "dns:///flyte.acme.com" }));
 * console.log(options.baseUrl, options.httpVersion); // https://flyte.acme.com 2
 * ```
 */
export async function connectNodeOptions<I = never>(
  platform: Platform,
  options: ConnectNodeOptions<I> = {},
): Promise<ConnectNodeTransportOptions<I>> {
  const call = "connectNodeOptions";
  checkPlatform(call, platform);
  checkOptions<ConnectNodeOptions<I>>(call, options, NODE_CHECKS, `${call}(config.platform, { interceptors })`);
  return {
    baseUrl: rpcUrl(platform),
    httpVersion: options.httpVersion ?? (platform.insecure && !isGrpc(platform) ? "1.1" : "2"),
    nodeOptions: await readTlsOptions(platform, options),
    interceptors: [...options.interceptors ?? [], retryInterceptor(platform)],
  };
}

const WEB_CHECKS: OptionChecks<ConnectWebOptions<unknown>> = { fetch: FUNCTION, interceptors: INTERCEPTORS };

/**
 * Returns the options of a transport of `@connectrpc/connect-web`, for browsers, edge workers and Deno. These verify
 * certificates on their own, so that settings which ask for something else need a `fetch` that does it; in Deno,
 * {@linkcode denoClientOptions} helps to create one.
 *
 * @param platform – Connection to the Flyte API: `config.platform` of either product.
 * @param options – A function that sends requests, and interceptors.
 * @returns Options for `createConnectTransport(options)`.
 * @throws {FlyteConfigError} `invalid_argument` – when `platform` is not a `PlatformConfig`.
 * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
 * @throws {FlyteConfigError} `endpoint_missing`, `endpoint_unusable` – when `rpcUrl` does.
 * @throws {FlyteConfigError} `certificate_unverifiable` – when `caCertFilePath` or `insecureSkipVerify` is set, and no `fetch`
 * is given.
 *
 * @example
 * ```ts
 * import { PlatformConfig } from "@flyte-ts/config/v2";
 * import { connectWebOptions } from "@flyte-ts/config/api";
 *
 * const { baseUrl } = connectWebOptions(new PlatformConfig({ endpoint: "localhost:8090", insecure: true }));
 * console.log(baseUrl); // http://localhost:8090
 * ```
 */
export function connectWebOptions<I = never>(
  platform: Platform,
  options: ConnectWebOptions<I> = {},
): ConnectWebTransportOptions<I> {
  const call = "connectWebOptions";
  checkPlatform(call, platform);
  checkOptions<ConnectWebOptions<I>>(call, options, WEB_CHECKS, `${call}(config.platform, { fetch })`);
  const { fetch, interceptors = [] } = options;
  if (fetch === undefined) checkRuntimeVerifies(platform);
  return {
    baseUrl: rpcUrl(platform),
    useBinaryFormat: true,
    ...(fetch !== undefined && { fetch }),
    interceptors: [...interceptors, retryInterceptor(platform)],
  };
}

/** Codes of Connect and gRPC after which a call is repeated: `INTERNAL` and `UNAVAILABLE`. */
const RETRIED: readonly unknown[] = [13, 14];
/** Time before the first and before any later repetition, in milliseconds. */
const [FIRST_BACKOFF, MAX_BACKOFF] = [500, 10_000];

/**
 * Returns an interceptor for `@connectrpc/connect` that repeats failed calls `rpcRetries` times, after the codes and with the
 * pauses of flyte 2: 0.5 s, doubled up to 10 s, with jitter. Calls with streams are not repeated, since messages may have
 * been received already.
 *
 * Python: `flyte.remote._client.auth._interceptors.retry.RetryUnaryInterceptor`
 *
 * @param platform – Connection to the Flyte API: `config.platform` of either product.
 * @returns The interceptor.
 * @throws {FlyteConfigError} `invalid_argument` – when `platform` is not a `PlatformConfig`.
 *
 * @example
 * ```ts
 * import { PlatformConfig } from "@flyte-ts/config/v2";
 * import { retryInterceptor } from "@flyte-ts/config/api";
 *
 * const retry = retryInterceptor(new PlatformConfig({ rpcRetries: 1 }));
 * const call = retry((request: { stream: boolean; signal: AbortSignal }) => Promise.resolve(request.stream));
 * console.log(await call({ stream: false, signal: new AbortController().signal })); // false
 * ```
 */
export function retryInterceptor(platform: Platform): RetryInterceptor {
  checkPlatform("retryInterceptor", platform);
  const { rpcRetries } = platform;
  return (next) => async (request) => {
    for (let attempt = 0;; attempt++) {
      try {
        return await next(request);
      } catch (error) {
        if (request.stream || attempt >= rpcRetries || !RETRIED.includes(codeOf(error))) throw error;
      }
      const pause = Math.min(FIRST_BACKOFF * 2 ** attempt, MAX_BACKOFF);
      await wait(pause * (0.5 + Math.random()), request.signal);
    }
  };
}

function codeOf(error: unknown): unknown {
  return typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
}
