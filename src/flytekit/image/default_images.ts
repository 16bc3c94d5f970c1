/**
 * The images that flytekit publishes, one for each Python version.
 *
 * @module
 */
import { checkArgument, checkOptions, HOST, OBJECT, type OptionChecks, STRING } from "../../arguments.ts";
import { FlyteConfigError } from "../../errors.ts";
import type { Host } from "../../runtime/host.ts";
import { quoted } from "../../text/quote.ts";

/** Name of the environment variable that overrides the default image. Python: `FLYTE_INTERNAL_IMAGE_ENV_VAR`. */
export const FLYTE_INTERNAL_IMAGE_ENV_VAR = "FLYTE_INTERNAL_IMAGE";

/** Python versions for which flytekit publishes an image, oldest first. Python: `PythonVersion`. */
export const PYTHON_VERSIONS = ["3.8", "3.9", "3.10", "3.11", "3.12"] as const;

/** A Python version for which flytekit publishes an image. */
export type PythonVersion = typeof PYTHON_VERSIONS[number];

/** Options of {@linkcode DefaultImages}. */
export interface DefaultImageOptions {
  /**
   * Python version of the image. flytekit uses that of the running Python.
   *
   * @default "3.12"
   */
  readonly pythonVersion?: PythonVersion | undefined;
  /**
   * Version of flytekit in the image, with or without `v`.
   *
   * @default "latest"
   */
  readonly flytekitVersion?: string | undefined;
  /**
   * Environment variables, of which only `FLYTE_INTERNAL_IMAGE` is read.
   *
   * @default the variables of `host`
   */
  readonly env?: { readonly FLYTE_INTERNAL_IMAGE?: string | undefined } | undefined;
  /**
   * Host whose `FLYTE_INTERNAL_IMAGE` is read, such as `defaultHost()`.
   *
   * @default undefined (no variable is read)
   */
  readonly host?: Host | undefined;
}

/**
 * The default images by Python version.
 *
 * Python: `flytekit.configuration.default_images.DefaultImages`.
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
   * Returns the name of the default image: the value of `FLYTE_INTERNAL_IMAGE` if it is set and not empty, or else the
   * image that flytekit publishes.
   *
   * Python: `DefaultImages.find_image_for`.
   *
   * @param options – Versions, and where `FLYTE_INTERNAL_IMAGE` is read from.
   * @returns The image name.
   * @throws {FlyteConfigError} `unknown_python_version` – when flytekit publishes no image for the Python version.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
   * @throws {FlyteConfigError} `permission_denied` – when the runtime denies access to the variable.
   */
  readonly findImageFor: (options?: DefaultImageOptions) => string;
  /**
   * Returns the part of the tag that follows the Python version: `latest` for a development version or none.
   *
   * Python: `DefaultImages.get_version_suffix`.
   *
   * @param flytekitVersion – Version of flytekit.
   * @returns The suffix.
   * @throws {FlyteConfigError} `invalid_argument` – when the version is not a string.
   */
  readonly getVersionSuffix: (flytekitVersion?: string) => string;
} = { findImageFor, getVersionSuffix };

function findImageFor(options: DefaultImageOptions = {}): string {
  checkOptions(
    "DefaultImages.findImageFor",
    options,
    DEFAULT_IMAGE_CHECKS,
    "findImageFor({ pythonVersion, flytekitVersion })",
  );
  const override = imageOverride(options);
  if (override) return override;
  const pythonVersion = options.pythonVersion ?? PYTHON_VERSIONS.at(-1)!;
  if (!PYTHON_VERSIONS.includes(pythonVersion)) {
    throw new FlyteConfigError(
      "unknown_python_version",
      `DefaultImages.findImageFor: flytekit publishes no image for Python ${quoted(pythonVersion)}; ` +
        `the versions are ${PYTHON_VERSIONS.join(", ")}`,
    );
  }
  // flytekit removes every "v" from a given version, and does not check it for "dev".
  const version = options.flytekitVersion ? options.flytekitVersion.replaceAll("v", "") : getVersionSuffix();
  return `cr.flyte.org/flyteorg/flytekit:py${pythonVersion}-${version}`;
}

/** Returns the value of `FLYTE_INTERNAL_IMAGE`. Throws `permission_denied`. */
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
