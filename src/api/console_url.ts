/**
 * URLs of the Flyte console, as the Python libraries make them.
 *
 * @module
 */
import { checkOptions, type OptionChecks, STRING } from "../arguments.ts";
import { FlyteConfigError } from "../errors.ts";
import { quoteUrl } from "../python/url.ts";
import { checkPlatform, type Platform } from "./platform.ts";
import { CONNECT, endpointUrl, GRPC } from "./rpc_url.ts";

/** A page of flytekit's console: exactly one of `execution`, `workflow`, `task` and `launchPlan`. */
export interface FlytekitConsolePage {
  /** Project that it belongs to. */
  readonly project: string;
  /** Domain that it belongs to. */
  readonly domain: string;
  /** Name of an execution. */
  readonly execution?: string | undefined;
  /** Name of a workflow, which needs a `version`. */
  readonly workflow?: string | undefined;
  /** Name of a task, which needs a `version`. */
  readonly task?: string | undefined;
  /** Name of a launch plan, which needs a `version`. */
  readonly launchPlan?: string | undefined;
  /** Version of the workflow, task or launch plan. */
  readonly version?: string | undefined;
}

/** A page of flyte 2's console: exactly one of `run`, `trackedRun`, `task`, `app` and `artifact`. */
export interface FlyteConsolePage {
  /** Project that it belongs to. */
  readonly project: string;
  /** Domain that it belongs to. */
  readonly domain: string;
  /** Name of a run. */
  readonly run?: string | undefined;
  /** Name of an action of the `run`. */
  readonly action?: string | undefined;
  /** Name of a run that is executed elsewhere and reported to Flyte. */
  readonly trackedRun?: string | undefined;
  /** Name of a task. */
  readonly task?: string | undefined;
  /** Name of a trigger of the `task`. */
  readonly trigger?: string | undefined;
  /** Name of an app. */
  readonly app?: string | undefined;
  /** Name of an artifact. */
  readonly artifact?: string | undefined;
}

const CALL = "platform.consoleUrl";

const FLYTEKIT_CHECKS: OptionChecks<FlytekitConsolePage> = {
  project: STRING,
  domain: STRING,
  execution: STRING,
  workflow: STRING,
  task: STRING,
  launchPlan: STRING,
  version: STRING,
};

/**
 * Returns a URL of flytekit's console: the configured `consoleEndpoint`, or the endpoint with `http` or `https`, and the
 * path of the page.
 */
export function flytekitConsoleUrl(platform: Platform, page?: FlytekitConsolePage): string {
  checkPlatform(CALL, platform);
  const base = platform.consoleEndpoint || endpointUrl(platform, GRPC);
  if (page === undefined) return base;
  checkOptions(CALL, page, FLYTEKIT_CHECKS, `${CALL}({ project, domain, execution })`);
  const { project, domain, execution, workflow, task, launchPlan, version } = page;
  const kinds = { execution, workflow, task, launch_plan: launchPlan };
  const [kind, name] = only(page, kinds, ["execution", "workflow", "task", "launchPlan"]);
  const scope = `${base}/console/projects/${project}/domains/${domain}`;
  if (kind === "execution") {
    if (version !== undefined) throw wrong("an execution has no version");
    return `${scope}/executions/${name}`;
  }
  if (version === undefined) throw wrong("version is missing");
  return `${scope}/${kind}/${name}/version/${version}`;
}

const FLYTE_CHECKS: OptionChecks<FlyteConsolePage> = {
  project: STRING,
  domain: STRING,
  run: STRING,
  action: STRING,
  trackedRun: STRING,
  task: STRING,
  trigger: STRING,
  app: STRING,
  artifact: STRING,
};

/**
 * Returns a URL of flyte 2's console: the configured `consoleEndpoint`, or host and port of the endpoint, and the path of the
 * page.
 */
export function flyteConsoleUrl(platform: Platform, page?: FlyteConsolePage): string {
  checkPlatform(CALL, platform);
  const base = platform.consoleEndpoint || consoleOfEndpoint(platform);
  if (page === undefined) return base;
  checkOptions(CALL, page, FLYTE_CHECKS, `${CALL}({ project, domain, run })`);
  const { project, domain, run, action, trackedRun, task, trigger, app, artifact } = page;
  const kinds = { runs: run, "tracked-runs": trackedRun, tasks: task, apps: app, artifacts: artifact };
  const [kind, name] = only(page, kinds, ["run", "trackedRun", "task", "app", "artifact"]);
  if (action !== undefined && kind !== "runs") throw wrong("action needs a run");
  if (trigger !== undefined && kind !== "tasks") throw wrong("trigger needs a task");
  const path = trigger === undefined ? `${kind}/${name}` : `triggers/${name}/${trigger}`;
  const query = action === undefined ? "" : `?i=${queryValue(action)}`;
  return `${base}/v2/domain/${domain}/project/${project}/${path}${query}`;
}

/** Returns the URL at which flyte expects the console: without a path, and with another port on a local machine. */
function consoleOfEndpoint(platform: Platform): string {
  const origin = endpointUrl(platform, CONNECT).split("/", 3).join("/");
  return origin.replace(/^(https?:\/\/localhost):8090$/, "$1:8080");
}

/** Returns the kind of page and its name. Throws `invalid_option` unless there is exactly one, in a project and domain. */
function only(
  { project, domain }: Pick<FlytekitConsolePage, "project" | "domain">,
  kinds: Readonly<Record<string, string | undefined>>,
  names: readonly string[],
): [kind: string, name: string] {
  if (project === undefined || domain === undefined) throw wrong("project and domain must be set");
  const found = Object.entries(kinds).flatMap(([kind, name]) => name === undefined ? [] : [[kind, name] as const]);
  if (found.length !== 1) throw wrong(`exactly one of ${names.join(", ")} must be set, found ${found.length}`);
  return [...found[0]!];
}

function wrong(what: string): FlyteConfigError {
  return new FlyteConfigError("invalid_option", `${CALL}: ${what}`);
}

/** Returns the name of an action as a value of a query. */
function queryValue(action: string): string {
  try {
    return quoteUrl(action);
  } catch (cause) {
    throw new FlyteConfigError("not_utf8", `${CALL}: action has a lone surrogate`, { path: "action", cause });
  }
}
