/**
 * A token, where none of a browser is needed, and a call with it.
 *
 * @module
 */
import { Authenticator } from "../../api/auth/authenticator.ts";
import { authMethod, missingToken } from "../../api/auth/method.ts";
import { explainCallError } from "../../api/call_error.ts";
import { settingText } from "../../api/platform.ts";
import { FlyteConfigError } from "../../errors.ts";
import { type ApiAnswer, callApi } from "../api_call.ts";
import {
  apiOf,
  type Connection,
  failedConnection,
  skippedAfter,
  skippedAsForeign,
  usesHttpProxy,
} from "../connection.ts";
import type { Examination } from "../examination.ts";
import type { Report } from "../finding.ts";
import { failedBy, type Probe, splitAdvice } from "../probe.ts";

/** Code of Connect and gRPC for a missing or refused token. */
const UNAUTHENTICATED = 16;

/** Returns the probe of a version. */
export function probeToken(examination: Examination, connection: Connection): Probe {
  const { version, platform, shared: { name } } = connection;
  return {
    probe: "token",
    subject: name,
    versions: [version],
    run: (signal) => examine(examination, connection, signal),
    whenLate: platform.command?.length
      ? `run the program of ${settingText(platform, "command")} in a terminal`
      : "check the network, and that the token endpoint answers",
  };
}

async function* examine(
  examination: Examination,
  connection: Connection,
  signal: AbortSignal,
): AsyncGenerator<Report> {
  const { platform, shared, auth } = connection;
  const skipped = skippedAfter(shared) ?? skippedAsForeign(connection);
  const method = authMethod(platform);
  if (skipped !== undefined) yield skipped;
  else if (usesHttpProxy(connection)) {
    const message = `not requested, since ${settingText(platform, "httpProxyUrl")} is set, and no proxy is used here`;
    yield { status: "skipped", message };
  } else if (method === "client" || method === "command") {
    if (auth === "failed" && method === "client") {
      yield { status: "skipped", message: "not requested, since authentication failed" };
    } else yield await withToken(examination, connection, signal);
  } else if (auth === "failed") yield { status: "skipped", message: "not examined, since authentication failed" };
  else yield await withoutToken(examination, connection, signal);
}

/** Requests a token, and calls the API with it. */
async function withToken(examination: Examination, connection: Connection, signal: AbortSignal): Promise<Report> {
  const { host, request: { timeoutMs } } = examination;
  const { platform } = connection;
  const auth = new Authenticator(platform, { host, timeoutMs, commandTimeoutMs: timeoutMs });
  try {
    const headers = await auth.headers({ signal });
    examination.keepSecret(...Object.values(headers).flatMap((value) => [value, value.replace(/^Bearer /, "")]));
    const answer = await callApi(await apiOf(examination, connection), headers, signal);
    const how = authMethod(platform) === "command" ? "the command prints a token" : "a token is issued";
    return reportOf(answer, connection, how);
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof FlyteConfigError)) throw error;
    return failedBy(error, `check ${settingText(platform, "authMode")}, and the log of the token endpoint`);
  }
}

/** Calls the API without a token, where none can be requested here. */
async function withoutToken(examination: Examination, connection: Connection, signal: AbortSignal): Promise<Report> {
  const { platform } = connection;
  try {
    const answer = await callApi(await apiOf(examination, connection), connection.proxy ?? {}, signal);
    if (answer.outcome !== "unauthenticated") return reportOf(answer, connection, "no token is needed");
    const error = missingToken(platform);
    if (authMethod(platform) === "none") return failedBy(error, `remove ${settingText(platform, "insecure")}`);
    return { status: "skipped", message: `no token is requested: ${splitAdvice(error.message, "").message}` };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof FlyteConfigError)) throw error;
    return failedConnection(error, platform);
  }
}

function reportOf({ outcome, what }: ApiAnswer, { platform, shared }: Connection, how: string): Report {
  const endpoint = settingText(platform, "endpoint");
  switch (outcome) {
    case "ok":
      return { status: "ok", message: `${how}, and projects can be listed` };
    case "denied":
      return {
        status: "warning",
        message: `${how}, but projects may not be listed (${what})`,
        fix: "ask an administrator of the server for the permission, if you need it",
      };
    case "unauthenticated": {
      const refused = Object.assign(new Error("unauthenticated"), { code: UNAUTHENTICATED });
      return failedBy(explainCallError(platform, refused)!, `check ${settingText(platform, "authMode")}`);
    }
    case "failed":
      return {
        status: "failed",
        message: `${how}, but a call of the API failed (${what})`,
        fix: `look at the log of the server ${shared.name}, or try again later`,
      };
    case "unexpected":
      return {
        status: "failed",
        code: "api_unexpected",
        message: `the response to a call is not one of the Flyte API (${what})`,
        fix: `check that ${endpoint} is the address of the Flyte API`,
      };
  }
}
