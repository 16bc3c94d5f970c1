/**
 * Checks endpoints that the Python libraries accept and then fail to connect to, and the options of `forEndpoint`.
 *
 * @module
 */
import { BOOLEAN, checkArgument, checkOptions, STRING } from "../../arguments.ts";
import { issueAt, type SettingIssue } from "../../settings/issues.ts";
import type { ResolvedValue } from "../../settings/setting.ts";
import { didYouMean } from "../../text/closest.ts";
import { quoted } from "../../text/quote.ts";
import { redact } from "../../text/redact.ts";

/** A mistake in an endpoint, and the value that was probably meant. */
interface Mistake {
  readonly what: string;
  readonly meant?: string | undefined;
}

const PATH = "platform.endpoint";
/** gRPC schemes whose targets are not host names, and have no URL. */
export const OTHER_TARGETS = /^(?:ipv4|ipv6|unix|unix-abstract|vsock|xds):/i;
/** Maximum length of an IPv6 address. */
const MAX_IPV6 = 45;
const SCHEME = /^([A-Za-z][A-Za-z0-9+.-]*):\/\//;

/** Reports an endpoint that gRPC, and so flytekit, cannot connect to. */
export function checkGrpcEndpoint(settings: ReadonlyMap<string, ResolvedValue>): readonly SettingIssue[] {
  const { value, origin } = settings.get("endpoint")!;
  if (typeof value !== "string" || OTHER_TARGETS.test(value)) return [];
  const scheme = SCHEME.exec(value)?.[1]?.toLowerCase();
  const mistake = scheme !== undefined && scheme !== "dns"
    ? urlMistake(value, scheme)
    : targetMistake(value.replace(/^dns:(?:\/\/\/|\/(?!\/)|(?!\/))/i, ""));
  return mistake === undefined ? [] : [unusable(origin, value, mistake)];
}

/**
 * Reports an endpoint that flyte 2 cannot turn into a URL, and one whose scheme contradicts `insecure`, which flyte 2 goes
 * by.
 */
export function checkUrlEndpoint(settings: ReadonlyMap<string, ResolvedValue>): readonly SettingIssue[] {
  const { value, origin } = settings.get("endpoint")!;
  if (typeof value !== "string") return [];
  const mistake = urlEndpointMistake(value);
  if (mistake !== undefined) return [unusable(origin, value, mistake)];
  const scheme = /^(https?):/.exec(value)?.[1];
  const insecure = settings.get("insecure")!.value;
  if (scheme === undefined || insecure === (scheme === "http")) return [];
  const what =
    `the scheme of platform.endpoint (${scheme}) has no effect, since flyte 2 goes by platform.insecure, which ` +
    `is ${insecure}; set insecure: ${!insecure} to connect ${insecure ? "with" : "without"} TLS`;
  return [issueAt("not_used", origin, what, { path: PATH })];
}

