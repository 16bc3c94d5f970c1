/**
 * The URLs that this library makes, in the words of `scripts/record/readers/endpoints_flyte.py` and
 * `endpoints_flytekit.py`.
 *
 * @module
 */
import { decodeApiKey } from "../../../src/api/mod.ts";
import { FlyteConfigError, PlatformConfig } from "../../../mod.ts";
import { PlatformConfig as FlytePlatform } from "../../../v2.ts";

/** An endpoint of flyte 2. */
export interface EndpointCase {
  readonly endpoint: string;
  readonly insecure: boolean;
}

/** The URLs of an endpoint, or the code of the error. */
export type EndpointOutcome = { readonly rpc_url: string; readonly console_url: string } | { readonly error: string };

/** A connection of flytekit, and a page of its console. */
export interface ConsoleCase extends EndpointCase {
  readonly console_endpoint: string | null;
  readonly page: Readonly<Record<string, string>> | null;
}

/** A URL of the console, or the code of the error. */
export type ConsoleOutcome = { readonly url: string } | { readonly error: string };

/** The parts of a key, or that it cannot be decoded. */
export type ApiKeyOutcome = { readonly parts: readonly string[] } | { readonly error: true };

/** Returns the URLs that flyte 2's product makes of an endpoint. */
export function endpointOutcome({ endpoint, insecure }: EndpointCase): EndpointOutcome {
  const platform = new FlytePlatform({ endpoint, insecure });
  return orError(() => ({ rpc_url: platform.rpcUrl(), console_url: platform.consoleUrl() }));
}

const KINDS: Readonly<Record<string, string>> = { TASK: "task", WORKFLOW: "workflow", LAUNCH_PLAN: "launchPlan" };

/** Returns the URL of the console that flytekit's product makes. */
export function consoleOutcome({ endpoint, insecure, console_endpoint, page }: ConsoleCase): ConsoleOutcome {
  const platform = new PlatformConfig({ endpoint, insecure, consoleEndpoint: console_endpoint ?? undefined });
  if (page === null) return orError(() => ({ url: platform.consoleUrl() }));
  const { project = "", domain = "", kind, name, ...rest } = page;
  const named = kind === undefined ? {} : { [KINDS[kind]!]: name };
  return orError(() => ({ url: platform.consoleUrl({ project, domain, ...named, ...rest }) }));
}

/** Returns the parts of an API key as flyte does: `None` for a missing organization. */
export function apiKeyOutcome({ key }: { readonly key: string }): ApiKeyOutcome {
  try {
    const { endpoint, clientId, clientSecret, org } = decodeApiKey(key);
    return { parts: [endpoint, clientId, clientSecret, org ?? "None"] };
  } catch (error) {
    if (!(error instanceof FlyteConfigError)) throw error;
    return { error: true };
  }
}

function orError<T>(call: () => T): T | { readonly error: string } {
  try {
    return call();
  } catch (error) {
    if (!(error instanceof FlyteConfigError)) throw error;
    return { error: error.code };
  }
}
