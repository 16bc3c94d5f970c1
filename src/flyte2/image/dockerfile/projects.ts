/**
 * How what a project needs gets into an image.
 *
 * @module
 */
import { env, mountCache, mountContext, mountUvCache, run } from "../../../container/instructions.ts";
import { checkImage, invalidField } from "../../../container/escape.ts";
import type { ContextEntry } from "../../../container/rendered_image.ts";
import { FlyteConfigError } from "../../../errors.ts";
import { pathName, pathParent } from "../../../python/paths.ts";
import { PIXI_MANIFESTS } from "../constants.ts";
import type { PixiProject, PoetryProject, UVProject } from "../install_layers.ts";
import type { LayerContext, LayerPart } from "./part.ts";
import { extraArguments, pipArguments, VENV } from "./pip.ts";
import { layerSecrets } from "./secrets.ts";

const PROJECT = "/tmp/flyte-project";
const PIXI_PROJECT = "/opt/pixi-project";
/** The environment of the image: that of pixi, that of the base image, or the one made for it. */
const ACTIVE = `"\${VIRTUAL_ENV-${VENV}}"`;

/** See `Image.withUvProject`. Packages by path are copied: what they would be links to is not in the image. */
export function uvProject(layer: UVProject, context: LayerContext): LayerPart {
  needsUv("withUvProject", context);
  const { pyproject, projectInstallMode: mode } = layer;
  const lock = decided("uvlock", "uv.lock", pyproject, layer.uvlock);
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

/** See `Image.withPoetryProject`. Poetry itself does not stay in the image. */
export function poetryProject(layer: PoetryProject, context: LayerContext): LayerPart {
  needsUv("withPoetryProject", context);
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

/** See `Image.withPixiProject`. What it installs becomes the Python of the image. */
export function pixiProject(layer: PixiProject, context: LayerContext): LayerPart {
  const { manifest, environment, extraArgs, projectInstallMode: mode } = layer;
  const lock = decided("pixiLock", "pixi.lock", manifest, layer.pixiLock);
  const args = extraArguments(extraArgs, context.field);
  const { secrets, mounts, steps } = layerSecrets(context.field, layer.secretMounts);
  const name = pathName(manifest);
  if (!PIXI_MANIFESTS.includes(name)) {
    throw invalidField(`${context.field}.manifest`, `must be ${PIXI_MANIFESTS.join(" or ")}`);
  }
  if (!/^[\w.-]+$/.test(environment)) {
    throw invalidField(
      `${context.field}.environment`,
      `is ${JSON.stringify(environment)}, which pixi allows for no name`,
    );
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
  const folder = `${PIXI_PROJECT}/.pixi/envs/${environment}`;
  return {
    instructions: [
      `COPY --from=${checkImage("pixiImage", context.options.pixiImage)} /usr/local/bin/pixi /usr/local/bin/pixi`,
      `COPY ${context.folder}/ ${PIXI_PROJECT}/`,
      run([...steps, install.join(" ")], [mountCache("pixi", "/root/.cache/rattler"), ...mounts]),
      ...env([
        ["VIRTUAL_ENV", folder],
        ["UV_PYTHON", `${folder}/bin/python`],
        ["PIXI_PROJECT_MANIFEST", path],
        ["PATH", `${folder}/bin:$PATH`],
      ], true),
    ],
    context: files,
    secrets,
  };
}

/** The files that say what a project needs, or all of its files and these in any case. */
function projectFiles(
  { folder }: LayerContext,
  file: string,
  name: string,
  lockName: string,
  lock: string | null,
  mode: "dependencies_only" | "install_project",
  rules: "own" | "none" = "own",
): readonly ContextEntry[] {
  return [
    ...(mode === "install_project"
      ? [{ kind: "sources", path: folder, source: pathParent(file), rules } as const]
      : []),
    { kind: "copy", path: `${folder}/${name}`, source: file },
    ...(lock === null ? [] : [{ kind: "copy", path: `${folder}/${lockName}`, source: lock } as const]),
  ];
}

function project(
  { secretMounts }: UVProject | PoetryProject,
  { field, folder }: LayerContext,
  commands: readonly (readonly string[])[],
  caches: readonly string[],
  files: readonly ContextEntry[],
): LayerPart {
  const { secrets, mounts, steps } = layerSecrets(field, secretMounts);
  const lines = commands.map((words) => words.filter((word) => word !== "").join(" "));
  const all = [...caches, mountContext(folder, PROJECT, true), ...mounts];
  return { instructions: [run([...steps, ...lines], all)], context: files, secrets };
}

function decided(field: string, name: string, beside: string, lock: string | null | undefined): string | null {
  if (lock !== undefined) return lock;
  const what = `nobody has looked whether there is a ${name} beside ${JSON.stringify(beside)}`;
  throw new FlyteConfigError(
    "image_layer_invalid",
    `${what}: give ${field}, or null for none; or use prepareDockerfile`,
  );
}

function needsUv(method: string, { options: { installer } }: LayerContext): void {
  if (installer === "uv") return;
  throw new FlyteConfigError(
    "image_lock_needs_uv",
    `${method} cannot be installed by ${installer}; set installer to uv`,
  );
}
