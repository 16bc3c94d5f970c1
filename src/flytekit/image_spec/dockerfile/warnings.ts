/**
 * The warnings of a specification that can be built.
 *
 * @module
 */
import { hasCredentials, isSecret } from "../../../container/leaked_credentials.ts";
import { hasReference } from "../../../container/escape.ts";
import { type Issue, makeIssue } from "../../../errors.ts";
import { commandIssues } from "../issues.ts";
import { lockFileOf } from "./inputs.ts";
import type { DockerfileSpec, ResolvedOptions } from "./options.ts";
import type { PythonPlan } from "./python.ts";

/** Returns the warnings of a specification. */
export function findWarnings(spec: DockerfileSpec, options: ResolvedOptions, python: PythonPlan): readonly Issue[] {
  const issues: Issue[] = [];
  const warn = (code: Issue["code"], path: string, what: string) =>
    issues.push(makeIssue(code, `${path}: ${what}`, path));
  if (python.hasConda && !spec.pythonVersion) {
    const what = `not set, using ${options.pythonVersion}; flytekit uses the version that it runs with`;
    warn("python_version_assumed", "pythonVersion", what);
  }
  for (const [path, remedy] of credentialsIn(spec, options)) {
    warn(
      "credentials_in_image",
      path,
      `contains credentials, which become part of the image or its history; ${remedy}`,
    );
  }
  if (lockFileOf(spec) === "poetry.lock") {
    for (const [path] of indexes(spec)) warn("not_used", path, "ignored, since poetry.lock names the package indexes");
  }
  for (const issue of commandIssues(spec.commands)) issues.push(issue);
  if (/[$`]/.test(spec.pipExtraArgs ?? "")) {
    warn("literal_text", "pipExtraArgs", "not read by a shell, so $ and ` are literal");
  }
  for (const [name, value] of Object.entries(spec.env ?? {})) {
    if (!options.literalEnv && hasReference(value)) {
      warn("variable_in_env", `env.${name}`, "$NAME refers to a variable; set literalEnv to make it literal");
    }
    if (/["'\\]/.test(value)) {
      warn("differs_from_python", `env.${name}`, "flytekit's Dockerfile drops its quotes or backslashes");
    }
  }
  if (spec.pipSecretMounts?.length && python.install.length === 0) {
    warn("not_used", "pipSecretMounts", "ignored, since no Python packages are installed");
  }
  if (spec.runtimePackages?.length) {
    warn("not_used", "runtimePackages", "not installed in the image; flytekit installs them when a task starts");
  }
  return issues;
}

const USE_MOUNT = "put them in a file that pipSecretMounts names";
const USE_SECRET = "use a Flyte secret when the task runs";

/** Finds values with credentials, and returns their paths with what to do instead. */
function credentialsIn(
  spec: DockerfileSpec,
  { requirementsText = "" }: ResolvedOptions,
): [path: string, remedy: string][] {
  const found: [string, string][] = [];
  const look = (path: string, text: string, remedy: string) => {
    if (hasCredentials(text)) found.push([path, remedy]);
  };
  const lookAt = (path: string, list: readonly string[] | null | undefined, remedy: string) =>
    list?.forEach((text, index) => look(`${path}[${index}]`, text, remedy));
  for (const [path, url] of indexes(spec)) look(path, url, USE_MOUNT);
  lookAt("packages", spec.packages, USE_MOUNT);
  look("pipExtraArgs", spec.pipExtraArgs ?? "", USE_MOUNT);
  const line = requirementsText.split("\n").findIndex(hasCredentials);
  if (line >= 0) found.push(["requirements", `see line ${line + 1} of the file, and ${USE_MOUNT}`]);
  lookAt("condaChannels", spec.condaChannels, "use a baseImage that has its packages");
  lookAt("commands", spec.commands, "use a baseImage that has what the command downloads");
  look("entrypoint", spec.entrypoint?.join(" ") ?? "", USE_SECRET);
  for (const [name, value] of Object.entries(spec.env ?? {})) {
    if (isSecret(name, value)) found.push([`env.${name}`, USE_SECRET]);
  }
  return found;
}

function indexes({ pipIndex, pipExtraIndexUrl }: DockerfileSpec): readonly (readonly [path: string, url: string])[] {
  return [
    ...(pipIndex ? [["pipIndex", pipIndex] as const] : []),
    ...(pipExtraIndexUrl ?? []).map((url, index) => [`pipExtraIndexUrl[${index}]`, url] as const),
  ];
}
