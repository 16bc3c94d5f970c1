/**
 * Warnings about an image that can be built, but perhaps not as intended.
 *
 * @module
 */
import { hasReference } from "../../../container/escape.ts";
import { hasCredentials, isSecret } from "../../../container/leaked_credentials.ts";
import { type Issue, makeIssue } from "../../../errors.ts";
import { oneLine } from "../../../text/quote.ts";
import type { ImageState } from "../image_state.ts";
import { findInstructions } from "../layers/commands.ts";
import type { Layer } from "../layers/mod.ts";
import { parseScriptMetadata } from "../layers/script_metadata.ts";

type Warn = (code: Issue["code"], path: string, what: string) => void;

/** Maximum number of keys of `[tool.uv]` in a warning. */
const MAX_KEYS = 5;

/** Finds the warnings about an image. */
export function findWarnings(
  { layers, pythonVersion }: ImageState,
  installer: "uv" | "pip",
  literalEnv: boolean,
): readonly Issue[] {
  const issues: Issue[] = [];
  const warn: Warn = (code, path, what) => issues.push(makeIssue(code, `${path}: ${what}`, path));
  if (pythonVersion === undefined) {
    warn("python_version_assumed", "pythonVersion", "not set; the Python of the base image is used");
  } else if (installer === "pip") {
    const version = pythonVersion.join(".");
    warn(
      "base_python_used",
      "pythonVersion",
      `${version} is not installed, since installer "pip" uses the Python of the base image`,
    );
  }
  layers.forEach((layer, index) => {
    const warnOfLayer: Warn = (code, path, what) => warn(code, `layers[${index}].${path}`, what);
    warnOfCredentials(layer, warnOfLayer);
    if (layer.type === "UVScript") warnOfUvSettings(layer.script, layer.text ?? "", warnOfLayer);
    if (layer.type === "Commands") {
      for (const [at, message] of findInstructions(layer)) {
        warnOfLayer("instruction_in_command", `commands[${at}]`, message);
      }
    }
    if (layer.type === "Env" && !literalEnv) warnOfReferences(layer.envVars, warnOfLayer);
  });
  return issues;
}

/** The arguments of commands are in the history of an image, and environment variables are in the image itself. */
function warnOfCredentials(layer: Layer, warn: Warn): void {
  for (const [path, text] of stringsOf(layer)) {
    if (!hasCredentials(text)) continue;
    const what = "contains credentials, which become part of the image or its history; use secretMounts and a variable";
    warn("credentials_in_image", path, what);
  }
  for (const [name, value] of layer.type === "Env" ? layer.envVars : []) {
    if (!isSecret(name, value)) continue;
    const what = "is a secret, which becomes part of the image; add a Secret to the task's environment instead";
    warn("credentials_in_image", `envVars.${name}`, what);
  }
}

function stringsOf(layer: Layer): readonly (readonly [path: string, text: string])[] {
  const found: (readonly [string, string])[] = [];
  const add = (path: string, list: readonly string[] = []) =>
    list.forEach((text, index) => found.push([`${path}[${index}]`, text]));
  if ("indexUrl" in layer && layer.indexUrl !== undefined) found.push(["indexUrl", layer.indexUrl]);
  if ("extraIndexUrls" in layer) add("extraIndexUrls", layer.extraIndexUrls);
  if ("extraArgs" in layer && layer.extraArgs !== undefined) found.push(["extraArgs", layer.extraArgs]);
  if ("packages" in layer) add("packages", layer.packages);
  if (layer.type === "Commands") add("commands", layer.commands);
  if (layer.type === "UVScript") add("dependencies", parseScriptMetadata(layer.script, layer.text ?? "").dependencies);
  return found;
}

function warnOfUvSettings(script: string, text: string, warn: Warn): void {
  const { unused } = parseScriptMetadata(script, text);
  if (unused.length === 0) return;
  const found = unused.slice(0, MAX_KEYS).map((key) => oneLine(key)).join(", ");
  const instead = "set indexUrl, extraIndexUrls or extraArgs";
  warn("not_used", "script", `[tool.uv] (${found}) does not change what is installed, as in flyte 2; ${instead}`);
}

/** Warns of `$NAME` in values, except in `PATH`, where a variable is usual. */
function warnOfReferences(envVars: readonly (readonly [name: string, value: string])[], warn: Warn): void {
  for (const [name, value] of envVars) {
    if (name === "PATH" || !hasReference(value)) continue;
    warn("variable_in_env", `envVars.${name}`, "$NAME stands for a variable; set literalEnv if it is literal");
  }
}