/** Returns what is wrong with an endpoint of flyte 2. */
function urlEndpointMistake(value: string): Mistake | undefined {
  if (OTHER_TARGETS.test(value)) return { what: "flyte 2 supports host names only" };
  const prefix = /^(?:https?:\/\/|dns:\/\/\/)/.exec(value)?.[0];
  if (prefix !== undefined) return targetMistake(value.slice(prefix.length), true);
  const scheme = SCHEME.exec(value)?.[1];
  if (scheme !== undefined && scheme.toLowerCase() !== "dns") return urlMistake(value, scheme);
  if (!/^dns:/i.test(value)) {
    const mistake = targetMistake(value, true);
    return mistake ?? (value.includes("://") ? { what: "it contains a second URL", meant: hostOf(value) } : undefined);
  }
  const host = hostOf(value.replace(/^dns:\/*/i, ""));
  return { what: "flyte 2 only knows dns:///, in lower case and with three slashes", meant: host && `dns:///${host}` };
}

/** Returns host, port and path of an endpoint of flyte 2, which ignores its scheme. */
export function addressOfEndpoint(endpoint: string): string {
  return withoutSlashes(endpoint.replace(/^(?:dns:\/\/\/|https?:\/\/)/, ""));
}

/** Strips slashes at the start, and one at the end, as flyte does. */
function withoutSlashes(address: string): string {
  return address.replace(/\/$/, "").replace(/^\/+/, "");
}

function unusable(origin: ResolvedValue["origin"], value: string, { what, meant }: Mistake): SettingIssue {
  const found = `${PATH} is ${quoted(redact(value))}: ${what}`;
  return issueAt("endpoint_unusable", origin, found, { path: PATH, meant }, didYouMean(meant));
}

function urlMistake(value: string, scheme: string): Mistake {
  const host = hostOf(value.slice(scheme.length + 3));
  const insecure = scheme === "http" || scheme === "grpc" ? " (set insecure: true for a server without TLS)" : "";
  const what = `the scheme ${
    quoted(scheme)
  } is not supported; write host and port, such as flyte.acme.com:443${insecure}`;
  return { what, meant: host };
}

/** Returns what is wrong with a host and port; `isUrl` is true where they become part of a URL, as in flyte 2. */
function targetMistake(written: string, isUrl = false): Mistake | undefined {
  const target = isUrl ? withoutSlashes(written) : written;
  const meant = hostOf(target);
  if (/^dns:\/\//i.test(target)) {
    const host = hostOf(target.replace(/^dns:\/+/i, ""));
    const what = "dns:// is followed by the name server, and the host is missing";
    return { what, meant: host && `dns:///${host}` };
  }
  if (/\s/.test(target)) return { what: "it contains whitespace", meant };
  if (/["'`]/.test(target)) return { what: "it contains quotes", meant };
  if (target.includes("@")) return { what: "it contains a user name, which is never sent", meant };
  const slash = target.indexOf("/");
  if (slash > 0 && !isUrl) return { what: "it contains a path or a trailing slash", meant };
  if (isUrl && target.endsWith("/")) return { what: "its trailing slashes would be part of every request", meant };
  if (isUrl && /[?#]/.test(target)) return { what: "it contains a query or a fragment", meant };
  const authority = slash < 0 ? target : target.slice(0, slash);
  if (authority.includes(",")) return { what: "it contains several hosts; write one" };
  return authorityMistake(authority, isUrl);
}

function authorityMistake(authority: string, isUrl: boolean): Mistake | undefined {
  const [, host = "", port] = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/s.exec(authority) ?? [];
  if (port?.includes(":") && /^[0-9A-Fa-f]*:[0-9A-Fa-f:]*(?:\.[0-9.]+)?$/.test(authority)) {
    // gRPC takes it as an address without a port.
    if (!isUrl) return undefined;
    const meant = authority.length <= MAX_IPV6 ? `[${authority}]` : undefined;
    return { what: "an IPv6 address must be in brackets", meant };
  }
  if (host === "") return { what: "it has no host" };
  if (!/^(?:\[[0-9A-Fa-f:.]+(?:%[\w.-]+)?\]|[\p{L}\p{N}\p{M}._-]+)$/u.test(host)) {
    return { what: "it contains characters that are not allowed in a host name" };
  }
  if (port === undefined || (/^[0-9]{1,5}$/.test(port) && Number(port) <= 65535)) return undefined;
  return { what: "its port is not a number from 0 to 65535", meant: host };
}

/** Returns the host and port in an endpoint, if they have the usual form. */
function hostOf(target: string): string | undefined {
  const bare = target.trim().replace(/^["'`]|["'`]$/g, "");
  const authority = bare.split("/", 1)[0]!;
  const host = authority.slice(authority.lastIndexOf("@") + 1);
  return /^[\p{L}\p{N}._-]+(?::[0-9]{1,5})?$/u.test(host) ? host : undefined;
}

/** Options of `PlatformConfig.forEndpoint`. */
interface EndpointOptions {
  readonly insecure?: boolean | undefined;
}

/** Returns the checked options of `PlatformConfig.forEndpoint`. Throws `invalid_argument` and `invalid_option`. */
export function checkForEndpoint(endpoint: string, options: EndpointOptions): EndpointOptions {
  const call = "PlatformConfig.forEndpoint";
  checkArgument(call, "endpoint", endpoint, STRING);
  checkOptions<EndpointOptions>(call, options, { insecure: BOOLEAN }, `${call}(endpoint, { insecure: true })`);
  return options;
}
