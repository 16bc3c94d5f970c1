/**
 * What an image says that is likely not meant so.
 *
 * @module
 */
import { hasReference } from "../../dockerfile/quote.ts";
import type { Issue } from "../../errors.ts";
import { oneLine } from "../../text/quote.ts";
import type { ImageState } from "../image_state.ts";
import type { Layer } from "../layers.ts";
import { parseUvScript } from "../uv_script.ts";
import type { Decided } from "./options.ts";

/** Everything to tell about an image that can be built. */
export function findWarnings({ layers, pythonVersion }: ImageState, options: Decided): readonly Issue[] {
  const issues: Issue[] = [];
  const warn = (code: Issue["code"], path: string, what: string) =>
    issues.push({ code, path, message: `${path}: ${what}` });
  if (pythonVersion === undefined) {
    warn("python_version_assumed", "pythonVersion", "is not set, so a Python of the base image is taken");
  } else if (options.installer === "pip") {
    const version = pythonVersion.join(".");
    warn("base_python_used", "pythonVersion", `${version} is not installed, for the Python of the base image is used`);
  }
  layers.forEach((layer, index) => {
    for (const [path, url] of urlsOf(layer)) {
      if (!/^[a-z+]+:\/\/[^/$]*@/i.test(url)) continue;
      const what = "has credentials, which everyone with the image can read; use secretMounts and a variable";
      warn("credentials_in_image", `layers[${index}].${path}`, what);
    }
    const unused = layer.type === "UVScript" ? parseUvScript(layer.script, layer.text ?? "").unused : [];
    if (unused.length > 0) {
      const found = unused.slice(0, 5).map((key) => oneLine(key)).join(", ");
      const what = `[tool.uv] (${found}) does not change what is installed, as in flyte; use indexUrl, ` +
        "extraIndexUrls and extraArgs";
      warn("not_used", `layers[${index}].script`, what);
    }
    // Those of flyte's own layer are meant so.
    for (const [name, value] of layer.type === "Env" ? layer.envVars : []) {
      if (options.literalEnv || name === "PATH" || !hasReference(value)) continue;
      const what = "$NAME stands for a variable; with literalEnv it would be just that";
      warn("variable_in_env", `layers[${index}].envVars.${name}`, what);
    }
  });
  return issues;
}

function urlsOf(layer: Layer): readonly (readonly [path: string, url: string])[] {
  if (!("pre" in layer)) return [];
  return [
    ...(layer.indexUrl === undefined ? [] : [["indexUrl", layer.indexUrl] as const]),
    ...(layer.extraIndexUrls ?? []).map((url, index) => [`extraIndexUrls[${index}]`, url] as const),
  ];
}
