/**
 * The list of writers: how each type of layer is written into a Dockerfile.
 *
 * @module
 */
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
import { env, grouped, installDebian, mountContext, run } from "../../../container/instructions.ts";
import { pathBelow, pathName } from "../../../python/paths.ts";
import { quoted } from "../../../text/quote.ts";
import type { AptPackages } from "../layers/apt.ts";
import { invalidLayer } from "../layers/layer.ts";
import { type Layer, type LayerOf, layerOf, type LayerType } from "../layers/mod.ts";
import { parseScriptMetadata } from "../layers/script_metadata.ts";
import { type CopyConfig, unresolvedBundle } from "../layers/sources.ts";
import type { UVScript } from "../layers/uv.ts";
import { type LayerContext, type LayerPart, layerSecrets } from "./layer_part.ts";
import { pipPackages, pythonWheels, requirements } from "./pip.ts";
import { pixiProject, poetryProject, uvProject } from "./projects.ts";

type Writer<L> = (layer: L, context: LayerContext) => LayerPart;

const WRITERS: { readonly [T in LayerType]: Writer<LayerOf<T>> } = {
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
    throw unresolvedBundle(layer);
  },
  Env: ({ envVars }, { field, literalEnv }) => ({
    instructions: envVars.flatMap(([name, value]) => {
      return env([[checkName(`${field}.envVars`, name), checkText(`${field}.envVars.${name}`, value)]], !literalEnv);
    }),
  }),
  _DockerLines: ({ lines }, { field }) => ({
    instructions: lines.map((line, index) => {
      if (/^LABEL [^\\\p{Cc}]+$/u.test(line)) return line;
      throw invalidField(`${field}.lines[${index}]`, "must be a LABEL instruction on one line");
    }),
  }),
};

/**
 * Writes a layer. Throws `image_field_invalid` for a value that a Dockerfile cannot contain, and `image_layer_invalid`
 * for a layer that is not complete.
 */
export function writeLayer(layer: Layer, context: LayerContext): LayerPart {
  return (WRITERS[layer.type] as Writer<Layer>)(layer, context);
}

function aptPackages({ packages, secretMounts }: AptPackages, { field }: LayerContext): LayerPart {
  const { secrets, mounts, steps } = layerSecrets(field, secretMounts);
  return { instructions: installDebian(`${field}.packages`, packages, steps, mounts), secrets };
}

/** File names that `COPY` reads literally. It treats sources as patterns, and replaces variables in them. */
const PLAIN_NAME = /^[^*?[\]\\$'"]*$/;

/** Mount point of a file that `COPY` cannot name. */
const ODD_FILE = "/tmp/flyte-file";

function copyConfig({ pathType, src, dst }: CopyConfig, context: LayerContext): LayerPart {
  const { field, directory, owner } = context;
  const target = checkNoNul(`${field}.dst`, dst) || ".";
  const name = checkNoNul(`${field}.src`, pathName(src));
  const copy = (path: string): string => {
    const chown = owner === undefined ? "" : ` --chown=${owner}`;
    // The default target repeats the name of the directory, in which $ is literal.
    return `COPY${chown} ${jsonForm([path, copyWord(target, target !== `./${name}`)])}`;
  };
  if (pathType === 1) {
    return { instructions: [copy(`${directory}/`)], context: [{ kind: "sources", path: directory, source: src }] };
  }
  const path = `${directory}/${name}`;
  const isDirectory = /(?:^|\/)\.{0,2}$/.test(target);
  const instruction = PLAIN_NAME.test(name)
    ? copy(path)
    : isDirectory
    ? copy(`${directory}/`)
    : runCopy(name, target, context);
  return { instructions: [instruction], context: [{ kind: "copy", path, source: src }] };
}

/** Copies a file as `COPY` does, in a shell. The target may be a directory of the image. */
function runCopy(name: string, target: string, { directory, owner }: LayerContext): string {
  const steps = [
    `target=${expandingWord(target)}`,
    `if test -d "$target"; then target="$target"/${shellWord(name)}; fi`,
    `mkdir -p -- "$(dirname -- "$target")"`,
    `cp -p -- ${shellWord(`${ODD_FILE}/${name}`)} "$target"`,
    ...(owner === undefined ? [] : [`chown ${owner} -- "$target"`]),
  ];
  return run(steps, [mountContext(directory, ODD_FILE)]);
}

/** Installs the packages of a script, and its projects with git, which determines their versions. */
function uvScript(layer: UVScript, context: LayerContext): LayerPart {
  if (layer.text === undefined) {
    throw invalidLayer(`the script ${quoted(layer.script)} has not been read; pass its text, or use prepareDockerfile`);
  }
  const { dependencies, projects } = parseScriptMetadata(layer.script, layer.text);
  const { type: _type, script: _script, text: _text, ...pip } = layer;
  const parts = [
    pipPackages(layerOf("PipPackages", { ...pip, packages: dependencies }), context),
    ...(projects.length === 0 ? [] : [aptPackages(layerOf("AptPackages", { packages: ["git"] }), context)]),
    ...projects.map((project, index) =>
      uvProject(
        layerOf("UVProject", {
          ...pip,
          pyproject: pathBelow(project, "pyproject.toml"),
          uvlock: null,
          projectInstallMode: "install_project",
        }),
        { ...context, directory: `${context.directory}/${index}` },
      )
    ),
  ];
  return {
    instructions: parts.flatMap(({ instructions }) => instructions),
    context: parts.flatMap(({ context = [] }) => context),
    secrets: parts.flatMap(({ secrets = [] }) => secrets),
  };
}

/** Checks a path that is written without quotes. It may contain variables. */
function checkPath(field: string, path: string): string {
  if (/^[\p{L}\p{N}/$.~][\p{L}\p{N} ._/~+:@%=,{}$-]*$/u.test(path) && !path.endsWith(" ")) return path;
  throw invalidField(
    field,
    `is ${quoted(path)}; it must contain only letters, digits, spaces, variables and . _ / ~ + : @ % = , -`,
  );
}
