/**
 * What an image says that is likely not meant so.
 *
 * @module
 */
import { hasCredentials, isSecret } from "../../../container/leaked_credentials.ts";
import { leadingInstruction } from "../../../container/instructions.ts";
import { hasReference } from "../../../container/escape.ts";
import { type Issue, makeIssue } from "../../../errors.ts";
import { oneLine } from "../../../text/quote.ts";
import type { ImageState } from "../image_state.ts";
import type { Layer } from "../layers.ts";
import { parseUvScript } from "../uv_script.ts";
import type { Decided } from "./options.ts";

type Warn = (code: Issue["code"], path: string, what: string) => void;

/** Keys of `[tool.uv]` that a warning shows. */
const MAX_KEYS = 5;

/** Everything to tell about an image that can be built. */
export function findWarnings({ layers, pythonVersion }: ImageState, options: Decided): readonly Issue[] {
  const issues: Issue[] = [];
  const warn: Warn = (code, path, what) => issues.push(makeIssue(code, `${path}: ${what}`, path));
  if (pythonVersion === undefined) {
    warn("python_version_assumed", "pythonVersion", "is not set, so a Python of the base image is taken");
  } else if (options.installer === "pip") {
    const version = pythonVersion.join(".");
    warn("base_python_used", "pythonVersion", `${version} is not installed, for the Python of the base image is used`);
  }
  layers.forEach((layer, index) => {
    const warnOfLayer: Warn = (code, path, what) => warn(code, `layers[${index}].${path}`, what);
    warnOfCredentials(layer, warnOfLayer);
    if (layer.type === "UVScript") warnOfUvSettings(layer.script, layer.text ?? "", warnOfLayer);
    if (layer.type === "Commands") warnOfInstructions(layer.commands, warnOfLayer);
    if (layer.type === "Env" && !options.literalEnv) warnOfReferences(layer.envVars, warnOfLayer);
  });
  return issues;
}

/** Whatever becomes an argument of a command is in the history of the image, and variables are in the image itself. */
function warnOfCredentials(layer: Layer, warn: Warn): void {
  for (const [path, text] of textsOf(layer)) {
    if (!hasCredentials(text)) continue;
    const what = "has credentials, which become part of the image or its history; use secretMounts and a variable";
    warn("credentials_in_image", path, what);
  }
  for (const [name, value] of layer.type === "Env" ? layer.envVars : []) {
    if (!isSecret(name, value)) continue;
    const what = "is a secret, which becomes part of the image; use a Secret of the task's environment";
    warn("credentials_in_image", `envVars.${name}`, what);
  }
}

function textsOf(layer: Layer): readonly (readonly [path: string, text: string])[] {
  const found: (readonly [string, string])[] = [];
  const add = (path: string, texts: readonly string[] = []) =>
    texts.forEach((text, index) => found.push([`${path}[${index}]`, text]));
  if ("indexUrl" in layer && layer.indexUrl !== undefined) found.push(["indexUrl", layer.indexUrl]);
  if ("extraIndexUrls" in layer) add("extraIndexUrls", layer.extraIndexUrls);
  if ("extraArgs" in layer && layer.extraArgs !== undefined) found.push(["extraArgs", layer.extraArgs]);
  if ("packages" in layer) add("packages", layer.packages);
  if (layer.type === "Commands") add("commands", layer.commands);
  if (layer.type === "UVScript") add("dependencies", parseUvScript(layer.script, layer.text ?? "").dependencies);
  return found;
}

function warnOfUvSettings(script: string, text: string, warn: Warn): void {
  const { unused } = parseUvScript(script, text);
  if (unused.length === 0) return;
  const found = unused.slice(0, MAX_KEYS).map((key) => oneLine(key)).join(", ");
  const instead = "use indexUrl, extraIndexUrls and extraArgs";
  warn("not_used", "script", `[tool.uv] (${found}) does not change what is installed, as in flyte; ${instead}`);
}

function warnOfInstructions(commands: readonly string[], warn: Warn): void {
  for (const [index, command] of commands.entries()) {
    const name = leadingInstruction(command);
    if (name === undefined) continue;
    const what = `begins with ${name}, which the shell takes for a program; write the command without it`;
    warn("instruction_in_command", `commands[${index}]`, what);
  }
}

/** Those of `PATH`, as in flyte's own layer, are meant so. */
function warnOfReferences(envVars: readonly (readonly [name: string, value: string])[], warn: Warn): void {
  for (const [name, value] of envVars) {
    if (name === "PATH" || !hasReference(value)) continue;
    warn("variable_in_env", `envVars.${name}`, "$NAME stands for a variable; with literalEnv it would be just that");
  }
}
