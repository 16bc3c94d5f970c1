/**
 * What the methods take that add layers.
 *
 * @module
 */
import type { ProjectInstallMode } from "./install_layers.ts";
import type { CodeBundleStyle } from "./layers.ts";
import type { SecretRequest } from "./secret.ts";

/** Options of everything that installs Python packages. */
export interface PipOptions {
  /** URL of the package index. Default: PyPI. */
  readonly indexUrl?: string | undefined;
  /** URLs of further package indexes. Default: none. */
  readonly extraIndexUrls?: string | readonly string[] | undefined;
  /** Whether versions before a release are fine. Default: `false`. */
  readonly pre?: boolean | undefined;
  /** Further arguments of the program that installs. Default: none. */
  readonly extraArgs?: string | undefined;
  /** Secrets that are there while packages are installed. Default: none. */
  readonly secretMounts?: SecretRequest | undefined;
}

/** Options of layers that may need secrets. */
export interface SecretOptions {
  /** Secrets that are there while the layer is made. Default: none. */
  readonly secretMounts?: SecretRequest | undefined;
}

/** What `Image.withSourceFolder` takes. */
export interface SourceFolderOptions {
  /** Folder in the image. Default: one of the same name, in the working directory. */
  readonly dst?: string | undefined;
  /** Whether the content goes to `dst` itself, which is the working directory then if left out. Default: `false`. */
  readonly copyContentsOnly?: boolean | undefined;
}

/** What `Image.withSourceFile` takes. */
export interface SourceFileOptions {
  /** File or, with a slash at its end, directory in the image. Default: the working directory. */
  readonly dst?: string | undefined;
}

/** What `Image.withCodeBundle` takes. */
export interface CodeBundleOptions {
  /** Which files. Default: `loaded_modules`, which only Python can resolve. */
  readonly copyStyle?: CodeBundleStyle | undefined;
  /** Folder in the image. Default: the working directory. */
  readonly dst?: string | undefined;
}

/** What `Image.withUvProject` takes. */
export interface UvProjectOptions extends PipOptions {
  /** Path of the `uv.lock`, or `null` for none. Default: the one beside the `pyproject.toml`, if there is one. */
  readonly uvlock?: string | null | undefined;
  /** Whether the project itself is installed. Default: `dependencies_only`. */
  readonly projectInstallMode?: ProjectInstallMode | undefined;
}

/** What `Image.withPoetryProject` takes. */
export interface PoetryProjectOptions extends SecretOptions {
  /** Path of the `poetry.lock`. Default: the one beside the `pyproject.toml`. */
  readonly poetryLock?: string | undefined;
  /** Further arguments of `poetry install`. Default: none. */
  readonly extraArgs?: string | undefined;
  /** Whether the project itself is installed. Default: `dependencies_only`. */
  readonly projectInstallMode?: ProjectInstallMode | undefined;
}

/** What `Image.withPixiProject` takes. */
export interface PixiProjectOptions extends SecretOptions {
  /** Path of the `pixi.lock`, or `null` for none. Default: the one beside the manifest, if there is one. */
  readonly pixiLock?: string | null | undefined;
  /** Environment to install. Default: `default`. */
  readonly environment?: string | undefined;
  /** Further arguments of `pixi install`. Default: none. */
  readonly extraArgs?: string | undefined;
  /** Whether all files of the project are there. Default: `dependencies_only`. */
  readonly projectInstallMode?: ProjectInstallMode | undefined;
}

/** What the methods for flyte's own wheels take. */
export interface LocalWheelsOptions {
  /** Folder of the wheels. flyte takes that of its own source code; here, it must be said. */
  readonly distDir: string;
}
