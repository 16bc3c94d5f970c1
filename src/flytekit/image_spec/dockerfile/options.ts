/**
 * What can be said about how an image is made, beside its specification.
 *
 * @module
 */
import { UV_IMAGE } from "../../../container/instructions.ts";
import { FlyteConfigError, type Issue } from "../../../errors.ts";
import type { BuilderValue, ImageSpecInit } from "../image_spec_init.ts";

/** The fields of a specification that a Dockerfile is made of; an `ImageSpec` has them all. */
export interface DockerfileSpec extends ImageSpecInit {
  /** Identifier that the image carries as `_F_IMG_ID`. */
  readonly id: string;
}

/** What installs Python packages: `uv`, or the `pip` of the Python that the base image has. */
export type PythonInstaller = "uv" | "pip";

/** How {@linkcode renderDockerfile} writes. */
export interface DockerfileOptions {
  /**
   * What installs Python packages. `pip` needs no image but the base image, which must have `python3` and its `venv`.
   * Default: `installer` of the specification's `builderOptions`, or `uv`.
   */
  readonly installer?: PythonInstaller | undefined;
  /**
   * Requirement to install unless the specification has one for flytekit; `null` for none. Default: `flytekit` of the
   * specification's `builderOptions`, where `false` is none, or `flytekit`.
   */
  readonly flytekit?: string | null | undefined;
  /** Python version for specifications without one. Default: `3.12`. flytekit takes that of the Python it runs in. */
  readonly pythonVersion?: string | undefined;
  /** Image that has `/uv`. Default: `uv_image` of the specification's `builderConfig`, or one of GitHub's registry. */
  readonly uvImage?: string | undefined;
  /** Image that has micromamba. Default: `micromamba_image` of `builderConfig`, or one of Docker Hub. */
  readonly micromambaImage?: string | undefined;
  /** Labels of the image. Default: none. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
  /** Whether `$NAME` in `env` is just that. Default: `false`; it stands for a variable, as it does with flytekit. */
  readonly literalEnv?: boolean | undefined;
  /** What the image carries as `_F_IMG_ID`. Default: the specification's `id`. */
  readonly imageId?: string | undefined;
  /** Text of the file that `requirements` names, unless that is a lock file. */
  readonly requirementsText?: string | undefined;
}

/** Options that are all decided. */
export interface Decided extends DockerfileOptions {
  /** What installs Python packages. */
  readonly installer: PythonInstaller;
  /** Requirement for flytekit, if any. */
  readonly flytekit: string | null;
  /** Python version for specifications without one. */
  readonly pythonVersion: string;
  /** Image that has `/uv`. */
  readonly uvImage: string;
  /** Image that has micromamba. */
  readonly micromambaImage: string;
}

/** The image that a specification without `baseImage` starts from; podman and buildah want the whole name. */
export const DEFAULT_BASE_IMAGE = "docker.io/library/debian:bookworm-slim";

const DEFAULT_MICROMAMBA_IMAGE = "docker.io/mambaorg/micromamba:2.0.3-debian12-slim";
const DEFAULT_PYTHON_VERSION = "3.12";
const BUILDER_OPTIONS = ["installer", "flytekit"];
const BUILDER_CONFIG = ["uv_image", "micromamba_image"];

/** Options, completed by those that the specification has and by the defaults. */
export function decide(spec: DockerfileSpec, options: DockerfileOptions, warnings: Issue[]): Decided {
  const own = spec.builderOptions ?? {};
  const images = spec.builderConfig ?? {};
  for (const [field, known] of [["builderOptions", BUILDER_OPTIONS], ["builderConfig", BUILDER_CONFIG]] as const) {
    for (const name of Object.keys(spec[field] ?? {}).filter((name) => !known.includes(name))) {
      const message = `${field}: nothing reads "${name}"; there are ${known.join(" and ")}`;
      warnings.push({ code: "builder_option_ignored", message, path: `${field}.${name}` });
    }
  }
  const installer = options.installer ?? textOf(own, "builderOptions", "installer") ?? "uv";
  if (installer !== "uv" && installer !== "pip") {
    throw invalid("builderOptions.installer", `is ${JSON.stringify(installer)} and must be uv or pip`);
  }
  const flytekit = Object.hasOwn(own, "flytekit") && own.flytekit === false
    ? null
    : textOf(own, "builderOptions", "flytekit") ?? "flytekit";
  return {
    ...options,
    installer,
    flytekit: options.flytekit === undefined ? flytekit : options.flytekit,
    pythonVersion: options.pythonVersion ?? DEFAULT_PYTHON_VERSION,
    uvImage: options.uvImage ?? textOf(images, "builderConfig", "uv_image") ?? UV_IMAGE,
    micromambaImage: options.micromambaImage ?? textOf(images, "builderConfig", "micromamba_image") ??
      DEFAULT_MICROMAMBA_IMAGE,
  };
}

function textOf(values: Readonly<Record<string, BuilderValue>>, field: string, name: string): string | undefined {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw invalid(`${field}.${name}`, "must be a text");
  return value;
}

function invalid(path: string, what: string): FlyteConfigError {
  return new FlyteConfigError("image_option_invalid", `${path} ${what}`, { path });
}
