/**
 * Authenticates with the Flyte API without a browser.
 *
 * @module
 */
import {
  checkArgument,
  checkOptions,
  FUNCTION,
  HOST,
  LIMIT,
  listOf,
  OBJECT,
  type OptionChecks,
  recordOf,
  SIGNAL,
  STRING,
} from "../../arguments.ts";
import { FlyteConfigError } from "../../errors.ts";
import { SingleFlight } from "../../runtime/cancellation.ts";
import { hostFor } from "../../runtime/guarded_host.ts";
import type { Fetch, Host, Signal } from "../../runtime/host.ts";
import { checkPlatform, isGrpc, type Platform, settingText } from "../platform.ts";
import { rpcUrl } from "../rpc_url.ts";
import { type ClientConfig, DEFAULT_HEADER, fetchClientConfig, isHeaderName } from "./client_config.ts";
import { clientOf, fetchToken } from "./client_credentials.ts";
import { runTokenCommand } from "./external_command.ts";
import { type AuthHeaders, type AuthInterceptor, authInterceptor } from "./interceptor.ts";
import { type AuthMethod, authMethod, missingToken } from "./method.ts";
import { type AuthConnection, fetchersOf } from "./request.ts";
import { PROXY_HEADER, type Token } from "./token.ts";

/** Options of {@linkcode Authenticator}. */
export interface AuthenticatorOptions {
  /**
   * Runs commands, reads the CA file and sends requests.
   *
   * @default the host of the runtime
   */
  readonly host?: Host | undefined;
  /**
   * Sends the requests for tokens, such as through a proxy. It must apply the TLS settings itself.
   *
   * @default the `fetch` of the host, with the TLS settings of the platform
   */
  readonly fetch?: Fetch | undefined;
  /**
   * Returns the headers of a call, for `authMode` `Passthrough`.
   *
   * Python: `flyte.remote.auth_metadata`
   */
  readonly metadata?: (() => AuthHeaders | Promise<AuthHeaders>) | undefined;
  /**
   * Values that take precedence over those of the server. With `tokenEndpoint`, the server is not asked.
   *
   * Python: `flyte.init(auth_client_config=…)`
   */
  readonly clientConfig?: Partial<ClientConfig> | undefined;
  /**
   * Time limit of a request in milliseconds.
   *
   * @default 30000
   */
  readonly timeoutMs?: number | undefined;
  /**
   * Time limit of a command in milliseconds. A command may prompt the user.
   *
   * @default 120000
   */
  readonly commandTimeoutMs?: number | undefined;
}

/** Options of the methods of {@linkcode Authenticator}. */
export interface AuthCallOptions {
  /** Aborts the call, which then rejects with the signal's reason. */
  readonly signal?: Signal | undefined;
}

const OPTIONS: OptionChecks<AuthenticatorOptions> = {
  host: HOST,
  fetch: FUNCTION,
  metadata: FUNCTION,
  clientConfig: OBJECT,
  timeoutMs: LIMIT,
  commandTimeoutMs: LIMIT,
};
const CLIENT_CONFIG: OptionChecks<Partial<ClientConfig>> = {
  tokenEndpoint: STRING,
  headerName: {
    expected: "the name of a header",
    accepts: (value) => typeof value === "string" && isHeaderName(value),
  },
  scopes: listOf(STRING),
  audience: STRING,
};
const CALL: OptionChecks<AuthCallOptions> = { signal: SIGNAL };
const HEADERS = recordOf(STRING);
const USAGE = "new Authenticator(config.platform, { timeoutMs: 5000 })";

/**
 * Gets tokens for the Flyte API with the settings of `config.platform`, without a browser: for a client id and a client
 * secret, or from a command. Tokens are cached until shortly before they expire or the server refuses them, and
 * concurrent calls share a request.
 *
 * Python: `flyte.remote._client.auth._authenticators` and `flytekit.clients.auth.authenticator`
 *
 * @example
 * ```ts
 * import { PlatformConfig } from "@flyte-ts/config/v2";
 * import { Authenticator } from "@flyte-ts/config/api";
 *
 * const platform = new PlatformConfig({
 *   endpoint: "dns:///flyte.acme.com",
 *   authMode: "ExternalCommand",
 *   command: ["echo", "a-token"],
 * });
 * const auth = new Authenticator(platform);
 * console.log(await auth.headers()); // { authorization: "Bearer a-token" }
 * // createConnectTransport({ baseUrl: rpcUrl(platform), interceptors: [auth.interceptor], … })
 * ```
 */
export class Authenticator {
  readonly #platform: Platform;
  readonly #options: AuthenticatorOptions;
  readonly #host: Host;
  readonly #method: AuthMethod;
  readonly #pending = new SingleFlight<Token>();
  #connection: AuthConnection | undefined;
  #config: ClientConfig | undefined;
  #token: Token | undefined;
  #proxyToken: Token | undefined;

