/**
 * The layers that install packages. Paths are as Python's `Path` writes them; what is not set is `undefined`.
 *
 * @module
 */
import type { Secret } from "./secret.ts";

/** Whether a project's dependencies are installed, or the project as well. */
export type ProjectInstallMode = "dependencies_only" | "install_project";

/** Secrets of a layer; a text is the key of one. */
export type SecretMounts = readonly (string | Secret)[];

/** What layers have in common that install Python packages. flyte: `PipOption`. */
export interface PipOption {
  /** URL of the package index. */
  readonly indexUrl?: string | undefined;
  /** URLs of further package indexes. */
  readonly extraIndexUrls?: readonly string[] | undefined;
  /** Whether versions before a release are fine. */
  readonly pre: boolean;
  /** Further arguments of the program that installs. */
  readonly extraArgs?: string | undefined;
  /** Secrets that are there while packages are installed. */
  readonly secretMounts?: SecretMounts | undefined;
}

/** Python packages. flyte: `PipPackages`. */
export interface PipPackages extends PipOption {
  /** Tells the layers apart. */
  readonly type: "PipPackages";
  /** The packages, as pip takes them. */
  readonly packages?: readonly string[] | undefined;
}

/** Python packages of a requirements file. flyte: `Requirements`. */
export interface Requirements extends PipOption {
  /** Tells the layers apart. */
  readonly type: "Requirements";
  /** Path of the file. */
  readonly file: string;
}

/** A package from a folder of wheels. flyte: `PythonWheels`. */
export interface PythonWheels extends PipOption {
  /** Tells the layers apart. */
  readonly type: "PythonWheels";
  /** Path of the folder; all wheels in it count in the hash. */
  readonly wheelDir: string;
  /** The package that is installed. */
  readonly packageName: string;
  /** Whether there is no such layer if the folder has no wheel of the package. More than one is an error then. */
  readonly isOptional: boolean;
}

/** A project of uv. flyte: `UVProject`. */
export interface UVProject extends PipOption {
  /** Tells the layers apart. */
  readonly type: "UVProject";
  /** Path of its `pyproject.toml`. */
  readonly pyproject: string;
  /** Path of its `uv.lock`, or `null` for none. If it is `undefined`, one beside the `pyproject.toml` is taken. */
  readonly uvlock?: string | null | undefined;
  /** Whether the project itself is installed. */
  readonly projectInstallMode: ProjectInstallMode;
}

/** A project of Poetry. flyte: `PoetryProject`. */
export interface PoetryProject {
  /** Tells the layers apart. */
  readonly type: "PoetryProject";
  /** Path of its `pyproject.toml`. */
  readonly pyproject: string;
  /** Path of its `poetry.lock`. */
  readonly poetryLock: string;
  /** Further arguments of `poetry install`. */
  readonly extraArgs?: string | undefined;
  /** Secrets that are there while packages are installed. */
  readonly secretMounts?: SecretMounts | undefined;
  /** Whether the project itself is installed. */
  readonly projectInstallMode: ProjectInstallMode;
}

/** A project of pixi. flyte: `PixiProject`. */
export interface PixiProject {
  /** Tells the layers apart. */
  readonly type: "PixiProject";
  /** Path of its `pixi.toml` or `pyproject.toml`, or of the folder that has one of them. */
  readonly manifest: string;
  /** Path of its `pixi.lock`, or `null` for none. If it is `undefined`, one beside the manifest is taken. */
  readonly pixiLock?: string | null | undefined;
  /** Environment that is installed. */
  readonly environment: string;
  /** Further arguments of `pixi install`. */
  readonly extraArgs?: string | undefined;
  /** Secrets that are there while packages are installed. */
  readonly secretMounts?: SecretMounts | undefined;
  /** Whether all files of the project are there, and not just its manifest. */
  readonly projectInstallMode: ProjectInstallMode;
}

/** What a script says that it needs, in a comment at its beginning (PEP 723). flyte: `UVScript`. */
export interface UVScript extends PipOption {
  /** Tells the layers apart. */
  readonly type: "UVScript";
  /** Path of the script. */
  readonly script: string;
  /** Its text, if that is known already. */
  readonly text?: string | undefined;
}

/** Debian packages. flyte: `AptPackages`. */
export interface AptPackages {
  /** Tells the layers apart. */
  readonly type: "AptPackages";
  /** The packages. */
  readonly packages: readonly string[];
  /** Secrets that are there while packages are installed. */
  readonly secretMounts?: SecretMounts | undefined;
}
