/**
 * How the Dockerfile of an image of flyte 2 is written.
 *
 * @module
 */
import { UV_IMAGE } from "../../../container/instructions.ts";

import { BOOLEAN, oneOf, type OptionChecks, STRING } from "../../../arguments.ts";

/** What installs Python packages: `uv`, or the `pip` of the Python that the base image has. */
export type PythonInstaller = "uv" | "pip";

/** How {@linkcode renderDockerfile} writes. */
export interface DockerfileOptions {
  /**
   * What installs Python packages. `pip` needs no image but the base image, which must have `python3` and its `venv`.
   * Default: `uv`.
   */
  readonly installer?: PythonInstaller | undefined;
  /** Image that has `/uv`. Default: one of GitHub's registry. */
  readonly uvImage?: string | undefined;
  /** Image that has `/usr/local/bin/pixi`. Default: one of GitHub's registry. */
  readonly pixiImage?: string | undefined;
  /** Whether `$NAME` in environment variables is just that. Default: `false`; it stands for a variable, as in flyte. */
  readonly literalEnv?: boolean | undefined;
  /** What the image carries as `_F_IMG_ID`. Default: nothing; `build` gives it the `uri`. */
  readonly imageId?: string | undefined;
}

/** What the options must be. */
export const DOCKERFILE_CHECKS: OptionChecks<DockerfileOptions> = {
  installer: oneOf("uv", "pip"),
  uvImage: STRING,
  pixiImage: STRING,
  literalEnv: BOOLEAN,
  imageId: STRING,
};

/** Options that are all decided. */
export interface Decided extends DockerfileOptions {
  /** What installs Python packages. */
  readonly installer: PythonInstaller;
  /** Image that has `/uv`. */
  readonly uvImage: string;
  /** Image that has pixi. */
  readonly pixiImage: string;
}

const DEFAULTS = {
  installer: "uv",
  uvImage: UV_IMAGE,
  pixiImage: "ghcr.io/prefix-dev/pixi:0.72.2",
} as const;

/** Options, completed by the defaults. */
export function decide(options: DockerfileOptions): Decided {
  const { installer = DEFAULTS.installer, uvImage = DEFAULTS.uvImage, pixiImage = DEFAULTS.pixiImage } = options;
  return { ...options, installer, uvImage, pixiImage };
}
