/**
 * TLS: the certificate of the Flyte API, and whether both sides use TLS.
 *
 * @module
 */
import { connectionError } from "../../api/connection_error.ts";
import { settingSources, settingText } from "../../api/platform.ts";
import { readTlsOptions } from "../../api/tls.ts";
import { FlyteConfigError } from "../../errors.ts";
import { failureKind } from "../../runtime/http.ts";
import type { ServerCertificate, ServerConnection, TlsSettings } from "../../runtime/host.ts";
import { untilAborted, withinTime } from "../../runtime/cancellation.ts";
import { quoted } from "../../text/quote.ts";
import { failedConnection, type SharedConnection, skippedAfter } from "../connection.ts";
import type { Examination } from "../examination.ts";
import type { Report } from "../finding.ts";
import type { Probe } from "../probe.ts";
import { certificateObstacle, describeCertificate, hostnameOf, portOf } from "../reachability.ts";

/** Days before its end from which a certificate should be renewed. */
const RENEWAL_DAYS = 14;
const DAY = 24 * 60 * 60 * 1000;
/** Part of the time limit that a server without TLS has to refuse a handshake. */
const PLAIN_PART = 0.3;

/** Returns the probe of a server. */
export function probeTls(examination: Examination, shared: SharedConnection): Probe {
  const { platform, name, versions } = shared;
  return {
    probe: "tls",
    subject: name,
    versions,
    run: (signal) => examine(examination, shared, signal),
    whenLate: `check that ${settingText(platform, "endpoint")} is the address of the Flyte API: the server accepts ` +
      "connections, but no TLS handshake",
  };
}

async function* examine(
  examination: Examination,
  shared: SharedConnection,
  signal: AbortSignal,
): AsyncGenerator<Report> {
  const skipped = skippedAfter(shared);
  if (skipped !== undefined) yield skipped;
  else if (examination.host.connect === undefined) {
    yield { status: "skipped", message: `${examination.host.name} does not show certificates` };
  } else if (shared.url.protocol === "http:") yield await plain(examination, shared, signal);
  else yield* secure(examination, shared, signal);
}

/** Examines a server that is configured without TLS: it must not use it. */
async function plain({ host, request }: Examination, shared: SharedConnection, signal: AbortSignal): Promise<Report> {
  const { url, platform, versions } = shared;
  try {
    await withinTime(Math.ceil(request.timeoutMs * PLAIN_PART), signal, (both) => {
      // A host may ignore the signal.
      return untilAborted(host.connect!({ hostname: hostnameOf(url), port: portOf(url), tls: {}, signal: both }), both);
    }, () => new FlyteConfigError("api_timeout", "the server does not answer"));
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof FlyteConfigError && error.code === "api_timeout") {
      return { status: "skipped", message: "could not determine whether the server uses TLS: it does not answer" };
    }
    const noToken = versions.includes("flyte2") ? "; flyte 2 then sends no token" : "";
    return { status: "ok", message: `the server does not use TLS, as configured${noToken}` };
  }
  const message = `the server uses TLS, but ${settingText(platform, "insecure")} is true`;
  shared.broken = "not examined, since the server uses TLS and the configuration does not";
  return { status: "failed", code: "api_tls_mismatch", message, fix: `remove ${settingText(platform, "insecure")}` };
}