  /**
   * Creates an authenticator. Nothing is requested yet.
   *
   * @param platform – Connection to the Flyte API: `config.platform` of either product.
   * @param options – Host, network and time limits.
   * @throws {FlyteConfigError} `invalid_argument` – when `platform` is not a `PlatformConfig`.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has a wrong value, or when flytekit would
   * use a proxy and `fetch` is not passed.
   */
  constructor(platform: Platform, options: AuthenticatorOptions = {}) {
    checkPlatform("Authenticator", platform);
    checkOptions("Authenticator", options, OPTIONS, USAGE);
    if (options.clientConfig !== undefined) {
      checkOptions("Authenticator: option clientConfig", options.clientConfig, CLIENT_CONFIG);
    }
    if (platform.httpProxyUrl && options.fetch === undefined && isGrpc(platform)) {
      const what = `Authenticator: ${settingText(platform, "httpProxyUrl")} is set; pass a function "fetch" that ` +
        "connects through that proxy";
      throw new FlyteConfigError("invalid_option", what, { path: "fetch" });
    }
    this.#platform = platform;
    this.#options = options;
    this.#host = hostFor(options.host);
    this.#method = authMethod(platform);
  }

  /**
   * Returns the headers of a request: the token, which is requested unless there is a valid one, and that of a proxy in
   * front of Flyte. The header of the token is the one that the server names, usually `authorization`.
   *
   * @param options – Abort signal.
   * @returns Headers by lowercase names. Empty for flyte 2 with `insecure`, which turns authentication off.
   * @throws {FlyteConfigError} `auth_interactive` – when `authMode` needs a browser.
   * @throws {FlyteConfigError} `missing_client_id`, `missing_client_secret`, `missing_command` – when a setting is missing.
   * @throws {FlyteConfigError} `auth_discovery_failed`, `auth_insecure` – when there is no usable token endpoint.
   * @throws {FlyteConfigError} `auth_client_rejected`, `auth_request_rejected`, `auth_server_failed`,
   * `auth_response_invalid`, `api_unexpected` – when the token endpoint gives no token.
   * @throws {FlyteConfigError} `auth_command_failed` – when a command gives no token.
   * @throws {FlyteConfigError} `api_unreachable`, `api_untrusted`, `api_tls_mismatch`, `api_timeout` – when a server cannot
   * be reached.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has a wrong value.
   */
  async headers(options: AuthCallOptions = {}): Promise<AuthHeaders> {
    checkOptions("auth.headers", options, CALL, "auth.headers({ signal })");
    const { signal } = options;
    const proxy = await this.#proxy(signal);
    if (this.#method === "metadata" || this.#method === "none") return { ...proxy, ...await this.#metadata() };
    return { ...proxy, ...headersOf(this.#valid() ?? await this.#request(signal)) };
  }

  /**
   * Returns new headers in place of those that the server refused, such as with status 401. If another call has replaced
   * them already, its headers are returned.
   *
   * @param refused – The refused headers, as {@linkcode Authenticator.headers} returned them; all that are cached if left
   * out.
   * @param options – Abort signal.
   * @returns Headers by lowercase names.
   * @throws {FlyteConfigError} `auth_token_missing` – when the configuration gives no token.
   * @throws {FlyteConfigError} `auth_interactive`, `auth_client_rejected`, `auth_command_failed` – when `headers` does, which
   * has more codes.
   * @throws {FlyteConfigError} `invalid_argument`, `invalid_option` – when an argument or option has the wrong type.
   */
  async refresh(refused?: AuthHeaders, options: AuthCallOptions = {}): Promise<AuthHeaders> {
    if (refused !== undefined) checkArgument("auth.refresh", "refused", refused, HEADERS, "auth.refresh(headers)");
    checkOptions("auth.refresh", options, CALL, "auth.refresh(headers, { signal })");
    if (this.#method === "none" || this.#method === "metadata") throw missingToken(this.#platform);
    if (isRefused(this.#token, refused)) this.#token = undefined;
    if (isRefused(this.#proxyToken, refused)) this.#proxyToken = undefined;
    return await this.headers(options);
  }

  /**
   * Interceptor for Connect's transports: adds the headers to calls. If the server refuses a call as unauthenticated, it
   * is repeated once with a new token. As in flyte 2, a token is only requested once the server asks for one. A call that
   * sends a stream cannot be repeated, so its token is requested first.
   *
   * Python: `flyte.remote._client.auth._interceptors.auth`
   */
  get interceptor(): AuthInterceptor {
    return authInterceptor({
      canRefresh: this.#method !== "none" && this.#method !== "metadata",
      canRequest: this.#method === "client" || this.#method === "command",
      current: async (signal) => {
        const token = this.#valid();
        return { ...await this.#proxy(signal), ...token ? headersOf(token) : await this.#metadata() };
      },
      headers: (signal) => this.headers({ signal }),
      refresh: (refused, signal) => this.refresh(refused, { signal }),
    });
  }

  #valid(): Token | undefined {
    return this.#token !== undefined && this.#token.expires > Date.now() ? this.#token : undefined;
  }

  async #request(signal: Signal | undefined): Promise<Token> {
    return await this.#pending.run("token", signal, async (signal) => {
      const token = await this.#obtain(signal);
      this.#token = token;
      return token;
    });
  }

  async #obtain(signal: Signal): Promise<Token> {
    const platform = this.#platform;
    if (this.#method === "interactive") throw missingToken(platform);
    if (this.#method === "command") {
      const header = isGrpc(platform) ? (await this.#clientConfig(signal)).headerName : this.#headerName();
      const token = await runTokenCommand(platform, "command", this.#commandOptions(signal));
      return { header, value: `Bearer ${token}`, expires: Infinity };
    }
    const client = clientOf(platform);
    const config = await this.#clientConfig(signal);
    const connection = await this.#connect();
    const headers = await this.#proxyFor(config.tokenEndpoint, connection, signal);
    return await fetchToken(client, config, connection, { headers, signal });
  }

  /** Returns the configuration of the server, with the values that take precedence. */
  async #clientConfig(signal: Signal): Promise<ClientConfig> {
    if (this.#config !== undefined) return this.#config;
    const { clientConfig: given = {} } = this.#options;
    const { scopes, audience } = this.#platform;
    const connection = await this.#connect();
    const asked = given.tokenEndpoint
      ? { tokenEndpoint: given.tokenEndpoint, headerName: this.#headerName(), scopes: [], audience: undefined }
      : await fetchClientConfig(connection, await this.#proxy(signal), signal);
    this.#config = {
      tokenEndpoint: asked.tokenEndpoint,
      headerName: given.headerName?.toLowerCase() ?? asked.headerName,
      scopes: scopes?.length ? scopes : given.scopes?.length ? given.scopes : asked.scopes,
      audience: audience || given.audience || asked.audience,
    };
    return this.#config;
  }

  #headerName(): string {
    return this.#options.clientConfig?.headerName?.toLowerCase() ?? DEFAULT_HEADER;
  }

  async #connect(): Promise<AuthConnection> {
    const platform = this.#platform;
    this.#connection ??= {
      platform,
      apiUrl: new URL(rpcUrl(platform)),
      ...await fetchersOf(platform, this.#host, this.#options.fetch),
      timeoutMs: this.#options.timeoutMs ?? 30_000,
    };
    return this.#connection;
  }

  #commandOptions(signal: Signal) {
    return { host: this.#host, timeoutMs: this.#options.commandTimeoutMs ?? 120_000, signal };
  }

  async #proxy(signal: Signal | undefined): Promise<AuthHeaders> {
    if (!this.#platform.proxyCommand?.length) return {};
    this.#proxyToken ??= await this.#pending.run("proxy", signal, async (signal) => {
      const token = await runTokenCommand(this.#platform, "proxyCommand", this.#commandOptions(signal));
      return { header: PROXY_HEADER, value: `Bearer ${token}`, expires: Infinity };
    });
    return headersOf(this.#proxyToken);
  }

  /** Returns the headers for the token endpoint. The token of the proxy in front of Flyte is for no other server. */
  async #proxyFor(url: string, { apiUrl }: AuthConnection, signal: Signal): Promise<AuthHeaders> {
    return URL.canParse(url) && new URL(url).origin === apiUrl.origin ? await this.#proxy(signal) : {};
  }

  async #metadata(): Promise<AuthHeaders> {
    const { metadata } = this.#options;
    if (this.#method !== "metadata" || metadata === undefined) return {};
    let headers: AuthHeaders;
    try {
      headers = await metadata();
    } catch (cause) {
      if (cause instanceof FlyteConfigError) throw cause;
      throw new FlyteConfigError("callback_failed", 'Authenticator: the function "metadata" threw an error', { cause });
    }
    const wrong = (what: string) =>
      new FlyteConfigError("invalid_option", `Authenticator: the function "metadata" ${what}`, { path: "metadata" });
    if (!HEADERS.accepts(headers)) throw wrong("must return an object of strings");
    for (const [name, value] of Object.entries(headers)) {
      // Runtimes quote invalid headers in their errors.
      if (!isHeaderName(name)) throw wrong("returned a header whose name is not valid");
      if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value.trim())) {
        throw wrong(`returned a value of the header "${name}" with characters that no header has`);
      }
    }
    return headers;
  }
}

function headersOf({ header, value }: Token): AuthHeaders {
  return { [header]: value };
}

function isRefused(token: Token | undefined, refused: AuthHeaders | undefined): boolean {
  return token !== undefined && (refused === undefined || refused[token.header] === token.value);
}
