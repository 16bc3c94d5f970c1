/**
 * What flyte accepts in an image and registries do not.
 *
 * @module
 */
import { type Issue, makeIssue } from "../../errors.ts";
import { commonMistake, findFault } from "../../oci/reference_grammar.ts";
import { quoted } from "../../text/quote.ts";
import { leadingInstruction } from "../../container/instructions.ts";
import type { ImageState } from "./image_state.ts";

/** The versions of Python that flyte publishes images for. */
const PUBLISHED = ["3.10", "3.11", "3.12", "3.13", "3.14"];

/** The issues of an image. */
export function issuesOf(image: ImageState): readonly Issue[] {
  const { registry, name, baseImage, isCloned, pythonVersion, layers } = image;
  const issues: Issue[] = [];
  const add = (code: Issue["code"], path: string, what: string) =>
    issues.push(makeIssue(code, `image: ${path} ${what}`, path));
  if (isCloned && name && findFault(name) !== undefined) {
    add("invalid_reference", "name", `${quoted(name)} is no name of an image`);
  } else if (isCloned && name && registry && findFault(`${registry}/${name}`) !== undefined) {
    add("invalid_reference", "registry", `${quoted(registry)} is no registry that an image can be pushed to`);
  }
  const fault = baseImage === undefined ? undefined : findFault(baseImage);
  if (fault !== undefined) {
    add(
      "invalid_reference",
      "base_image",
      `${quoted(baseImage!)} is no image: ${commonMistake(baseImage!) ?? `its ${fault} is wrong`}`,
    );
  }
  const version = pythonVersion?.join(".");
  const isFlytes = baseImage?.startsWith("ghcr.io/flyteorg/flyte:") || baseImage === `python:${version}-slim-bookworm`;
  if (version !== undefined && isFlytes && !PUBLISHED.includes(version)) {
    add("unknown_python_version", "python_version", `is ${version}; flyte has images for ${PUBLISHED.join(", ")}`);
  }
  layers.forEach((layer, index) => {
    for (const [at, command] of layer.type === "Commands" ? layer.commands.entries() : []) {
      const name = leadingInstruction(command);
      const what = `begins with ${name}, which the shell takes for a program; write the command without it`;
      if (name !== undefined) add("instruction_in_command", `layers[${index}].commands[${at}]`, what);
    }
  });
  return issues;
}
