/**
 * What a specification says that is likely not meant so.
 *
 * @module
 */
import { hasCredentials, isSecret } from "../../../container/leaked_credentials.ts";
import { leadingInstruction } from "../../../container/instructions.ts";
import { hasReference } from "../../../container/escape.ts";
import { type Issue, makeIssue } from "../../../errors.ts";
import type { Decided, DockerfileSpec } from "./options.ts";
import type { PythonPlan } from "./python.ts";
import { lockFileOf } from "./requirements.ts";

/** Everything to tell about a specification that can be built. */
export function findWarnings(spec: DockerfileSpec, options: Decided, python: PythonPlan): readonly Issue[] {
  const issues: Issue[] = [];
  const warn = (code: Issue["code"], path: string, what: string) =>
    issues.push(makeIssue(code, `${path}: ${what}`, path));
  if (python.hasConda && !spec.pythonVersion) {
    const what = `is not set, so ${options.pythonVersion} is taken; flytekit takes that of the Python it runs in`;
    warn("python_version_assumed", "pythonVersion", what);
  }
  for (const [path, remedy] of credentialsIn(spec, options)) {
    warn("credentials_in_image", path, `has credentials, which become part of the image or its history; ${remedy}`);
  }
  if (lockFileOf(spec) === "poetry.lock") {
    for (const [path] of indexes(spec)) warn("not_used", path, "poetry.lock says where packages come from");
  }
  for (const issue of commandIssues(spec.commands)) issues.push(issue);
  if (/[$`]/.test(spec.pipExtraArgs ?? "")) {
    warn("literal_text", "pipExtraArgs", "no shell reads it, so $ and ` stand for themselves");
  }
  for (const [name, value] of Object.entries(spec.env ?? {})) {
    if (!options.literalEnv && hasReference(value)) {
      warn("variable_in_env", `env.${name}`, "$NAME stands for a variable; with literalEnv it would be just that");
    }
    if (/["'\\]/.test(value)) {
      warn("differs_from_python", `env.${name}`, "flytekit's Dockerfile drops these quotes or backslashes");
    }
  }
  if (spec.pipSecretMounts?.length && python.install.length === 0) {
    warn("not_used", "pipSecretMounts", "no Python packages are installed");
  }
  if (spec.runtimePackages?.length) {
    warn("not_used", "runtimePackages", "is not for the image; flytekit installs them when a task starts");
  }
  return issues;
}

/** Commands that begin with an instruction of Dockerfiles. */
export function commandIssues(commands: readonly string[] | null | undefined): readonly Issue[] {
  return (commands ?? []).flatMap((command, index) => {
    const name = leadingInstruction(command);
    if (name === undefined) return [];
    const path = `commands[${index}]`;
    const message = `${path}: begins with ${name}, which the shell takes for a program; write the command without it`;
    return [{ code: "instruction_in_command", message, path }];
  });
}

const USE_MOUNT = "put them into a file that pipSecretMounts names";
const USE_SECRET = "use a secret of Flyte when the task runs";

/** The paths of values that have credentials, each with what to do instead. */
function credentialsIn(spec: DockerfileSpec, { requirementsText = "" }: Decided): [path: string, remedy: string][] {
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
  lookAt("commands", spec.commands, "use a baseImage that has what the command fetches");
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
