/**
 * What flytekit accepts in an image specification and registries do not.
 *
 * @module
 */
import { type Issue, makeIssue } from "../errors.ts";
import { findFault } from "../image/reference_grammar.ts";
import { quoted } from "../text/quote.ts";
import type { ImageSpec } from "./image_spec.ts";
import { scalarIssues } from "./scalars.ts";
import { formatTag } from "./tag.ts";

const MAX_PORT = 65535;

/** The issues of a specification; those of its base image have paths below `base_image`. */
export function issuesOf(spec: ImageSpec): readonly Issue[] {
  const { name, registry, baseImage, tagFormat } = spec;
  const issues: Issue[] = [...scalarIssues(spec)];
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
    if (fault !== undefined) add("base_image", `${quoted(baseImage)} is no image, because of its ${fault}`);
  } else {
    for (const issue of baseImage?.issues ?? []) issues.push({ ...issue, path: `base_image.${issue.path}` });
  }
  return issues;
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
