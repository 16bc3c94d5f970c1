/**
 * Decides what layers leave open until files can be looked at.
 *
 * @module
 */
import { directoryExists, statPath } from "../../files/walk.ts";
import { fileUnreadable } from "../../runtime/host_errors.ts";
import type { Host } from "../../runtime/host.ts";
import { readText } from "../../runtime/read_file.ts";
import { pathBelow, pathParent } from "../../python/paths.ts";
import { invalidLayer } from "./add_layer.ts";
import { layerOf } from "./layer_values.ts";
import type { PixiProject, PythonWheels, UVProject, UVScript } from "./install_layers.ts";
import type { Layer } from "./layers.ts";

/**
 * The layers with what can only be seen on the machine: which lock files there are, where a manifest is, whether there
 * is a wheel, what a script says. Rejects as reading does, and with `image_layer_invalid`.
 */
export async function concreteLayers(host: Host, layers: readonly Layer[]): Promise<readonly Layer[]> {
  const concrete: Layer[] = [];
  for (const layer of layers) {
    const decided = await concreteLayer(host, layer);
    if (decided !== undefined) concrete.push(decided);
  }
  return concrete;
}

async function concreteLayer(host: Host, layer: Layer): Promise<Layer | undefined> {
  switch (layer.type) {
    case "UVProject":
      return await withUvLock(host, layer);
    case "PixiProject":
      return await withPixiLock(host, layer);
    case "PythonWheels":
      return await hasWheel(host, layer) ? layer : undefined;
    case "UVScript":
      return await withText(host, layer);
    default:
      return layer;
  }
}

/** The path of a file if there is something, or `null`. */
async function ifThere(host: Host, path: string): Promise<string | null> {
  return await statPath(host, path) === undefined ? null : path;
}

async function withUvLock(host: Host, layer: UVProject): Promise<UVProject> {
  if (layer.uvlock !== undefined) return layer;
  return layerOf("UVProject", {
    ...layer,
    uvlock: await ifThere(host, pathBelow(pathParent(layer.pyproject), "uv.lock")),
  });
}

async function withPixiLock(host: Host, layer: PixiProject): Promise<PixiProject> {
  let { manifest, pixiLock } = layer;
  if (await directoryExists(host, manifest)) {
    const own = pathBelow(manifest, "pixi.toml");
    manifest = await ifThere(host, own) ?? pathBelow(manifest, "pyproject.toml");
  }
  if (pixiLock === undefined) pixiLock = await ifThere(host, pathBelow(pathParent(manifest), "pixi.lock"));
  return layerOf("PixiProject", { ...layer, manifest, pixiLock });
}

async function withText(host: Host, layer: UVScript): Promise<UVScript> {
  if (layer.text !== undefined) return layer;
  const found = await statPath(host, layer.script);
  if (found !== undefined && !found.isFile) throw fileUnreadable(layer.script, "it is not a file");
  return layerOf("UVScript", { ...layer, text: await readText(host, layer.script, "script") });
}

/** Whether a layer that is there only if it has a wheel has one. */
async function hasWheel(host: Host, { isOptional, wheelDir, packageName }: PythonWheels): Promise<boolean> {
  if (!isOptional) return true;
  if (!await directoryExists(host, wheelDir)) return false;
  const wheels = (await host.readDir(wheelDir)).map(({ name }) => name).filter((name) =>
    name.startsWith(`${packageName}-`) && name.endsWith(".whl")
  );
  if (wheels.length <= 1) return wheels.length === 1;
  const where = `${JSON.stringify(wheelDir)} has ${wheels.length} wheels of ${packageName}`;
  throw invalidLayer(`${where}, and nobody can tell which one is meant: ${wheels.join(", ")}; keep one`);
}
