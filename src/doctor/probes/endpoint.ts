/**
 * The endpoint of the Flyte API: whether its name is known, and whether it accepts connections.
 *
 * @module
 */
import { VERSION_NAMES } from "../../diagnostics/options.ts";
import { connectionError } from "../../api/connection_error.ts";
import { type Platform, settingSources, settingText } from "../../api/platform.ts";
import type { FlyteConfigError } from "../../errors.ts";
import {
  type Connection,
  failedConnection,
  hasDefaultEndpoint,
  type SharedConnection,
  type Unconnected,
} from "../connection.ts";
import type { Examination } from "../examination.ts";
import type { Report } from "../finding.ts";
import { failedBy, type Probe } from "../probe.ts";
import { connectObstacle, hostnameOf, portOf } from "../reachability.ts";

/** Returns the probe of a server. */
export function probeEndpoint(examination: Examination, shared: SharedConnection): Probe {
  const { platform, name, versions } = shared;
  // Replaced once the connection works; a probe that runs out of time leaves it.
  return {
    probe: "endpoint",
    subject: name,
    versions,
    run: (signal) => {
      shared.broken = "not examined, since the endpoint cannot be reached";
      return examine(examination, shared, signal);
    },
    whenLate: `check ${settingText(platform, "endpoint")}, its port, and whether a firewall or VPN blocks it`,
  };
}

async function* examine({ host }: Examination, shared: SharedConnection, signal: AbortSignal): AsyncGenerator<Report> {
  const { url, platform, name } = shared;
  if (host.connect === undefined) {
    try {
      const response = await host.fetch(url.href, { method: "GET", redirect: "manual", signal }) as Response;
      await response.body?.cancel();
    } catch (error) {
      signal.throwIfAborted();
      yield failedConnection(connectionError(error, { platform, url, isApi: true }), platform);
      return;
    }
    delete shared.broken;
    yield { status: "ok", message: `${name} answers` };
    return;
  }
  try {
    const { address } = await host.connect({ hostname: hostnameOf(url), port: portOf(url), signal });
    delete shared.broken;
    const at = address === hostnameOf(url) ? "" : ` at ${address}`;
    yield { status: "ok", message: `${name} accepts connections${at}` };
  } catch (error) {
    signal.throwIfAborted();
    yield unreachable(error, shared);
  }
}

/** Explains why a server cannot be reached. */
function unreachable(error: unknown, { platform, url }: SharedConnection): Report {
  const obstacle = connectObstacle(error, url);
  if (obstacle === undefined) return failedConnection(connectionError(error, { platform, url, isApi: true }), platform);
  const { kind, message, fix } = obstacle;
  const endpoint = settingText(platform, "endpoint");
  const isDefault = hasDefaultEndpoint(platform);
  if (kind === "denied") {
    return { status: "failed", code: "permission_denied", message, fix: fix ?? "grant the permission" };
  }
  const fixes = {
    name: `correct ${endpoint}, or connect to the network (VPN) that has this name`,
    port: isDefault
      ? `start the sandbox, whose address is the default, or set ${settingSources(platform, "endpoint")}`
      : `start the server or its port-forward, or correct the port of ${endpoint}`,
  };
  return { status: "failed", code: "api_unreachable", message, fix: fix ?? fixes[kind as keyof typeof fixes] };
}

/** Returns the probe of a version without a usable endpoint. That is a mistake unless another version has one. */
export function probeMissingEndpoint({ version, error }: Unconnected, others: readonly Connection[]): Probe {
  return {
    probe: "endpoint",
    subject: `Flyte API of ${VERSION_NAMES[version]}`,
    versions: [version],
    run: async function* () {
      yield await Promise.resolve(missing(error, others.map(({ platform }) => platform)));
    },
    whenLate: "set the endpoint",
  };
}

function missing(error: FlyteConfigError | undefined, others: readonly Platform[]): Report {
  if (error === undefined) {
    return { status: "skipped", message: "not examined, since the configuration cannot be read" };
  }
  if (error.code === "endpoint_missing" && others.length > 0) {
    return { status: "skipped", message: "no endpoint is set" };
  }
  return failedBy(error, "set the endpoint of the Flyte API");
}
