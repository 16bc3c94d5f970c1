/**
 * Issues of an image: what flyte 2 accepts, and registries or shells do not.
 *
 * @module
 */
import { type Issue, makeIssue } from "../../errors.ts";
import { commonMistake, findInvalidPart } from "../../oci/reference_grammar.ts";
import { quoted } from "../../text/quote.ts";
import type { ImageState } from "./image_state.ts";
import { findInstructions } from "./layers/commands.ts";

/** The versions of Python that flyte 2 publishes images for. */
const PUBLISHED = ["3.10", "3.11", "3.12", "3.13", "3.14"];

/** Finds the issues of an image. */
export function issuesOf(image: ImageState): readonly Issue[] {
  const { registry, name, baseImage, isCloned, pythonVersion, layers } = image;
  const issues: Issue[] = [];
  const add = (code: Issue["code"], path: string, what: string) =>
    issues.push(makeIssue(code, `image: ${path} ${what}`, path));
  if (isCloned && name && findInvalidPart(name) !== undefined) {
    add("invalid_reference", "name", `${quoted(name)} is not a valid image name`);
  } else if (isCloned && name && registry && findInvalidPart(`${registry}/${name}`) !== undefined) {
    add("invalid_reference", "registry", `${quoted(registry)} is not a valid registry to push to`);
  }
  const fault = baseImage === undefined ? undefined : findInvalidPart(baseImage);
  if (fault !== undefined) {
    const why = commonMistake(baseImage!) ?? `its ${fault} is invalid`;
    add("invalid_reference", "base_image", `${quoted(baseImage!)} is not a valid image name: ${why}`);
  }
  const version = pythonVersion?.join(".");
  const isFlytes = baseImage?.startsWith("ghcr.io/flyteorg/flyte:") || baseImage === `python:${version}-slim-bookworm`;
  if (version !== undefined && isFlytes && !PUBLISHED.includes(version)) {
    const what = `is ${version}, but flyte 2 publishes images only for ${PUBLISHED.join(", ")}`;
    add("unknown_python_version", "python_version", what);
  }
  for (const [index, layer] of layers.entries()) {
    if (layer.type !== "Commands") continue;
    for (const [at, message] of findInstructions(layer)) {
      add("instruction_in_command", `layers[${index}].commands[${at}]`, message);
    }
  }
  return issues;
}
