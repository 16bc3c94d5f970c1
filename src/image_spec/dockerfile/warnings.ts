/**
 * What a specification says that is likely not meant so.
 *
 * @module
 */
import { hasReference } from "../../dockerfile/quote.ts";
import type { Issue } from "../../errors.ts";
import type { Decided, DockerfileSpec } from "./options.ts";
import type { PythonPlan } from "./python.ts";
import { lockFileOf } from "./requirements.ts";

/** Everything to tell about a specification that can be built. */
export function findWarnings(spec: DockerfileSpec, options: Decided, python: PythonPlan): readonly Issue[] {
  const issues: Issue[] = [];
  const warn = (code: Issue["code"], path: string, what: string) =>
    issues.push({ code, path, message: `${path}: ${what}` });
  if (python.hasConda && !spec.pythonVersion) {
    const what = `is not set, so ${options.pythonVersion} is taken; flytekit takes that of the Python it runs in`;
    warn("python_version_assumed", "pythonVersion", what);
  }
  for (const [path, url] of indexes(spec)) {
    if (lockFileOf(spec) === "poetry.lock") warn("not_used", path, "poetry.lock says where packages come from");
    if (!/^[a-z+]+:\/\/[^/]*@/i.test(url)) continue;
    warn("credentials_in_index", path, "has credentials, which everyone with the image can read; use pipSecretMounts");
  }
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

function indexes({ pipIndex, pipExtraIndexUrl }: DockerfileSpec): readonly (readonly [path: string, url: string])[] {
  return [
    ...(pipIndex ? [["pipIndex", pipIndex] as const] : []),
    ...(pipExtraIndexUrl ?? []).map((url, index) => [`pipExtraIndexUrl[${index}]`, url] as const),
  ];
}
