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
/** gRPC schemes whose targets are not host names. */
const OTHER_TARGETS = /^(?:ipv4|ipv6|unix|unix-abstract|vsock|xds):/i;
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

/** Reports an endpoint that flyte 2 cannot turn into a URL, and one whose scheme contradicts `insecure`. */
export function checkUrlEndpoint(settings: ReadonlyMap<string, ResolvedValue>): readonly SettingIssue[] {
  const { value, origin } = settings.get("endpoint")!;
  if (typeof value !== "string") return [];
  const scheme = SCHEME.exec(value)?.[1]?.toLowerCase();
  if (scheme !== "http" && scheme !== "https") {
    const mistake = OTHER_TARGETS.test(value)
      ? { what: "flyte 2 supports host names only" }
      : scheme !== undefined && scheme !== "dns"
      ? urlMistake(value, scheme)
      : targetMistake(value.replace(/^dns:\/*(?!\/)/i, (found) => found.length === 6 ? found : ""), true);
    return mistake === undefined ? [] : [unusable(origin, value, mistake)];
  }
  const mistake = targetMistake(value.slice(scheme.length + 3), true);
  if (mistake !== undefined) return [unusable(origin, value, mistake)];
  const { value: insecure, origin: by } = settings.get("insecure")!;
  if (insecure === (scheme === "http")) return [];
  const what =
    `platform.insecure is ${insecure} and has no effect, since the scheme of platform.endpoint (${scheme}) ` +
    "determines whether TLS is used";
  return [issueAt("not_used", by.source === "default" ? origin : by, what, { path: "platform.insecure" })];
}

function unusable(origin: ResolvedValue["origin"], value: string, { what, meant }: Mistake): SettingIssue {
  const message = `${PATH} is ${quoted(redact(value))}: ${what}${didYouMean(meant)}`;
  return issueAt("endpoint_unusable", origin, message, { path: PATH, meant });
}

function urlMistake(value: string, scheme: string): Mistake {
  const host = hostOf(value.slice(scheme.length + 3));
  const insecure = scheme === "http" || scheme === "grpc" ? " (set insecure: true for a server without TLS)" : "";
  const what = `the scheme ${
    quoted(scheme)
  } is not supported; write host and port, such as flyte.acme.com:443${insecure}`;
  return { what, meant: host };
}

/** Returns what is wrong with a host and port; `mayHavePath` is true where they become part of a URL. */
function targetMistake(target: string, mayHavePath = false): Mistake | undefined {
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
  if (slash > 0 && !mayHavePath) return { what: "it contains a path or a trailing slash", meant };
  if (slash > 0 && target.endsWith("/")) {
    return { what: "its trailing slash would be doubled in every request", meant: target.slice(0, -1) };
  }
  if (mayHavePath && /[?#]/.test(target)) return { what: "it contains a query or a fragment", meant };
  if (target.includes(",")) return { what: "it contains several hosts; write one" };
  return authorityMistake(slash < 0 ? target : target.slice(0, slash));
}

function authorityMistake(authority: string): Mistake | undefined {
  const [, host, port] = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/.exec(authority) ?? [];
  // An IPv6 address without brackets has no port.
  if (host === undefined || (port?.includes(":") && /^[0-9A-Fa-f:.]+$/.test(authority))) return undefined;
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
