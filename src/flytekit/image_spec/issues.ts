/**
 * The issues of an image specification: what flytekit accepts, and registries reject or authors rarely intend.
 *
 * @module
 */
import { leadingInstruction } from "../../container/instructions.ts";
import { type Issue, makeIssue } from "../../errors.ts";
import { commonMistake, findInvalidPart } from "../../oci/reference_grammar.ts";
import { quoted } from "../../text/quote.ts";
import type { SpecFields } from "./fields.ts";
import { scalarIssues } from "./scalars.ts";
import { formatTag, titleOf } from "./tag.ts";

const MAX_PORT = 65535;

/** Returns the issues of a specification with the given id; those of its base image have paths below `base_image`. */
export function issuesOf(spec: SpecFields, id: string, baseIssues: readonly Issue[]): readonly Issue[] {
  const { registry, baseImage, tagFormat } = spec;
  const name = spec.name ?? "";
  const issues: Issue[] = [...scalarIssues(spec), ...commandIssues(spec.commands)];
  if (installsPython(spec) && !spec.pythonVersion && !spec.pythonExec && spec.builder !== "noop") {
    const message = `${titleOf(spec)}: python_version is not set, so the image has the Python version of whoever ` +
      'builds it first, under the same name; set it, as in "3.12"';
    issues.push({ code: "python_version_assumed", message, path: "python_version" });
  }
  const add = (path: string, problem: string) => {
    issues.push(makeIssue("invalid_reference", `${titleOf(spec)}: ${path} ${problem}`, path));
  };
  for (const problem of registry ? registryProblems(registry) : []) add("registry", problem);
  if (findInvalidPart(name) !== undefined) add("name", `${quoted(name)} is not a valid image name`);
  // Both are valid, so together they must be too long.
  else if (registry && issues.length === 0 && findInvalidPart(`${registry}/${name}`) !== undefined) {
    add("registry", `${quoted(registry)} and the name together are not a valid image name`);
  }
  if (tagFormat && findInvalidPart(`a:${formatted(spec, id)}`) !== undefined) {
    add("tag_format", `${quoted(tagFormat)} does not make a valid tag`);
  }
  if (typeof baseImage === "string") {
    const fault = findInvalidPart(baseImage);
    if (fault !== undefined) {
      add(
        "base_image",
        `${quoted(baseImage)} is not a valid image name: ${commonMistake(baseImage) ?? `its ${fault} is invalid`}`,
      );
    }
  }
  for (const issue of baseIssues) issues.push({ ...issue, path: `base_image.${issue.path}` });
  return issues;
}

/** Returns an issue for each command that begins with an instruction of Dockerfiles. */
export function commandIssues(commands: readonly string[] | null | undefined): readonly Issue[] {
  return (commands ?? []).flatMap((command, index) => {
    const name = leadingInstruction(command);
    if (name === undefined) return [];
    const path = `commands[${index}]`;
    const message = `${path}: begins with ${name}, which the shell runs as a program; write the command without it`;
    return [{ code: "instruction_in_command", message, path }];
  });
}

/** Returns an issue for a registry of this machine without a platform, since the default differs between machines. */
export function platformIssues(spec: SpecFields, given: SpecFields["platform"]): readonly Issue[] {
  if ((given ?? undefined) !== undefined || !spec.registry?.startsWith("localhost:")) return [];
  const message =
    `${titleOf(spec)}: platform is not set; it is ${spec.platform} on this machine, and for registries at ` +
    "localhost it is linux/arm64 on arm64 and linux/amd64 on other machines, which changes the name of the image; set it";
  return [{ code: "platform_assumed", message, path: "platform" }];
}

function installsPython({ packages, condaPackages, requirements }: SpecFields): boolean {
  return !!packages?.length || !!condaPackages?.length || !!requirements;
}

function formatted(spec: SpecFields, id: string): string {
  try {
    return formatTag(spec, id.replaceAll("-", "_"));
  } catch {
    return "";
  }
}

function* registryProblems(registry: string): Generator<string> {
  const shown = quoted(registry);
  const port = Number(/:(\d+)/.exec(registry)?.[1] ?? 0);
  if (port > MAX_PORT) yield `${shown} has port ${port}; the highest port is ${MAX_PORT}`;
  if (registry.includes("..")) yield `${shown} contains two consecutive dots`;
  const part = registry.split("/").find((text) => /^[^\p{L}\p{N}]|[^\p{L}\p{N}]$/u.test(text));
  if (part !== undefined) yield `${shown} contains ${quoted(part)}, which must begin and end with a letter or digit`;
  if (
    port <= MAX_PORT && part === undefined && !registry.includes("..") && findInvalidPart(`${registry}/a`) !== undefined
  ) {
    yield `${shown} is not a registry that images can be pushed to`;
  }
}
