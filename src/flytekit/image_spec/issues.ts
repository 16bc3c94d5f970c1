/**
 * What flytekit accepts in an image specification and registries do not.
 *
 * @module
 */
import { type Issue, makeIssue } from "../../errors.ts";
import { commonMistake, findFault } from "../../oci/reference_grammar.ts";
import { quoted } from "../../text/quote.ts";
import { commandIssues } from "./dockerfile/warnings.ts";
import type { ImageSpec } from "./image_spec.ts";
import type { ImageSpecInit } from "./image_spec_init.ts";
import { scalarIssues } from "./scalars.ts";
import { formatTag } from "./tag.ts";

const MAX_PORT = 65535;

/** The issues of a specification; those of its base image have paths below `base_image`. */
export function issuesOf(spec: ImageSpec): readonly Issue[] {
  const { name, registry, baseImage, tagFormat } = spec;
  const issues: Issue[] = [...scalarIssues(spec), ...commandIssues(spec.commands)];
  if (installsPython(spec) && !spec.pythonVersion && !spec.pythonExec && spec.builder !== "noop") {
    const message =
      `image spec ${quoted(name)}: python_version is not set, so the image has the Python of whoever builds ` +
      'it first, under the same name; set it, as in "3.12"';
    issues.push({ code: "python_version_assumed", message, path: "python_version" });
  }
  const add = (path: string, problem: string) => {
    issues.push(makeIssue("invalid_reference", `image spec ${quoted(name)}: ${path} ${problem}`, path));
  };
  for (const problem of registry ? registryProblems(registry) : []) add("registry", problem);
  if (findFault(name) !== undefined) add("name", `${quoted(name)} is no name of an image`);
  // The registry and the name are told of, so it must be their sum that is too long.
  else if (registry && issues.length === 0 && findFault(`${registry}/${name}`) !== undefined) {
    add("registry", `${quoted(registry)} and the name make no name of an image`);
  }
  if (tagFormat && findFault(`a:${formatted(spec)}`) !== undefined) {
    add("tag_format", `${quoted(tagFormat)} makes no tag`);
  }
  if (typeof baseImage === "string") {
    const fault = findFault(baseImage);
    if (fault !== undefined) {
      add("base_image", `${quoted(baseImage)} is no image: ${commonMistake(baseImage) ?? `its ${fault} is wrong`}`);
    }
  } else {
    for (const issue of baseImage?.issues ?? []) issues.push({ ...issue, path: `base_image.${issue.path}` });
  }
  return issues;
}

function installsPython({ packages, condaPackages, requirements }: ImageSpec): boolean {
  return !!packages?.length || !!condaPackages?.length || !!requirements;
}

/** An issue for a specification at a registry of the machine that says no platform, since the default differs. */
export function platformIssues(init: ImageSpecInit, { name, registry, platform }: ImageSpec): readonly Issue[] {
  if ((init.platform ?? undefined) !== undefined || !registry?.startsWith("localhost:")) return [];
  const message =
    `image spec ${quoted(name)}: platform is not set and is ${platform} on this machine; for registries at ` +
    "localhost it is linux/arm64 on arm64 and linux/amd64 elsewhere, and the name of the image differs; set it";
  return [{ code: "platform_assumed", message, path: "platform" }];
}

function formatted(spec: ImageSpec): string {
  try {
    return formatTag(spec, spec.id.replaceAll("-", "_"));
  } catch {
    return "";
  }
}

function* registryProblems(registry: string): Generator<string> {
  const whole = quoted(registry);
  const port = Number(/:(\d+)/.exec(registry)?.[1] ?? 0);
  if (port > MAX_PORT) yield `${whole} has the port ${port}; ports end at ${MAX_PORT}`;
  if (registry.includes("..")) yield `${whole} has two dots in a row`;
  const part = registry.split("/").find((text) => /^[^\p{L}\p{N}]|[^\p{L}\p{N}]$/u.test(text));
  if (part !== undefined) yield `${whole} has ${quoted(part)}, which must begin and end with a letter or digit`;
  if (port <= MAX_PORT && part === undefined && !registry.includes("..") && findFault(`${registry}/a`) !== undefined) {
    yield `${whole} is no registry that an image can be pushed to`;
  }
}
