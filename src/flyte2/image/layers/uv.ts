/**
 * Layers for uv: a project, and a script that declares its dependencies.
 *
 * @module
 */
import { checkArgument, checkOptions, type OptionChecks, STRING } from "../../../arguments.ts";
import { statPath } from "../../../files/walk.ts";
import { pathBelow, pathParent, pathSuffix } from "../../../python/paths.ts";
import { fileUnreadable } from "../../../runtime/host_errors.ts";
import { readText } from "../../../runtime/read_file.ts";
import { quoted } from "../../../text/quote.ts";
import { NULLABLE_PATH_KIND, PATH_KIND, STRING_KIND } from "../fields.ts";
import {
  hashProject,
  INSTALL_MODE,
  INSTALL_MODE_FIELD,
  pathIfExists,
  type ProjectInstallMode,
  PYPROJECT_FIELD,
  requireFile,
  requirePath,
} from "./files.ts";
import { invalidLayer, type LayerDefinition, makeLayer, STRING_OR_NULL } from "./layer.ts";
import { PIP_CHECKS, PIP_FIELDS, type PipFields, pipFields, pipHash, type PipOptions } from "./pip.ts";

/** A uv project. Python: `flyte._image.UVProject`. */
export interface UVProject extends PipFields {
  /** The type of the layer. */
  readonly type: "UVProject";
  /** Path of its `pyproject.toml`. */
  readonly pyproject: string;
  /** Path of its `uv.lock`, or `null` for none. `undefined`: the one beside the `pyproject.toml`, if it exists. */
  readonly uvlock?: string | null | undefined;
  /** Whether the project itself is installed. */
  readonly projectInstallMode: ProjectInstallMode;
}

/** The dependencies that a script declares in a comment (PEP 723). Python: `flyte._image.UVScript`. */
export interface UVScript extends PipFields {
  /** The type of the layer. */
  readonly type: "UVScript";
  /** Path of the script. */
  readonly script: string;
  /** Text of the script; `undefined` if it has not been read. */
  readonly text?: string | undefined;
}

/** Options of `Image.withUvProject`. */
export interface UvProjectOptions extends PipOptions {
  /**
   * Path of the `uv.lock`, or `null` for none.
   *
   * @default the one beside the `pyproject.toml`, if it exists
   */
  readonly uvlock?: string | null | undefined;
  /**
   * Whether the project itself is installed.
   *
   * @default `dependencies_only`
   */
  readonly projectInstallMode?: ProjectInstallMode | undefined;
}

const CHECKS: OptionChecks<UvProjectOptions> = {
  ...PIP_CHECKS,
  uvlock: STRING_OR_NULL,
  projectInstallMode: INSTALL_MODE,
};

/** See {@linkcode UVProject}. */
export const uvProject: LayerDefinition<UVProject> = {
  type: "UVProject",
  fields: {
    ...PIP_FIELDS,
    pyproject: PYPROJECT_FIELD,
    uvlock: { kind: NULLABLE_PATH_KIND, isUnhashed: true },
    projectInstallMode: INSTALL_MODE_FIELD,
  },
  complete: async (layer, host) => {
    if (layer.uvlock !== undefined) return layer;
    const uvlock = await pathIfExists(host, pathBelow(pathParent(layer.pyproject), "uv.lock"));
    return makeLayer(uvProject, { ...layer, uvlock });
  },
  hash: async (layer, context) => {
    context.hasher.text(pipHash(layer));
    await hashProject(context, layer.pyproject, layer.uvlock ?? null, layer.projectInstallMode);
  },
  validate: async ({ pyproject, uvlock }, host) => {
    await requireFile(host, pyproject);
    if (uvlock != null) await requirePath(host, uvlock);
  },
};

/** See {@linkcode UVScript}. */
export const uvScript: LayerDefinition<UVScript> = {
  type: "UVScript",
  fields: {
    ...PIP_FIELDS,
    script: { kind: PATH_KIND, isRequired: true, isUnhashed: true },
    text: { kind: STRING_KIND, isUnhashed: true, isContent: true },
  },
  complete: async (layer, host) => {
    if (layer.text !== undefined) return layer;
    const found = await statPath(host, layer.script);
    if (found !== undefined && !found.isFile) throw fileUnreadable(layer.script, "it is not a file");
    return makeLayer(uvScript, { ...layer, text: await readText(host, layer.script, "script") });
  },
  hash: async (layer, context) => {
    const { hashed, projects } = await context.readScript(layer.script, layer.text ?? "");
    context.hasher.text(hashed + pipHash(layer));
    for (const directory of projects) {
      await hashProject(context, pathBelow(directory, "pyproject.toml"), null, "install_project");
    }
  },
  validate: async ({ script, text }, host, readScript) => {
    if (text === undefined) await requireFile(host, script);
    if (pathSuffix(script) !== ".py") throw invalidLayer(`the name of the script ${quoted(script)} must end in .py`);
    await readScript(script, text ?? await readText(host, script, "script"));
  },
};

/** The layer of `Image.withUvProject`. */
export function uvProjectLayer(pyprojectFile: string, options: UvProjectOptions): UVProject {
  checkArgument("Image.withUvProject", "pyprojectFile", pyprojectFile, STRING);
  checkOptions("Image.withUvProject", options, CHECKS);
  const { uvlock, projectInstallMode, ...pip } = options;
  return makeLayer(uvProject, { ...pipFields(pip), pyproject: pyprojectFile, uvlock, projectInstallMode });
}
