/**
 * Layer for a pixi project.
 *
 * @module
 */
import { checkArgument, checkOptions, type OptionChecks, STRING } from "../../../arguments.ts";
import { directoryExists } from "../../../files/walk.ts";
import { pathBelow, pathName, pathParent } from "../../../python/paths.ts";
import type { Host } from "../../../runtime/host.ts";
import { quoted } from "../../../text/quote.ts";
import { NULLABLE_PATH_KIND, PATH_KIND, SECRETS_KIND, STRING_KIND } from "../fields.ts";
import { type Secret, SECRET_CHECKS, type SecretOptions, secretsOf } from "../secret.ts";
import {
  hashProject,
  INSTALL_MODE,
  INSTALL_MODE_FIELD,
  pathIfExists,
  type ProjectInstallMode,
  requireFile,
  requirePath,
} from "./files.ts";
import { invalidLayer, type LayerDefinition, makeLayer, STRING_OR_NULL } from "./layer.ts";
import { secretsHash } from "./pip.ts";

/** The names of pixi's manifests; the first one takes precedence. */
export const PIXI_MANIFESTS: readonly string[] = ["pixi.toml", "pyproject.toml"];

/** A pixi project. Python: `flyte._image.PixiProject`. */
export interface PixiProject {
  /** The type of the layer. */
  readonly type: "PixiProject";
  /** Path of its `pixi.toml` or `pyproject.toml`, or of the directory that has one of them. */
  readonly manifest: string;
  /** Path of its `pixi.lock`, or `null` for none. `undefined`: the one beside the manifest, if it exists. */
  readonly pixiLock?: string | null | undefined;
  /** Name of the environment to install. */
  readonly environment: string;
  /** Further arguments of `pixi install`. */
  readonly extraArgs?: string | undefined;
  /** Secrets available to pixi; a string is the key of one. */
  readonly secretMounts?: readonly (string | Secret)[] | undefined;
  /** Whether all files of the project are copied, rather than just its manifest and lock file. */
  readonly projectInstallMode: ProjectInstallMode;
}

/** Options of `Image.withPixiProject`. */
export interface PixiProjectOptions extends SecretOptions {
  /**
   * Path of the `pixi.lock`, or `null` for none.
   *
   * @default the one beside the manifest, if it exists
   */
  readonly pixiLock?: string | null | undefined;
  /**
   * Name of the environment to install.
   *
   * @default `default`
   */
  readonly environment?: string | undefined;
  /**
   * Further arguments of `pixi install`.
   *
   * @default none
   */
  readonly extraArgs?: string | undefined;
  /**
   * Whether all files of the project are copied.
   *
   * @default `dependencies_only`, which copies its manifest and lock file
   */
  readonly projectInstallMode?: ProjectInstallMode | undefined;
}

const CHECKS: OptionChecks<PixiProjectOptions> = {
  ...SECRET_CHECKS,
  pixiLock: STRING_OR_NULL,
  environment: STRING,
  extraArgs: STRING,
  projectInstallMode: INSTALL_MODE,
};

/** See {@linkcode PixiProject}. */
export const pixiProject: LayerDefinition<PixiProject> = {
  type: "PixiProject",
  fields: {
    manifest: { kind: PATH_KIND, isRequired: true, isUnhashed: true },
    pixiLock: { kind: NULLABLE_PATH_KIND, isUnhashed: true },
    environment: { kind: STRING_KIND, default: "default" },
    extraArgs: { kind: STRING_KIND },
    secretMounts: { kind: SECRETS_KIND },
    projectInstallMode: INSTALL_MODE_FIELD,
  },
  complete,
  hash: async (layer, context) => {
    context.hasher.text(layer.environment + (layer.extraArgs ?? "") + secretsHash(layer.secretMounts));
    await hashProject(context, layer.manifest, layer.pixiLock ?? null, layer.projectInstallMode);
  },
  validate: async (layer, host) => {
    const { manifest, pixiLock } = await complete(layer, host);
    await requireFile(host, manifest);
    if (!PIXI_MANIFESTS.includes(pathName(manifest))) {
      throw invalidLayer(`the pixi manifest ${quoted(manifest)} must be named ${PIXI_MANIFESTS.join(" or ")}`);
    }
    if (pixiLock != null) await requirePath(host, pixiLock);
  },
};

/** The layer of `Image.withPixiProject`. */
export function pixiProjectLayer(manifestFile: string, options: PixiProjectOptions): PixiProject {
  checkArgument("Image.withPixiProject", "manifestFile", manifestFile, STRING);
  checkOptions("Image.withPixiProject", options, CHECKS);
  const { secretMounts, ...rest } = options;
  return makeLayer(pixiProject, {
    ...rest,
    manifest: manifestFile,
    secretMounts: secretsOf(secretMounts),
  });
}

/** Finds the manifest and the lock file. */
async function complete(layer: PixiProject, host: Host): Promise<PixiProject> {
  let { manifest, pixiLock } = layer;
  if (await directoryExists(host, manifest)) {
    const [first, other] = PIXI_MANIFESTS.map((name) => pathBelow(layer.manifest, name));
    manifest = await pathIfExists(host, first!) ?? other!;
  }
  if (pixiLock === undefined) pixiLock = await pathIfExists(host, pathBelow(pathParent(manifest), "pixi.lock"));
  return makeLayer(pixiProject, { ...layer, manifest, pixiLock });
}
