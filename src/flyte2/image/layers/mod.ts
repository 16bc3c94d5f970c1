/**
 * The list of all types of layers. Each type is defined in a file of this directory: its fields, options, hash and
 * checks. How a layer is written into a Dockerfile is in `../dockerfile/writers.ts`.
 *
 * @module
 */
import { FlyteConfigError } from "../../../errors.ts";
import { isObject } from "../../../python/json_value.ts";
import type { Host } from "../../../runtime/host.ts";
import { mustBe, unknownName } from "../../../text/expected.ts";
import { type AnyFields, NULLABLE_PATH_KIND, PATH_KIND } from "../fields.ts";
import { type AptPackages, aptPackages } from "./apt.ts";
import { type Commands, commands } from "./commands.ts";
import { type DockerLines, dockerLines } from "./debian.ts";
import { type Env, env, type WorkDir, workDir } from "./env.ts";
import { type HashContext, type LayerDefinition, makeLayer, type ScriptReader } from "./layer.ts";
import {
  type PipPackages,
  pipPackages,
  type PythonWheels,
  pythonWheels,
  type Requirements,
  requirements,
} from "./pip.ts";
import { type PixiProject, pixiProject } from "./pixi.ts";
import { type PoetryProject, poetryProject } from "./poetry.ts";
import {
  codeBundle,
  type CodeBundleLayer,
  type CopyConfig,
  copyConfig,
  type DockerIgnore,
  dockerIgnore,
} from "./sources.ts";
import { type UVProject, uvProject, type UVScript, uvScript } from "./uv.ts";

/**
 * A layer of an image. Paths are written as Python's `PurePosixPath` writes them; a field that is not set is
 * `undefined`. Python: `flyte._image.Layer`.
 */
export type Layer =
  | PipPackages
  | Requirements
  | PythonWheels
  | UVProject
  | PoetryProject
  | PixiProject
  | UVScript
  | AptPackages
  | Commands
  | WorkDir
  | DockerIgnore
  | CopyConfig
  | CodeBundleLayer
  | Env
  | DockerLines;

/** Name of a type of layer, as in Python. */
export type LayerType = Layer["type"];

/** The layer of a type. */
export type LayerOf<T extends LayerType> = Extract<Layer, { readonly type: T }>;

const LAYERS: { readonly [T in LayerType]: LayerDefinition<LayerOf<T>> } = {
  PipPackages: pipPackages,
  Requirements: requirements,
  PythonWheels: pythonWheels,
  UVProject: uvProject,
  PoetryProject: poetryProject,
  PixiProject: pixiProject,
  UVScript: uvScript,
  AptPackages: aptPackages,
  Commands: commands,
  WorkDir: workDir,
  DockerIgnore: dockerIgnore,
  CopyConfig: copyConfig,
  CodeBundleLayer: codeBundle,
  Env: env,
  _DockerLines: dockerLines,
};

/**
 * Creates a layer, for `Image.clone({ addlLayer })`. The methods of `Image` that add layers are easier to use.
 *
 * @param type – Name of the type, as in Python.
 * @param init – The fields; those that are required or have no default must be set.
 * @returns The layer, frozen, with copies of lists.
 * @throws {FlyteConfigError} `wrong_shape` – when the type is unknown, or a field is missing or has the wrong type.
 * @throws {FlyteConfigError} `unknown_field` – when the type has no such field.
 * @throws {FlyteConfigError} `not_utf8` – when a string contains half of a surrogate pair.
 *
 * @example
 * ```ts
 * import { layerOf } from "@flyte-ts/config/v2";
 *
 * console.log(layerOf("AptPackages", { packages: ["git"] }).packages); // [ "git" ]
 * ```
 */
export function layerOf<T extends LayerType>(
  type: T,
  init: { readonly [Name in Exclude<keyof LayerOf<T>, "type">]?: LayerOf<T>[Name] | undefined },
): LayerOf<T> {
  return makeLayer(definitionOf(type) as unknown as LayerDefinition<LayerOf<T>>, init);
}

/** Creates a checked copy of a layer from a value of any kind. Throws as {@linkcode layerOf} does. */
export function checkedLayer(value: unknown): Layer {
  return makeLayer(definitionOf(isObject(value) ? value.type : value), value as Layer);
}

/** The fields of a type of layer. Throws `wrong_shape` for an unknown type. */
export function layerFields(type: unknown): AnyFields {
  return definitionOf(type).fields as unknown as AnyFields;
}

/** Returns the paths on the machine that a layer names. */
export function pathsOf(layer: Layer): readonly string[] {
  return Object.entries(layerFields(layer.type)).flatMap(([name, { kind }]) => {
    const value = (layer as unknown as Readonly<Record<string, unknown>>)[name];
    return (kind === PATH_KIND || kind === NULLABLE_PATH_KIND) && typeof value === "string" ? [value] : [];
  });
}

/**
 * Completes layers with what only the file system knows, and omits optional ones that are absent. Rejects as reading
 * files does, and with `image_layer_invalid`.
 */
export async function completeLayers(host: Host, layers: readonly Layer[]): Promise<readonly Layer[]> {
  const complete: Layer[] = [];
  for (const layer of layers) {
    const definition = definitionOf(layer.type);
    const completed = definition.complete === undefined ? layer : await definition.complete(layer, host);
    if (completed !== undefined) complete.push(completed);
  }
  return complete;
}

/**
 * Checks that the files that layers name exist, and are of the right kind. Rejects with `file_not_found`,
 * `file_unreadable`, `image_layer_invalid` and `uv_script_invalid`.
 */
export async function validateLayers(host: Host, layers: readonly Layer[], readScript: ScriptReader): Promise<void> {
  for (const layer of layers) await definitionOf(layer.type).validate?.(layer, host, readScript);
}

/** The string that a layer adds to a hash; `undefined` for a layer with files. */
export function layerText(layer: Layer): string | undefined {
  return definitionOf(layer.type).text?.(layer);
}

/**
 * Adds a completed layer to a hash. Rejects as reading files does, and with `uv_script_invalid`,
 * `code_bundle_unresolved`, `loaded_modules_unknown` and `ignore_pattern_invalid`.
 */
export async function hashLayer(layer: Layer, context: HashContext): Promise<void> {
  const definition = definitionOf(layer.type);
  if (definition.text === undefined) await definition.hash(layer, context);
  else context.hasher.text(definition.text(layer));
}

function definitionOf(type: unknown): LayerDefinition<Layer> {
  if (typeof type === "string" && Object.hasOwn(LAYERS, type)) {
    return LAYERS[type as LayerType] as unknown as LayerDefinition<Layer>;
  }
  const what = typeof type === "string"
    ? unknownName("layer type", type, Object.keys(LAYERS))
    : `the type of a layer ${mustBe("a string", type)}`;
  throw new FlyteConfigError("wrong_shape", what, { path: "type" });
}
