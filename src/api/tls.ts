/**
 * TLS options, which say how the server is verified, and the HTTP proxy for authentication requests.
 *
 * @module
 */
import { checkOptions, HOST, type OptionChecks } from "../arguments.ts";
import { FlyteConfigError } from "../errors.ts";
import { hostFor } from "../runtime/guarded_host.ts";
import type { Host, TlsSettings } from "../runtime/host.ts";
import { readBytes } from "../runtime/read_file.ts";
import { checkPlatform, type FoundSetting, isGrpc, type Platform, settingError, settingOf } from "./platform.ts";

/** Options of the functions that read the file with the CA certificate. */
export interface HostOption {
  /**
   * Host that reads the file.
   *
   * @default that of the runtime
   */
  readonly host?: Host | undefined;
}

/** Options of `Deno.createHttpClient`. */
export interface DenoClientOptions {
  /** Certificates in PEM format that servers are verified with, besides those of the runtime. */
  caCerts?: string[];
}

/** An HTTP proxy, as `Deno.createHttpClient` accepts it. The password is not enumerable, so that it is not printed. */
export interface HttpProxy {
  /** URL without user and password. */
  readonly url: string;
  /** User and password, if the URL has them. */
  readonly basicAuth?: { readonly username: string; readonly password: string };
}

/** The checks of {@linkcode HostOption}. */
export const HOST_OPTION: OptionChecks<HostOption> = { host: HOST };

/** The meaning of the settings for a connection with TLS. */
type Verification =
  | { readonly kind: "default" | "skipped" }
  | { readonly kind: "ca"; readonly file: FoundSetting };

/**
 * Returns the TLS options of a connection to the Flyte API: none without TLS. If there is both a CA certificate and
 * `insecureSkipVerify`, flyte 2 uses the certificate, and flytekit skips the verification.
 *
 * Python: `flyte.remote._client.auth._session`, `flytekit.clients.auth_helper.get_channel`
 *
 * @param platform – Connection to the Flyte API: `config.platform` of either product.
 * @param options – The host that reads the file.
 * @returns Options for Node's `tls`, `https` and `http2` modules, for undici, and for `fetchWith` of a host.
 * @throws {FlyteConfigError} `invalid_argument` – when `platform` is not a `PlatformConfig`.
 * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
 * @throws {FlyteConfigError} `certificate_invalid` – when the file with the CA certificate is not in PEM format.
 * @throws {FlyteConfigError} `file_not_found`, `file_unreadable`, `not_regular_file`, `file_too_large`,
 * `no_file_system`, `permission_denied` – when the file cannot be read.
 *
 * @example
 * ```ts
 * import { memoryHost, PlatformConfig } from "@flyte-ts/config/v2";
 * import { tlsOptions } from "@flyte-ts/config/api";
 *
 * const platform = new PlatformConfig({ endpoint: "flyte.acme.com", caCertFilePath: "/etc/acme.pem" });
 * const host = memoryHost({ files: { "/etc/acme.pem": "-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----\n" } });
 * console.log((await tlsOptions(platform, { host })).ca?.slice(0, 27)); // -----BEGIN CERTIFICATE-----
 * ```
 */
export async function tlsOptions(platform: Platform, options: HostOption = {}): Promise<TlsSettings> {
  checkPlatform("tlsOptions", platform);
  checkOptions("tlsOptions", options, HOST_OPTION, "tlsOptions(config.platform, { host })");
  return await readTlsOptions(platform, options);
}

/** Returns the TLS options for checked arguments. Rejects as {@linkcode tlsOptions} does. */
export async function readTlsOptions(platform: Platform, { host }: HostOption): Promise<TlsSettings> {
  const verification = verificationOf(platform);
  if (verification.kind === "ca") return { ca: await readCertificates(hostFor(host), verification.file) };
  return verification.kind === "skipped" ? { rejectUnauthorized: false } : {};
}

/**
 * Returns options of `Deno.createHttpClient`, whose client makes `fetch` accept the certificate of the Flyte API. A program
 * cannot make Deno skip the verification of certificates.
 *
 * @param platform – Connection to the Flyte API: `config.platform` of either product.
 * @param options – The host that reads the file with the CA certificate.
 * @returns Options for `Deno.createHttpClient(options)`.
 * @throws {FlyteConfigError} `certificate_unverifiable` – when `insecureSkipVerify` is set.
 * @throws {FlyteConfigError} `invalid_argument` – when `platform` is not a `PlatformConfig`.
 * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
 * @throws {FlyteConfigError} `certificate_invalid`, `file_not_found`, `file_unreadable`, `not_regular_file`,
 * `file_too_large`, `no_file_system`, `permission_denied` – when `tlsOptions` does.
 *
 * @example
 * ```ts
 * import { PlatformConfig } from "@flyte-ts/config/v2";
 * import { denoClientOptions } from "@flyte-ts/config/api";
 *
 * console.log(await denoClientOptions(new PlatformConfig({ endpoint: "flyte.acme.com" }))); // {}
 * ```
 */
