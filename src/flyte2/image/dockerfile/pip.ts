/**
 * Writing layers that install Python packages.
 *
 * @module
 */
import { checkText, expandingWord, shellWord, splitWords } from "../../../container/escape.ts";
import { mountCache, mountContext, mountUvCache, run } from "../../../container/instructions.ts";
import type { PipFields, PipPackages, PythonWheels, Requirements } from "../layers/pip.ts";
import { type LayerContext, type LayerPart, layerSecrets } from "./layer_part.ts";

/** The virtual environment of an image that has no other. */
export const VENV = "/opt/venv";

const PIP_CACHE = "/var/cache/flyte/pip";
const REQUIREMENTS = "/tmp/requirements.txt";
const DIST = "/dist";

/** Writes the layer of `Image.withPipPackages`. */
export function pipPackages(layer: PipPackages, context: LayerContext): LayerPart {
  const { names } = layerSecrets(context.field, layer.secretMounts);
  const packages = (layer.packages ?? []).map((item, index) =>
    expandingWord(checkText(`${context.field}.packages[${index}]`, item), names)
  );
  const args = pipArguments(layer, context.field);
  return packages.length === 0 ? { instructions: [] } : install(layer, context, [[...args, ...packages]], []);
}

/** Writes the layer of `Image.withRequirements`. */
export function requirements(layer: Requirements, context: LayerContext): LayerPart {
  const path = `${context.directory}/requirements.txt`;
  const args = [...pipArguments(layer, context.field), "--requirement", REQUIREMENTS];
  return {
    ...install(layer, context, [args], [mountContext(path, REQUIREMENTS)]),
    context: [{ kind: "copy", path, source: layer.file }],
  };
}

/**
 * Writes a layer of `Image.withLocalV2`. The dependencies of the package come from the index, and the package itself
 * from the directory, whichever versions of it the index has.
 */
export function pythonWheels(layer: PythonWheels, context: LayerContext): LayerPart {
  const path = `${context.directory}/dist`;
  const name = shellWord(checkText(`${context.field}.packageName`, layer.packageName));
  const args = [...pipArguments(layer, context.field), "--find-links", DIST];
  const again = context.tools.installer === "uv" ? "--reinstall" : "--force-reinstall";
  const installs = [[...args, name], [...args, "--no-deps", "--no-index", again, name]];
  return {
    ...install(layer, context, installs, [mountContext(path, DIST)]),
    context: [{ kind: "sources", path, source: layer.wheelDir, rules: "wheels" }],
  };
}

/** Writes the arguments of the installer. References to variables are expanded by the shell, as in flyte 2. */
export function pipArguments(option: PipFields, field: string): readonly string[] {
  const { indexUrl, extraIndexUrls = [], pre, extraArgs = "" } = option;
  const url = (name: string, text: string) => expandingWord(checkText(`${field}.${name}`, text));
  return [
    ...(indexUrl ? ["--index-url", url("indexUrl", indexUrl)] : []),
    ...extraIndexUrls.flatMap((text, index) => ["--extra-index-url", url(`extraIndexUrls[${index}]`, text)]),
    ...(pre ? ["--pre"] : []),
    ...extraArguments(extraArgs, field),
  ];
}

/** Splits further arguments into words of the shell. */
export function extraArguments(text: string | undefined, field: string): readonly string[] {
  const words = splitWords(checkText(`${field}.extraArgs`, text ?? "").trim());
  return words.map((word) => expandingWord(word));
}

function install(
  { secretMounts }: PipFields,
  { field, tools }: LayerContext,
  commands: readonly (readonly string[])[],
  mounts: readonly string[],
): LayerPart {
  const { secrets, mounts: secretFiles, steps } = layerSecrets(field, secretMounts);
  const program = tools.installer === "uv"
    ? `uv pip install --python "$UV_PYTHON"`
    : `PIP_CACHE_DIR=${PIP_CACHE} ${VENV}/bin/python -m pip install`;
  const cache = tools.installer === "uv" ? mountUvCache() : mountCache("pip", PIP_CACHE);
  const lines = commands.map((words) => [program, ...words].join(" "));
  return { instructions: [run([...steps, ...lines], [cache, ...mounts, ...secretFiles])], secrets };
}
