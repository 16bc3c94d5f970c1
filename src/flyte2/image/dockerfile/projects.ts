/**
 * Writing layers for projects of uv, Poetry and pixi.
 *
 * @module
 */
import { checkImage, invalidField } from "../../../container/escape.ts";
import { env, mountCache, mountContext, mountUvCache, run } from "../../../container/instructions.ts";
import type { ContextEntry } from "../../../container/rendered_image.ts";
import { FlyteConfigError } from "../../../errors.ts";
import { pathName, pathParent } from "../../../python/paths.ts";
import { quoted } from "../../../text/quote.ts";
import type { ProjectInstallMode } from "../layers/files.ts";
import { invalidLayer } from "../layers/layer.ts";
import { PIXI_MANIFESTS, type PixiProject } from "../layers/pixi.ts";
import type { PoetryProject } from "../layers/poetry.ts";
import type { UVProject } from "../layers/uv.ts";
import { type LayerContext, type LayerPart, layerSecrets } from "./layer_part.ts";
import { extraArguments, pipArguments, VENV } from "./pip.ts";

const PROJECT = "/tmp/flyte-project";
const PIXI_PROJECT = "/opt/pixi-project";
/** The virtual environment of the image: pixi's, that of the base image, or the one created for it. */
const ACTIVE = `"\${VIRTUAL_ENV-${VENV}}"`;

/**
 * Writes the layer of `Image.withUvProject`. Packages named by path are not installed as editable, since their sources
 * are not in the image.
 */
export function uvProject(layer: UVProject, context: LayerContext): LayerPart {
  needsUv("Image.withUvProject", context);
  const { pyproject, projectInstallMode: mode } = layer;
  const lock = knownLock("uvlock", "uv.lock", pyproject, layer.uvlock);
  const args = pipArguments(layer, context.field);
  const own = mode === "install_project" || args.includes("--no-install-project") ? "" : "--no-install-project";
  const command = [
    `UV_PROJECT_ENVIRONMENT=${ACTIVE} uv sync --inexact --no-editable`,
    own,
    ...args,
    `--project ${PROJECT}`,
  ];
  return project(
    layer,
    context,
    [command],
    [mountUvCache()],
    projectFiles(context, pyproject, "pyproject.toml", "uv.lock", lock, mode),
  );
}

/** Writes the layer of `Image.withPoetryProject`. Poetry itself is not in the image. */
export function poetryProject(layer: PoetryProject, context: LayerContext): LayerPart {
  needsUv("Image.withPoetryProject", context);
  const { pyproject, poetryLock, projectInstallMode: mode, extraArgs } = layer;
  const args = extraArguments(extraArgs, context.field);
  const own = mode === "install_project" || args.includes("--no-root") ? "" : "--no-root";
  const active = [`export VIRTUAL_ENV=${ACTIVE}`];
  const poetry = [`PATH="$VIRTUAL_ENV/bin:$PATH" uv tool run --python "$UV_PYTHON" poetry install`];
  const command = [...poetry, own, ...args, `--directory ${PROJECT}`];
  const caches = [mountUvCache(), mountCache("poetry", "/root/.cache/pypoetry")];
  const files = projectFiles(context, pyproject, "pyproject.toml", "poetry.lock", poetryLock, mode, "none");
  return project(layer, context, [active, command], caches, files);
}

/** Writes the layer of `Image.withPixiProject`. The environment becomes the Python of the image. */
export function pixiProject(layer: PixiProject, context: LayerContext): LayerPart {
  const { manifest, environment, extraArgs, projectInstallMode: mode } = layer;
  const lock = knownLock("pixiLock", "pixi.lock", manifest, layer.pixiLock);
  const args = extraArguments(extraArgs, context.field);
  const { secrets, mounts, steps } = layerSecrets(context.field, layer.secretMounts);
  const name = pathName(manifest);
  if (!PIXI_MANIFESTS.includes(name)) {
    throw invalidField(`${context.field}.manifest`, `must be named ${PIXI_MANIFESTS.join(" or ")}`);
  }
  if (!/^[\w.-]+$/.test(environment)) {
    const what = `is ${quoted(environment)}; it must contain only letters, digits and _ . -`;
    throw invalidField(`${context.field}.environment`, what);
  }
  const files = projectFiles(context, manifest, name, "pixi.lock", lock, mode);
  const path = `${PIXI_PROJECT}/${name}`;
  const install = [
    "pixi install",
    `--manifest-path ${path}`,
    `--environment ${environment}`,
    ...(lock !== null && !args.includes("--frozen") ? ["--locked"] : []),
    ...args,
  ];
  const prefix = `${PIXI_PROJECT}/.pixi/envs/${environment}`;
  return {
    instructions: [
      `COPY --from=${checkImage("pixiImage", context.tools.pixiImage)} /usr/local/bin/pixi /usr/local/bin/pixi`,
      `COPY ${context.directory}/ ${PIXI_PROJECT}/`,
      run([...steps, install.join(" ")], [mountCache("pixi", "/root/.cache/rattler"), ...mounts]),
      ...env([
        ["VIRTUAL_ENV", prefix],
        ["UV_PYTHON", `${prefix}/bin/python`],
        ["PIXI_PROJECT_MANIFEST", path],
        ["PATH", `${prefix}/bin:$PATH`],
      ], true),
    ],
    context: files,
    secrets,
  };
}

/** The files that describe the dependencies of a project, and all of its files if the project is installed. */
function projectFiles(
  { directory }: LayerContext,
  file: string,
  name: string,
  lockName: string,
  lock: string | null,
  mode: ProjectInstallMode,
  rules: "own" | "none" = "own",
): readonly ContextEntry[] {
  return [
    ...(mode === "install_project"
      ? [{ kind: "sources", path: directory, source: pathParent(file), rules } as const]
      : []),
    { kind: "copy", path: `${directory}/${name}`, source: file },
    ...(lock === null ? [] : [{ kind: "copy", path: `${directory}/${lockName}`, source: lock } as const]),
  ];
}

function project(
  { secretMounts }: UVProject | PoetryProject,
  { field, directory }: LayerContext,
  commands: readonly (readonly string[])[],
  caches: readonly string[],
  files: readonly ContextEntry[],
): LayerPart {
  const { secrets, mounts, steps } = layerSecrets(field, secretMounts);
  const lines = commands.map((words) => words.filter((word) => word !== "").join(" "));
  const all = [...caches, mountContext(directory, PROJECT, true), ...mounts];
  return { instructions: [run([...steps, ...lines], all)], context: files, secrets };
}

function knownLock(field: string, name: string, file: string, lock: string | null | undefined): string | null {
  if (lock !== undefined) return lock;
  const what = `it is not known whether there is a ${name} beside ${quoted(file)}`;
  throw invalidLayer(`${what}; set ${field} to its path, or to null for none, or use prepareDockerfile`);
}

function needsUv(method: string, { field, tools: { installer } }: LayerContext): void {
  if (installer === "uv") return;
  const what = `${field}: ${method} needs uv, found installer "${installer}"; set installer to "uv"`;
  throw new FlyteConfigError("image_lock_needs_uv", what);
}
