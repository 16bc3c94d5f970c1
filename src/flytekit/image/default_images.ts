/**
 * The images that flytekit publishes for each Python version.
 *
 * @module
 */
import { checkArgument, checkOptions, HOST, OBJECT, type OptionChecks, STRING } from "../../arguments.ts";
import { FlyteConfigError } from "../../errors.ts";
import type { Host } from "../../runtime/host.ts";

/** Environment variable that overrides the default image. flytekit: `FLYTE_INTERNAL_IMAGE_ENV_VAR`. */
export const FLYTE_INTERNAL_IMAGE_ENV_VAR = "FLYTE_INTERNAL_IMAGE";

/** The Python versions that flytekit publishes an image for, oldest first. flytekit: `PythonVersion`. */
export const PYTHON_VERSIONS = ["3.8", "3.9", "3.10", "3.11", "3.12"] as const;

/** A Python version with a default image. */
export type PythonVersion = typeof PYTHON_VERSIONS[number];

/** Options of {@linkcode DefaultImages}. */
export interface DefaultImageOptions {
  /** Python version of the image. Default: the newest there is, since no Python runs here whose version could count. */
  readonly pythonVersion?: PythonVersion | undefined;
  /** flytekit version of the image, with or without `v`. Default: `latest`, as flytekit says of a version unknown. */
  readonly flytekitVersion?: string | undefined;
  /** Environment variables, of which only `FLYTE_INTERNAL_IMAGE` is read. Default: those of `host`. */
  readonly env?: { readonly FLYTE_INTERNAL_IMAGE?: string | undefined } | undefined;
  /** The machine whose `FLYTE_INTERNAL_IMAGE` counts, such as `defaultHost()`. Default: none, so that nothing is read. */
  readonly host?: Host | undefined;
}

/**
 * The default images by Python version. flytekit: `DefaultImages`.
 *
 * @example
 * ```ts
 * import { DefaultImages } from "@flyte-ts/config/image";
 *
 * const image = DefaultImages.findImageFor({ pythonVersion: "3.11", flytekitVersion: "v1.16.31" });
 * console.log(image); // cr.flyte.org/flyteorg/flytekit:py3.11-1.16.31
 * ```
 */
export const DefaultImages: {
  /**
   * Identifier of the default image: that of `FLYTE_INTERNAL_IMAGE` when it is set and not empty, else the table's.
   * flytekit: `DefaultImages.find_image_for`. Throws `unknown_python_version`.
   */
  readonly findImageFor: (options?: DefaultImageOptions) => string;
  /**
   * The part of the tag after the Python version: `latest` for a development version or none at all.
   * flytekit: `DefaultImages.get_version_suffix`.
   */
  readonly getVersionSuffix: (flytekitVersion?: string) => string;
} = { findImageFor, getVersionSuffix };

function findImageFor(options: DefaultImageOptions = {}): string {
  checkOptions("findImageFor", options, DEFAULT_IMAGE_CHECKS, "findImageFor({ pythonVersion, flytekitVersion })");
  const override = imageOverride(options);
  if (override) return override;
  const pythonVersion = options.pythonVersion ?? PYTHON_VERSIONS.at(-1)!;
  if (!PYTHON_VERSIONS.includes(pythonVersion)) {
    throw new FlyteConfigError(
      "unknown_python_version",
      `flytekit publishes no image for Python "${pythonVersion}"; there are ${PYTHON_VERSIONS.join(", ")}`,
    );
  }
  // An explicit version is taken as it is, with every "v" removed, as flytekit does.
  const version = options.flytekitVersion ? options.flytekitVersion.replaceAll("v", "") : getVersionSuffix();
  return `cr.flyte.org/flyteorg/flytekit:py${pythonVersion}-${version}`;
}

/** The image that `FLYTE_INTERNAL_IMAGE` names, if any. Throws `permission_denied`. */
export function imageOverride({ env, host }: DefaultImageOptions): string | undefined {
  return env === undefined ? host?.env(FLYTE_INTERNAL_IMAGE_ENV_VAR) : env[FLYTE_INTERNAL_IMAGE_ENV_VAR];
}

/** The checks of {@linkcode DefaultImageOptions}. */
export const DEFAULT_IMAGE_CHECKS: OptionChecks<DefaultImageOptions> = {
  pythonVersion: STRING,
  flytekitVersion: STRING,
  env: OBJECT,
  host: HOST,
};

function getVersionSuffix(flytekitVersion?: string): string {
  if (flytekitVersion !== undefined) checkArgument("getVersionSuffix", "flytekitVersion", flytekitVersion, STRING);
  return !flytekitVersion || flytekitVersion.includes("dev") ? "latest" : flytekitVersion;
}