async function* secure(
  { host }: Examination,
  shared: SharedConnection,
  signal: AbortSignal,
): AsyncGenerator<Report> {
  const { url, platform } = shared;
  shared.broken = "not examined, since there is no connection with TLS";
  let tls: TlsSettings;
  try {
    tls = await readTlsOptions(platform, { host });
  } catch (error) {
    if (!(error instanceof FlyteConfigError)) throw error;
    const file = settingText(platform, "caCertFilePath");
    const { message } = error;
    const fix = `correct ${file}: the file must have the CA certificate in PEM format`;
    yield { status: "failed", code: error.code, message: message.split(";", 1)[0]!, fix };
    return;
  }
  let connection: ServerConnection;
  try {
    const { ca } = tls;
    const options = { tls: ca === undefined ? {} : { ca }, signal };
    connection = await host.connect!({ hostname: hostnameOf(url), port: portOf(url), ...options });
  } catch (error) {
    signal.throwIfAborted();
    yield withoutHandshake(error, shared);
    return;
  }
  const { certificate, untrusted } = connection;
  const isSkipped = tls.rejectUnauthorized === false;
  if (untrusted === undefined || isSkipped) delete shared.broken;
  yield untrusted === undefined
    ? trusted(certificate, isSkipped, shared)
    : untrustedReport(untrusted, certificate, isSkipped, shared);
  if (shared.versions.includes("flytekit") && connection.protocol !== undefined && connection.protocol !== "h2") {
    const message = `the server offers ${quoted(connection.protocol)} and not HTTP/2, which gRPC and so flytekit need`;
    yield {
      status: "warning",
      message,
      fix: "enable HTTP/2 on the server, or on the proxy in front of it",
      versions: ["flytekit"],
    };
  }
}

function withoutHandshake(error: unknown, { platform, url }: SharedConnection): Report {
  if (!(error instanceof FlyteConfigError) && failureKind(error) === "closed") {
    const fix = `check the port of ${settingText(platform, "endpoint")}; if the server has no TLS, set ` +
      `${settingSources(platform, "insecure")} to true`;
    const message = "the server closed the connection during the TLS handshake";
    return { status: "failed", code: "api_tls_mismatch", message, fix };
  }
  return failedConnection(connectionErrorOf(error, platform, url), platform);
}

function connectionErrorOf(error: unknown, platform: SharedConnection["platform"], url: URL): FlyteConfigError {
  if (error instanceof FlyteConfigError) return error;
  const explained = connectionError(error, { platform, url, isApi: true });
  if (explained.code !== "api_tls_mismatch") return explained;
  const set = `set ${settingSources(platform, "insecure")} to true, or check the port of ${
    settingText(platform, "endpoint")
  }`;
  return new FlyteConfigError("api_tls_mismatch", `${url.host}: it does not use TLS; ${set}`);
}

function trusted(
  certificate: ServerCertificate | undefined,
  isSkipped: boolean,
  { platform }: SharedConnection,
): Report {
  if (certificate === undefined) return { status: "ok", message: "the handshake succeeds" };
  const message = `${describeCertificate(certificate)} is trusted`;
  const days = Math.floor((certificate.validTo.getTime() - Date.now()) / DAY);
  if (days < RENEWAL_DAYS) {
    return {
      status: "warning",
      message: `${message}, for ${days} more days`,
      fix: "renew the certificate of the server",
    };
  }
  if (!isSkipped) return { status: "ok", message };
  const setting = settingText(platform, "insecureSkipVerify");
  return { status: "warning", message: `${message} but not verified`, fix: `remove ${setting}: it is not needed` };
}

function untrustedReport(
  code: string,
  certificate: ServerCertificate | undefined,
  isSkipped: boolean,
  { url, platform }: SharedConnection,
): Report {
  const { kind, message, fix: known } = certificateObstacle(code, certificate, url);
  const fix = known ??
    (kind === "name"
      ? `use one of these names in ${settingText(platform, "endpoint")}`
      : platform.caCertFilePath === undefined
      ? `set ${settingSources(platform, "caCertFilePath")} to the file with the certificate of its CA`
      : `correct ${settingText(platform, "caCertFilePath")}: its file has the certificate of another CA`);
  if (!isSkipped) return { status: "failed", code: "api_untrusted", message, fix };
  const setting = settingText(platform, "insecureSkipVerify");
  return {
    status: "warning",
    code: "api_untrusted",
    message: `${message}; ${setting} accepts it, and any other one`,
    fix: `${fix}, and remove ${setting}`,
  };
}
