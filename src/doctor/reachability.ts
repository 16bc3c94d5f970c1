/**
 * Why a server cannot be reached, found out by connecting to it.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import type { Host, ServerCertificate } from "../runtime/host.ts";
import { failureKind } from "../runtime/http.ts";
import { quoted } from "../text/quote.ts";

/** Why there is no connection. */
export interface Obstacle {
  /** Kind: the name, the port, TLS, the certificate; or the runtime denies it, or it is something else. */
  readonly kind: "name" | "port" | "tls" | "certificate" | "denied" | "other";
  /** Description. */
  readonly message: string;
  /** The change to make, unless it is the address. */
  readonly fix?: string;
}

/** Returns the port of a URL. */
export function portOf({ port, protocol }: URL): number {
  return port === "" ? protocol === "https:" ? 443 : 80 : Number(port);
}

/** Returns the host of a URL, without the brackets of an IPv6 address. */
export function hostnameOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, "$1");
}

/** Returns host and port of a URL. */
export function addressOf(url: URL): string {
  return `${url.hostname}:${portOf(url)}`;
}

/** Explains the error of a connection without TLS; `undefined` if it is not one of those that are known. */
export function connectObstacle(error: unknown, url: URL): Obstacle | undefined {
  if (error instanceof FlyteConfigError) {
    const [message, ...fix] = error.message.split("; ");
    return { kind: "denied", message: message!, ...fix.length > 0 && { fix: fix.join("; ") } };
  }
  switch ((error as { readonly code?: unknown } | undefined)?.code) {
    case "ENOTFOUND":
      return { kind: "name", message: `there is no host ${quoted(url.hostname)}` };
    case "EAI_AGAIN":
      return {
        kind: "name",
        message: `the name server does not answer for ${quoted(url.hostname)}`,
        fix: "check the network",
      };
    case "ECONNREFUSED":
      return { kind: "port", message: `nothing listens at ${addressOf(url)}` };
    default:
      return undefined;
  }
}

/** Explains why a certificate is not trusted; `code` is the reason of the runtime. */
export function certificateObstacle(code: string, certificate: ServerCertificate | undefined, url: URL): Obstacle {
  const what = certificate === undefined ? "the certificate" : describeCertificate(certificate);
  const [now, renew] = [Date.now(), "renew the certificate of the server"];
  if (certificate !== undefined && certificate.validTo.getTime() < now) {
    return { kind: "certificate", message: `${what} has expired on ${dateOf(certificate.validTo)}`, fix: renew };
  }
  if (certificate !== undefined && certificate.validFrom.getTime() > now) {
    const message = `${what} is only valid from ${dateOf(certificate.validFrom)}`;
    return { kind: "certificate", message, fix: `correct the clock of this machine, or ${renew}` };
  }
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID") {
    const names = certificate?.names.slice(0, 5).map((name) => quoted(name)).join(", ") || "other names";
    return { kind: "name", message: `${what} is for ${names}, not for ${quoted(hostnameOf(url))}` };
  }
  return { kind: "certificate", message: `${what} is not trusted (${code})` };
}

/** Describes a certificate: `the certificate of "flyte.acme.com" by "Acme CA", valid until 2027-01-31,`. */
export function describeCertificate({ subject, names, issuer, validTo }: ServerCertificate): string {
  const owner = subject || names[0] || "an unnamed server";
  return `the certificate of ${quoted(owner)} by ${quoted(issuer)}, valid until ${dateOf(validTo)},`;
}

function dateOf(date: Date): string {
  return Number.isNaN(date.getTime()) ? "an unknown date" : date.toISOString().slice(0, 10);
}

/** Connects to the server of a URL, and returns what prevents a request; `undefined` if nothing does, or it is not known. */
export async function obstacleTo(url: URL, host: Host, signal: AbortSignal): Promise<Obstacle | undefined> {
  if (host.connect === undefined) return undefined;
  const target = { hostname: hostnameOf(url), port: portOf(url), signal };
  try {
    await host.connect(target);
  } catch (error) {
    signal.throwIfAborted();
    return connectObstacle(error, url) ?? { kind: "other", message: `${addressOf(url)} cannot be reached` };
  }
  try {
    const { untrusted, certificate } = await host.connect({ ...target, tls: {} });
    if (url.protocol === "http:") return { kind: "tls", message: "the server uses TLS, and the URL starts with http:" };
    return untrusted === undefined ? undefined : certificateObstacle(untrusted, certificate, url);
  } catch (error) {
    signal.throwIfAborted();
    if (url.protocol === "http:") return undefined;
    const isPlain = failureKind(error) === "plain";
    const message = isPlain ? "the server does not use TLS" : "the server does not complete the TLS handshake";
    return { kind: "tls", message };
  }
}
