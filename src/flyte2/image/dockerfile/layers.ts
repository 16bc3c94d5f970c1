/**
 * What each layer adds to a Dockerfile.
 *
 * @module
 */
import { env, grouped, installDebian, mountContext, run } from "../../../container/instructions.ts";
import {
  checkName,
  checkNoNul,
  checkText,
  copyWord,
  expandingWord,
  invalidField,
  jsonForm,
  shellWord,
} from "../../../container/escape.ts";
import { FlyteConfigError } from "../../../errors.ts";
import { pathBelow, pathName } from "../../../python/paths.ts";
import { undecidedBundle } from "../code_bundle.ts";
import type { AptPackages, UVScript } from "../install_layers.ts";
import { layerOf } from "../layer_values.ts";
import type { CopyConfig, Layer, LayerOf, LayerType } from "../layers.ts";
import { parseUvScript } from "../uv_script.ts";
import type { LayerContext, LayerPart } from "./part.ts";
import { pipPackages, pythonWheels, requirements } from "./pip.ts";
import { pixiProject, poetryProject, uvProject } from "./projects.ts";
import { layerSecrets } from "./secrets.ts";

type Render<L> = (layer: L, context: LayerContext) => LayerPart;

const RENDERERS: { readonly [T in LayerType]: Render<LayerOf<T>> } = {
  PipPackages: pipPackages,
  Requirements: requirements,
  PythonWheels: pythonWheels,
  UVProject: uvProject,
  PoetryProject: poetryProject,
  PixiProject: pixiProject,
  UVScript: uvScript,
  AptPackages: aptPackages,
  Commands: ({ commands, secretMounts }, { field }) => {
    const { secrets, mounts, steps } = layerSecrets(field, secretMounts);
    const instructions = commands.map((command, index) => {
      const line = checkNoNul(`${field}.commands[${index}]`, command);
      return run(steps.length === 0 ? [line] : [...steps, grouped(line)], mounts);
    });
    return { instructions, secrets };
  },
  WorkDir: ({ workdir }, { field }) => ({ instructions: [`WORKDIR ${checkPath(`${field}.workdir`, workdir)}`] }),
  DockerIgnore: () => ({ instructions: [] }),
  CopyConfig: copyConfig,
  CodeBundleLayer: (layer) => {
    throw undecidedBundle(layer);
  },
  Env: ({ envVars }, { field, options }) => ({
    instructions: envVars.flatMap(([name, value]) =>
      env(
        [[checkName(`${field}.envVars`, name), checkText(`${field}.envVars.${name}`, value)]],
        !options.literalEnv,
      )
    ),
  }),
  _DockerLines: ({ lines }, { field }) => ({
    instructions: lines.map((line, index) => {
      if (/^LABEL [^\\\p{Cc}]+$/u.test(line)) return line;
      throw invalidField(`${field}.lines[${index}]`, "is no label; other lines do not belong into an image");
    }),
  }),
};

/** What a layer adds. Throws for what a Dockerfile cannot hold, and for what is not decided. */
export function renderLayer(layer: Layer, context: LayerContext): LayerPart {
  return (RENDERERS[layer.type] as Render<Layer>)(layer, context);
}

function aptPackages({ packages, secretMounts }: AptPackages, { field }: LayerContext): LayerPart {
  const { secrets, mounts, steps } = layerSecrets(field, secretMounts);
  return { instructions: installDebian(`${field}.packages`, packages, steps, mounts), secrets };
}

/** Names that are the same to `COPY`, which takes its sources for patterns, and then replaces variables in them. */
const PLAIN_NAME = /^[^*?[\]\\$'"]*$/;

/** Where a build sees a file that `COPY` cannot name. */
const ODD_FILE = "/tmp/flyte-file";

function copyConfig({ pathType, src, dst }: CopyConfig, context: LayerContext): LayerPart {
  const { field, folder, owner } = context;
  const target = checkNoNul(`${field}.dst`, dst) || ".";
  const name = checkNoNul(`${field}.src`, pathName(src));
  const copy = (path: string): string => {
    const chown = owner === undefined ? "" : ` --chown=${owner}`;
    // A directory of the same name is meant as it is called.
    return `COPY${chown} ${jsonForm([path, copyWord(target, target !== `./${name}`)])}`;
  };
  if (pathType === 1) {
    return { instructions: [copy(`${folder}/`)], context: [{ kind: "sources", path: folder, source: src }] };
  }
  const path = `${folder}/${name}`;
  const isDirectory = /(?:^|\/)\.{0,2}$/.test(target);
  const instruction = PLAIN_NAME.test(name)
    ? copy(path)
    : isDirectory
    ? copy(`${folder}/`)
    : runCopy(name, target, context);
  return { instructions: [instruction], context: [{ kind: "copy", path, source: src }] };
}

/** Does what `COPY` does with a file, whose target may be a directory of the image. */
function runCopy(name: string, target: string, { folder, owner }: LayerContext): string {
  const steps = [
    `target=${expandingWord(target)}`,
    `if test -d "$target"; then target="$target"/${shellWord(name)}; fi`,
    `mkdir -p -- "$(dirname -- "$target")"`,
    `cp -p -- ${shellWord(`${ODD_FILE}/${name}`)} "$target"`,
    ...(owner === undefined ? [] : [`chown ${owner} -- "$target"`]),
  ];
  return run(steps, [mountContext(folder, ODD_FILE)]);
}

/** The packages of a script, and its projects, which need git to know their versions. */
function uvScript(layer: UVScript, context: LayerContext): LayerPart {
  if (layer.text === undefined) {
    const what = `nobody has read ${JSON.stringify(layer.script)}: give its name and text, or use prepareDockerfile`;
    throw new FlyteConfigError("image_layer_invalid", what);
  }
  const { dependencies, pyprojects } = parseUvScript(layer.script, layer.text);
  const { type: _type, script: _script, text: _text, ...pip } = layer;
  const parts = [
    pipPackages(layerOf("PipPackages", { ...pip, packages: dependencies }), context),
    ...(pyprojects.length === 0 ? [] : [aptPackages(layerOf("AptPackages", { packages: ["git"] }), context)]),
    ...pyprojects.map((folder, index) =>
      uvProject(
        layerOf("UVProject", {
          ...pip,
          pyproject: pathBelow(folder, "pyproject.toml"),
          uvlock: null,
          projectInstallMode: "install_project",
        }),
        { ...context, folder: `${context.folder}/${index}` },
      )
    ),
  ];
  return {
    instructions: parts.flatMap(({ instructions }) => instructions),
    context: parts.flatMap(({ context = [] }) => context),
    secrets: parts.flatMap(({ secrets = [] }) => secrets),
  };
}

/** A path as an instruction takes it without quotes; variables in it are those of the image. */
function checkPath(field: string, path: string): string {
  if (/^[\p{L}\p{N}/$.~][\p{L}\p{N} ._/~+:@%=,{}$-]*$/u.test(path) && !path.endsWith(" ")) return path;
  throw invalidField(
    field,
    `is ${JSON.stringify(path)}; a path here has letters, digits, spaces and . _ / ~ + : @ % = , - only`,
  );
}
