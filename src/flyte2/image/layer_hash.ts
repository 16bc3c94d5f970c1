/**
 * What of each layer counts in the hash of an image, in flyte's order.
 *
 * @module
 */
import { directoryExists, statPath } from "../../files/walk.ts";
import { hashContent, hashFiles } from "../../files/hash_files.ts";
import type { TextHasher } from "../../files/md5.ts";
import type { Host } from "../../runtime/host.ts";
import { pathBelow, pathName, pathParent } from "../../python/paths.ts";
import { undecidedBundle } from "./code_bundle.ts";
import { type IsIgnored, isLeftOut, readFolderIgnore, unignoredFiles } from "./ignore.ts";
import type { PipOption, SecretMounts } from "./install_layers.ts";
import type { Layer, LayerOf, LayerType } from "./layers.ts";
import { wheelsIn } from "./wheels.ts";

/** What layers are hashed with. */
export interface HashContext {
  /** Gets texts and bytes. */
  readonly hasher: TextHasher;
  /** Where files are. */
  readonly host: Host;
  /** Which files are left out; each folder has its own rules if it is `undefined`. */
  readonly isIgnored: IsIgnored | undefined;
}

type UpdateHash<L> = (layer: L, context: HashContext) => void | Promise<void>;

const UPDATES: { readonly [T in LayerType]: UpdateHash<LayerOf<T>> } = {
  PipPackages: (layer, context) => update(context, pipText(layer), ...layer.packages ?? []),
  Requirements: async (layer, context) => {
    update(context, pipText(layer));
    await hashContent(context.hasher, context.host, layer.file);
  },
  PythonWheels: async (layer, context) => {
    update(context, pipText(layer));
    await hashWheels(layer.wheelDir, context);
  },
  UVProject: async (layer, context) => {
    update(context, pipText(layer));
    await hashProject(layer.pyproject, layer.uvlock ?? null, layer.projectInstallMode, true, context);
  },
  PoetryProject: async (layer, context) => {
    update(context, layer.extraArgs, secretsText(layer.secretMounts));
    await hashProject(layer.pyproject, layer.poetryLock, layer.projectInstallMode, false, context);
  },
  PixiProject: async (layer, context) => {
    update(context, layer.environment, layer.extraArgs, secretsText(layer.secretMounts));
    await hashProject(layer.manifest, layer.pixiLock ?? null, layer.projectInstallMode, true, context);
  },
  UVScript: async (layer, context) => {
    const { parseUvScript } = await import("./uv_script.ts");
    const { hashed, pyprojects } = parseUvScript(layer.script, layer.text ?? "");
    update(context, hashed, pipText(layer));
    for (const folder of pyprojects) {
      await hashProject(pathBelow(folder, "pyproject.toml"), null, "install_project", true, context);
    }
  },
  AptPackages: (layer, context) => update(context, ...layer.packages, secretsText(layer.secretMounts)),
  Commands: (layer, context) => update(context, ...layer.commands, secretsText(layer.secretMounts)),
  WorkDir: (layer, context) => update(context, layer.workdir),
  DockerIgnore: async ({ path }, context) => {
    if (await statPath(context.host, path) === undefined) update(context, path);
    else await hashContent(context.hasher, context.host, path);
  },
  CopyConfig: async ({ src, dst }, context) => {
    await hashSource(src, true, context);
    update(context, dst);
  },
  CodeBundleLayer: (layer) => {
    throw undecidedBundle(layer);
  },
  Env: ({ envVars }, context) => update(context, envVars.map(([name, value]) => `${name}=${value}`).join(" ")),
  _DockerLines: (layer, context) => update(context, ...layer.lines),
};

/**
 * Adds a layer to a hash, at once unless it has files; `concreteLayers` has decided what it leaves open. Throws, or
 * rejects, as reading files does, with `uv_script_invalid`, `code_bundle_unresolved`, `loaded_modules_unknown` and
 * `ignore_pattern_invalid`.
 */
export function updateHash(layer: Layer, context: HashContext): void | Promise<void> {
  return (UPDATES[layer.type] as UpdateHash<Layer>)(layer, context);
}

function update({ hasher }: HashContext, ...texts: readonly (string | undefined)[]): void {
  hasher.text(texts.join(""));
}

function pipText({ indexUrl = "", extraIndexUrls = [], pre, extraArgs = "", secretMounts }: PipOption): string {
  return [indexUrl, ...extraIndexUrls, pre ? "True" : "", extraArgs, secretsText(secretMounts)].join("");
}

function secretsText(secrets: SecretMounts = []): string {
  return secrets.join("");
}

/** The files that say what a project needs, or all of its files. */
async function hashProject(
  file: string,
  lock: string | null,
  mode: "dependencies_only" | "install_project",
  hasOwnRules: boolean,
  context: HashContext,
): Promise<void> {
  if (mode === "install_project") return await hashSource(pathParent(file), hasOwnRules, context);
  if (lock !== null) await hashContent(context.hasher, context.host, lock);
  await hashContent(context.hasher, context.host, file);
}

/** A file or a folder; what is not there counts for nothing. */
async function hashSource(path: string, hasOwnRules: boolean, { hasher, host, isIgnored }: HashContext): Promise<void> {
  if (await directoryExists(host, path)) {
    const rules = isIgnored ?? (hasOwnRules ? await readFolderIgnore(host, path) : () => false);
    return await hashFiles(hasher, host, await unignoredFiles(host, path, rules));
  }
  if (isIgnored !== undefined && await isLeftOut(host, path, isIgnored)) return;
  await hashFiles(hasher, host, [{ path, below: pathName(path) }]);
}

/** The content of wheels. */
async function hashWheels(folder: string, { hasher, host }: HashContext): Promise<void> {
  if (!await directoryExists(host, folder)) return;
  for (const { path } of await wheelsIn(host, folder)) await hashContent(hasher, host, path);
}
