/**
 * Endpoints that the client of a Python library cannot connect to, though it takes them.
 *
 * @module
 */
import { issueAt, type SettingIssue } from "../../settings/problem.ts";
import type { Resolved } from "../../settings/resolve.ts";
import { didYouMean } from "../../text/closest.ts";
import { quoted } from "../../text/quote.ts";
import { redact } from "../../text/redact.ts";

/** What is wrong with an endpoint, and what was likely meant. */
interface Fault {
  readonly what: string;
  readonly meant?: string | undefined;
}

const PATH = "platform.endpoint";
/** Schemes of gRPC whose targets are no host names. */
const OTHER_TARGETS = /^(?:ipv4|ipv6|unix|unix-abstract|vsock|xds):/i;
const SCHEME = /^([A-Za-z][A-Za-z0-9+.-]*):\/\//;

/** Tells of an endpoint that gRPC, and so flytekit, never connects to. */
export function checkGrpcEndpoint(settings: ReadonlyMap<string, Resolved>): readonly SettingIssue[] {
  const { value, origin } = settings.get("endpoint")!;
  if (typeof value !== "string" || OTHER_TARGETS.test(value)) return [];
  const scheme = SCHEME.exec(value)?.[1]?.toLowerCase();
  const fault = scheme !== undefined && scheme !== "dns"
    ? urlFault(value, scheme)
    : targetFault(value.replace(/^dns:(?:\/\/\/|\/(?!\/)|(?!\/))/i, ""));
  return fault === undefined ? [] : [unusable(origin, value, fault)];
}

/** Tells of an endpoint that flyte 2 makes no URL of, and of one whose scheme contradicts `insecure`. */
export function checkUrlEndpoint(settings: ReadonlyMap<string, Resolved>): readonly SettingIssue[] {
  const { value, origin } = settings.get("endpoint")!;
  if (typeof value !== "string") return [];
  const scheme = SCHEME.exec(value)?.[1]?.toLowerCase();
  if (scheme !== "http" && scheme !== "https") {
    const fault = OTHER_TARGETS.test(value)
      ? { what: "flyte 2 connects to host names only" }
      : scheme !== undefined && scheme !== "dns"
      ? urlFault(value, scheme)
      : targetFault(value.replace(/^dns:\/*(?!\/)/i, (found) => found.length === 6 ? found : ""), true);
    return fault === undefined ? [] : [unusable(origin, value, fault)];
  }
  const fault = targetFault(value.slice(scheme.length + 3), true);
  if (fault !== undefined) return [unusable(origin, value, fault)];
  const { value: insecure, origin: by } = settings.get("insecure")!;
  if (insecure === (scheme === "http")) return [];
  const what =
    `platform.insecure is ${insecure} and has no effect, since the scheme of platform.endpoint (${scheme}) ` +
    "decides whether TLS is used";
  return [issueAt("not_used", by.source === "default" ? origin : by, what, { path: "platform.insecure" })];
}

function unusable(origin: Resolved["origin"], value: string, { what, meant }: Fault): SettingIssue {
  const message = `${PATH} is ${quoted(redact(value))}: ${what}${didYouMean(meant)}`;
  return issueAt("endpoint_unusable", origin, message, { path: PATH, meant });
}

function urlFault(value: string, scheme: string): Fault {
  const host = hostOf(value.slice(scheme.length + 3));
  const insecure = scheme === "http" || scheme === "grpc" ? ", with insecure: true if it has no TLS" : "";
  const what = `it has the scheme ${
    quoted(scheme)
  }, and must be a host and a port, such as flyte.acme.com:443${insecure}`;
  return { what, meant: host };
}

/** What is wrong with a host and its port; `mayHavePath` where they become part of a URL. */
function targetFault(target: string, mayHavePath = false): Fault | undefined {
  const meant = hostOf(target);
  if (/^dns:\/\//i.test(target)) {
    const host = hostOf(target.replace(/^dns:\/+/i, ""));
    const what = "what follows dns:// is the name server, and no host is left";
    return { what, meant: host && `dns:///${host}` };
  }
  if (/\s/.test(target)) return { what: "it has white space in it", meant };
  if (/["'`]/.test(target)) return { what: "the quotes are part of the value", meant };
  if (target.includes("@")) return { what: "it has a user name, which no client sends", meant };
  const slash = target.indexOf("/");
  if (slash > 0 && !mayHavePath) return { what: "it has a path, or a slash at its end", meant };
  if (slash > 0 && target.endsWith("/")) {
    return { what: "the slash at its end is doubled in each request", meant: target.slice(0, -1) };
  }
  if (mayHavePath && /[?#]/.test(target)) return { what: "it has a query or a fragment", meant };
  if (target.includes(",")) return { what: "it has several hosts, and must have one" };
  return authorityFault(slash < 0 ? target : target.slice(0, slash));
}

function authorityFault(authority: string): Fault | undefined {
  const [, host, port] = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/.exec(authority) ?? [];
  // Without brackets, an IPv6 address has no port.
  if (host === undefined || (port?.includes(":") && /^[0-9A-Fa-f:.]+$/.test(authority))) return undefined;
  if (host === "") return { what: "it names no host" };
  if (!/^(?:\[[0-9A-Fa-f:.]+(?:%[\w.-]+)?\]|[\p{L}\p{N}\p{M}._-]+)$/u.test(host)) {
    return { what: "it has characters that no host name has" };
  }
  if (port === undefined || (/^[0-9]{1,5}$/.test(port) && Number(port) <= 65535)) return undefined;
  return { what: "its port is no number from 0 to 65535", meant: host };
}

/** The host and port in an endpoint, if they are of the usual form. */
function hostOf(target: string): string | undefined {
  const bare = target.trim().replace(/^["'`]|["'`]$/g, "");
  const authority = bare.split("/", 1)[0]!;
  const host = authority.slice(authority.lastIndexOf("@") + 1);
  return /^[\p{L}\p{N}._-]+(?::[0-9]{1,5})?$/u.test(host) ? host : undefined;
}
