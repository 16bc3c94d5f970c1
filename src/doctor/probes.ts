/**
 * The order of the probes, each of which may depend on those before it.
 *
 * @module
 */
import type { FlyteVersion } from "../diagnostics/options.ts";
import { FlyteConfigError } from "../errors.ts";
import { untilAborted, withinTime } from "../runtime/cancellation.ts";
import type { Examination, Loaded } from "./examination.ts";
import type { ProbeName, Report } from "./finding.ts";
import type { Probe } from "./probe.ts";
import { probeAuth } from "./probes/auth.ts";
import { probeConfiguration } from "./probes/configuration.ts";
import { probeEndpoint, probeMissingEndpoint } from "./probes/endpoint.ts";
import { probeFiles } from "./probes/files.ts";
import { imagesOf, probeRegistry } from "./probes/registry.ts";
import { probeStorage, storagesOf } from "./probes/storage.ts";
import { probeTls } from "./probes/tls.ts";
import { probeToken } from "./probes/token.ts";
import { probeVariables } from "./probes/variables.ts";
import { type Connection, connectionsOf, sharedConnections } from "./connection.ts";

/** Returns the probes of an examination, each when those before it have ended. */
export async function* probesOf(examination: Examination, signal: AbortSignal): AsyncGenerator<Probe> {
  const { versions, timeoutMs, offline } = examination.request;
  const local = (probe: ProbeName, subject: string, run: Probe["run"]): Probe => ({
    probe,
    subject,
    versions,
    run,
    whenLate: "check the disk or network that the files are on",
  });
  yield local("files", "configuration files", () => probeFiles(examination));
  yield local("variables", "environment variables", () => probeVariables(examination));
  yield local("configuration", "configuration", () => probeConfiguration(examination));
  let loaded: readonly Loaded[];
  try {
    loaded = await withinTime(timeoutMs, signal, (both) => untilAborted(examination.loaded(), both), () => NOT_LOADED);
  } catch {
    // The probes before have reported it.
    return;
  }
  if (offline) {
    for (const probe of ["endpoint", "tls", "auth", "token", "storage", "registry"] as const) {
      yield skipped(probe, versions, "not examined, since offline is set");
    }
    return;
  }
  yield* probesOfApi(examination, loaded);
  for (const storage of await storagesOf(examination, loaded)) yield probeStorage(examination, storage);
  for (const image of imagesOf(examination, loaded)) yield probeRegistry(examination, image);
}

async function* probesOfApi(examination: Examination, loaded: readonly Loaded[]): AsyncGenerator<Probe> {
  const connections = connectionsOf(loaded);
  const usable = connections.filter((connection): connection is Connection => !("error" in connection));
  for (const connection of connections) {
    if ("error" in connection) yield probeMissingEndpoint(connection, usable);
  }
  for (const shared of sharedConnections(usable)) {
    yield probeEndpoint(examination, shared);
    yield probeTls(examination, shared);
    for (const connection of usable) {
      if (connection.shared !== shared) continue;
      yield probeAuth(examination, connection);
      yield probeToken(examination, connection);
    }
  }
}

const NOT_LOADED = new FlyteConfigError("host_failed", "the configuration was not read in time");

function skipped(probe: ProbeName, versions: readonly FlyteVersion[], message: string): Probe {
  const run = async function* (): AsyncGenerator<Report> {
    yield await Promise.resolve({ status: "skipped", message } as const);
  };
  return { probe, subject: SUBJECTS[probe], versions, run, whenLate: "" };
}

const SUBJECTS: Readonly<Record<ProbeName, string>> = {
  files: "configuration files",
  variables: "environment variables",
  configuration: "configuration",
  endpoint: "Flyte API",
  tls: "Flyte API",
  auth: "Flyte API",
  token: "Flyte API",
  storage: "storage",
  registry: "registries",
};