export async function denoClientOptions(platform: Platform, options: HostOption = {}): Promise<DenoClientOptions> {
  const call = "denoClientOptions";
  checkPlatform(call, platform);
  checkOptions(call, options, HOST_OPTION, `${call}(config.platform, { host })`);
  const { ca, rejectUnauthorized } = await readTlsOptions(platform, options);
  if (rejectUnauthorized === false) {
    const what =
      "has no effect in Deno; set caCertFilePath, or run with --unsafely-ignore-certificate-errors=HOST and " +
      "turn it off";
    throw settingError("certificate_unverifiable", settingOf(platform, "insecureSkipVerify"), what);
  }
  return ca === undefined ? {} : { caCerts: [ca] };
}

/**
 * Throws `certificate_unverifiable` if the settings ask for a verification of the server that is up to the runtime in
 * browsers and edge workers.
 */
export function checkRuntimeVerifies(platform: Platform): void {
  const { kind } = verificationOf(platform);
  if (kind === "default") return;
  const what =
    "has no effect with the fetch of browsers and edge workers, which verify certificates on their own; pass " +
    "fetch: a function that connects as configured, or globalThis.fetch to ignore the setting";
  const key = kind === "ca" ? "caCertFilePath" : "insecureSkipVerify";
  throw settingError("certificate_unverifiable", settingOf(platform, key), what);
}

function verificationOf(platform: Platform): Verification {
  const { insecure, insecureSkipVerify, caCertFilePath } = platform;
  if (insecure) return { kind: "default" };
  const usesFile = caCertFilePath && !(isGrpc(platform) && insecureSkipVerify);
  if (usesFile) return { kind: "ca", file: settingOf(platform, "caCertFilePath") };
  return { kind: insecureSkipVerify ? "skipped" : "default" };
}

async function readCertificates(host: Host, file: FoundSetting): Promise<string> {
  let bytes: Uint8Array;
  try {
    bytes = await readBytes(host, file.value as string, "certificates");
  } catch (error) {
    if (!(error instanceof FlyteConfigError)) throw error;
    throw settingError(error.code, file, `cannot be read: ${error.message}`, error);
  }
  // Files of certificates may have comments in any encoding.
  const text = new TextDecoder("latin1").decode(bytes);
  if (/^-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----/m.test(text)) return text;
  const isDer = bytes[0] === 0x30 && bytes[1]! >= 0x80;
  const hint = isDer ? "convert it from DER with openssl x509 -inform der" : "it must contain BEGIN CERTIFICATE";
  throw settingError("certificate_invalid", file, `names a file without a certificate in PEM format; ${hint}`);
}

/**
 * Returns the HTTP proxy that `httpProxyUrl` names. The Python libraries use it for authentication requests, and not for
 * calls of the API.
 *
 * @param platform – Connection to the Flyte API: `config.platform` of either product.
 * @returns The proxy, as `Deno.createHttpClient({ proxy })` accepts it; `undefined` if none is set.
 * @throws {FlyteConfigError} `invalid_argument` – when `platform` is not a `PlatformConfig`.
 * @throws {FlyteConfigError} `proxy_invalid` – when the URL is not an http or https URL.
 *
 * @example
 * ```ts
 * import { PlatformConfig } from "@flyte-ts/config";
 * import { httpProxy } from "@flyte-ts/config/api";
 *
 * const proxy = httpProxy(new PlatformConfig({ httpProxyUrl: "http://me:hunter2@proxy.acme.com:3128" }));
 * console.log(proxy?.url, proxy?.basicAuth?.username); // http://proxy.acme.com:3128/ me
 * ```
 */
export function httpProxy(platform: Platform): HttpProxy | undefined {
  checkPlatform("httpProxy", platform);
  const setting = settingOf(platform, "httpProxyUrl");
  const { httpProxyUrl } = platform;
  if (!httpProxyUrl) return undefined;
  let url: URL;
  try {
    url = new URL(httpProxyUrl);
  } catch {
    throw settingError("proxy_invalid", setting, "is not a URL; write http://host:port");
  }
  if (!/^https?:$/.test(url.protocol)) {
    throw settingError("proxy_invalid", setting, "must be a URL with the scheme http or https; write http://host:port");
  }
  const { username, password } = url;
  [url.username, url.password] = ["", ""];
  if (username === "" && password === "") return { url: url.href };
  const basicAuth = { username: decoded(username), password: "" };
  Object.defineProperty(basicAuth, "password", { value: decoded(password), enumerable: false });
  return { url: url.href, basicAuth };
}

/** Decodes percent escapes, unless they are malformed. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
