/**
 * Looks whether what layers name is there.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import { statPath } from "../../files/walk.ts";
import { fileNotFound, fileUnreadable, withFiles } from "../../runtime/host_errors.ts";
import { hostFor } from "../../runtime/guarded_host.ts";
import type { FileInfo, Host } from "../../runtime/host.ts";
import { readText } from "../../runtime/read_file.ts";
import { pathName, pathSuffix } from "../../python/paths.ts";
import { invalidLayer } from "./add_layer.ts";
import { concreteLayers } from "./concrete.ts";
import { PIXI_MANIFESTS } from "./constants.ts";
import type { Layer } from "./layers.ts";

/** Options of `Image.validate`. */
export interface ValidateOptions {
  /** Where files are. Default: the machine. */
  readonly host?: Host | undefined;
}

/**
 * Looks whether the files that layers name are there, and are what they must be. Rejects with `file_not_found`,
 * `file_unreadable` for a folder in place of a file or the reverse, `image_layer_invalid`, `uv_script_invalid`.
 */
export async function validateLayers(layers: readonly Layer[], options: ValidateOptions): Promise<void> {
  const host = withFiles(hostFor(options.host));
  for (const layer of layers) await validate(host, layer);
}

async function validate(host: Host, layer: Layer): Promise<void> {
  switch (layer.type) {
    case "CopyConfig":
      return await (layer.pathType === 1 ? needsFolder(host, layer.src) : needsFile(host, layer.src));
    case "Requirements":
      return await needsFile(host, layer.file);
    case "DockerIgnore":
      if ((await statPath(host, layer.path))?.isFile) return;
      throw new FlyteConfigError("file_not_found", `withDockerignore: there is no file ${quoted(layer.path)}`);
    case "UVProject":
      await needsFile(host, layer.pyproject);
      if (layer.uvlock != null) await needsAny(host, layer.uvlock);
      return;
    case "PoetryProject":
      await needsFile(host, layer.pyproject);
      await needsAny(host, layer.poetryLock);
      return;
    case "PixiProject":
      return await validatePixi(host, layer);
    case "UVScript": {
      if (layer.text === undefined) await needsFile(host, layer.script);
      if (pathSuffix(layer.script) !== ".py") throw invalidLayer(`the script ${quoted(layer.script)} must end in .py`);
      const { parseUvScript } = await import("./uv_script.ts");
      parseUvScript(layer.script, layer.text ?? await readText(host, layer.script, "script"));
    }
  }
}

async function validatePixi(host: Host, layer: Layer): Promise<void> {
  for (const concrete of await concreteLayers(host, [layer])) {
    if (concrete.type !== "PixiProject") continue;
    await needsFile(host, concrete.manifest);
    if (!PIXI_MANIFESTS.includes(pathName(concrete.manifest))) {
      throw invalidLayer(`the manifest ${quoted(concrete.manifest)} must be called ${PIXI_MANIFESTS.join(" or ")}`);
    }
    if (concrete.pixiLock != null) await needsAny(host, concrete.pixiLock);
  }
}

async function needsAny(host: Host, path: string): Promise<FileInfo> {
  const found = await statPath(host, path);
  if (found !== undefined) return found;
  throw fileNotFound(path);
}

async function needsFile(host: Host, path: string): Promise<void> {
  if (!(await needsAny(host, path)).isFile) throw fileUnreadable(path, "it is not a file");
}

async function needsFolder(host: Host, path: string): Promise<void> {
  if (!(await needsAny(host, path)).isDirectory) throw fileUnreadable(path, "it is not a folder");
}

function quoted(path: string): string {
  return JSON.stringify(path);
}
