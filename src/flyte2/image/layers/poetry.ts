/**
 * Layer for a Poetry project.
 *
 * @module
 */
import { checkArgument, checkOptions, type OptionChecks, STRING } from "../../../arguments.ts";
import { pathBelow, pathParent } from "../../../python/paths.ts";
import { PATH_KIND, SECRETS_KIND, STRING_KIND } from "../fields.ts";
import { type Secret, SECRET_CHECKS, type SecretOptions, secretsOf } from "../secret.ts";
import {
  hashProject,
  INSTALL_MODE,
  INSTALL_MODE_FIELD,
  type ProjectInstallMode,
  PYPROJECT_FIELD,
  requireFile,
  requirePath,
} from "./files.ts";
import { type LayerDefinition, makeLayer } from "./layer.ts";
import { secretsHash } from "./pip.ts";

/** A Poetry project. Python: `flyte._image.PoetryProject`. */
export interface PoetryProject {
  /** The type of the layer. */
  readonly type: "PoetryProject";
  /** Path of its `pyproject.toml`. */
  readonly pyproject: string;
  /** Path of its `poetry.lock`. */
  readonly poetryLock: string;
  /** Further arguments of `poetry install`. */
  readonly extraArgs?: string | undefined;
  /** Secrets available to Poetry; a string is the key of one. */
  readonly secretMounts?: readonly (string | Secret)[] | undefined;
  /** Whether the project itself is installed. */
  readonly projectInstallMode: ProjectInstallMode;
}

/** Options of `Image.withPoetryProject`. */
export interface PoetryProjectOptions extends SecretOptions {
  /**
   * Path of the `poetry.lock`.
   *
   * @default the one beside the `pyproject.toml`
   */
  readonly poetryLock?: string | undefined;
  /**
   * Further arguments of `poetry install`.
   *
   * @default none
   */
  readonly extraArgs?: string | undefined;
  /**
   * Whether the project itself is installed.
   *
   * @default `dependencies_only`
   */
  readonly projectInstallMode?: ProjectInstallMode | undefined;
}

const CHECKS: OptionChecks<PoetryProjectOptions> = {
  ...SECRET_CHECKS,
  poetryLock: STRING,
  extraArgs: STRING,
  projectInstallMode: INSTALL_MODE,
};

/** See {@linkcode PoetryProject}. */
export const poetryProject: LayerDefinition<PoetryProject> = {
  type: "PoetryProject",
  fields: {
    pyproject: PYPROJECT_FIELD,
    poetryLock: { kind: PATH_KIND, isRequired: true, isUnhashed: true },
    extraArgs: { kind: STRING_KIND },
    secretMounts: { kind: SECRETS_KIND },
    projectInstallMode: INSTALL_MODE_FIELD,
  },
  hash: async (layer, context) => {
    context.hasher.text((layer.extraArgs ?? "") + secretsHash(layer.secretMounts));
    await hashProject(context, layer.pyproject, layer.poetryLock, layer.projectInstallMode, false);
  },
  validate: async ({ pyproject, poetryLock }, host) => {
    await requireFile(host, pyproject);
    await requirePath(host, poetryLock);
  },
};

/** The layer of `Image.withPoetryProject`. */
export function poetryProjectLayer(pyprojectFile: string, options: PoetryProjectOptions): PoetryProject {
  checkArgument("Image.withPoetryProject", "pyprojectFile", pyprojectFile, STRING);
  checkOptions("Image.withPoetryProject", options, CHECKS);
  const { secretMounts, ...rest } = options;
  const poetryLock = rest.poetryLock || pathBelow(pathParent(pyprojectFile), "poetry.lock");
  return makeLayer(poetryProject, {
    ...rest,
    pyproject: pyprojectFile,
    poetryLock,
    secretMounts: secretsOf(secretMounts),
  });
}
