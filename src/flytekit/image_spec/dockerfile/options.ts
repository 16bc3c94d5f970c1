/**
 * The options of a Dockerfile, and its checked arguments.
 *
 * @module
 */
import {
  BOOLEAN,
  checkArgument,
  checkOptions,
  either,
  OBJECT,
  objectWith,
  oneOf,
  type OptionChecks,
  recordOf,
  STRING,
} from "../../../arguments.ts";
import { UV_IMAGE } from "../../../container/instructions.ts";
import { FlyteConfigError, type Issue } from "../../../errors.ts";
import type { JsonValue } from "../../../python/json_value.ts";
import { closest } from "../../../text/closest.ts";
import { mustBe, shortValue, unknownName } from "../../../text/expected.ts";
import { FIELDS, readField, unknownField } from "../fields.ts";
import type { ImageSpecInit } from "../image_spec.ts";

/** The fields of a specification that a Dockerfile is made of. An `ImageSpec` has all of them. */
export interface DockerfileSpec extends ImageSpecInit {
  /** Identifier that the image has as `_F_IMG_ID`. */
  readonly id: string;
}

/** Options of {@linkcode renderDockerfile}. */
export interface DockerfileOptions {
  /**
   * Program that installs Python packages: uv, or the pip of the base image, which then needs `python3` with its `venv`
   * but no other image.
   * @default `installer` of the specification's `builderOptions`, or `uv`
   */
  readonly installer?: "uv" | "pip" | undefined;
  /**
   * Requirement for flytekit, unless the specification has one; `null` for none.
   * @default `flytekit` of the specification's `builderOptions`, where `false` stands for none, or `flytekit`
   */
  readonly flytekit?: string | null | undefined;
  /**
   * Python version for specifications without one; flytekit uses the one that it runs with.
   * @default `3.12`
   */
  readonly pythonVersion?: string | undefined;
  /**
   * Image that has `/uv`.
   * @default `uv_image` of the specification's `builderConfig`, or astral-sh's
   */
  readonly uvImage?: string | undefined;
  /**
   * Image that has micromamba.
   * @default `micromamba_image` of `builderConfig`, or mambaorg's
   */
  readonly micromambaImage?: string | undefined;
  /**
   * Labels of the image.
   * @default none
   */
  readonly labels?: Readonly<Record<string, string>> | undefined;
  /**
   * Whether `$NAME` in `env` is literal. By default it refers to a variable, as in flytekit.
   * @default false
   */
  readonly literalEnv?: boolean | undefined;
  /**
   * Value of `_F_IMG_ID` in the image.
   * @default the specification's `id`
   */
  readonly imageId?: string | undefined;
  /** Text of the file that `requirements` names, unless it is a lock file. */
  readonly requirementsText?: string | undefined;
}

/** Options with defaults. */
export interface ResolvedOptions extends DockerfileOptions {
  /** Program that installs Python packages. */
  readonly installer: "uv" | "pip";
  /** Requirement for flytekit; `null` for none. */
  readonly flytekit: string | null;
  /** Python version for specifications without one. */
  readonly pythonVersion: string;
  /** Image that has `/uv`. */
  readonly uvImage: string;
  /** Image that has micromamba. */
  readonly micromambaImage: string;
}

/** Image that a specification without `baseImage` starts from, with the full name that podman and buildah need. */
export const DEFAULT_BASE_IMAGE = "docker.io/library/debian:bookworm-slim";

const DEFAULT_MICROMAMBA_IMAGE = "docker.io/mambaorg/micromamba:2.0.3-debian12-slim";
const DEFAULT_PYTHON_VERSION = "3.12";
const BUILDER_OPTIONS = ["installer", "flytekit"];
const BUILDER_CONFIG = ["uv_image", "micromamba_image"];
const INSTALLER = oneOf("uv", "pip");
const SPEC = objectWith("an ImageSpec", "id", "platform", "toDict");

/** Checks of the options that `dockerBuilder` has, too. */
export const BUILDER_DOCKERFILE_CHECKS: OptionChecks<Omit<DockerfileOptions, "imageId" | "requirementsText">> = {
  installer: INSTALLER,
  flytekit: either(STRING, { expected: "null", accepts: (value) => value === null }),
  pythonVersion: STRING,
  uvImage: STRING,
  micromambaImage: STRING,
  labels: recordOf(STRING),
  literalEnv: BOOLEAN,
};
const CHECKS: OptionChecks<DockerfileOptions> = {
  ...BUILDER_DOCKERFILE_CHECKS,
  imageId: STRING,
  requirementsText: STRING,
};

/** Checks the arguments of a call. Throws `invalid_argument`, `unknown_field`, `wrong_shape` and `invalid_option`. */
export function checkDockerfile(call: string, spec: DockerfileSpec, options: DockerfileOptions): void {
  checkArgument(call, "spec", spec, OBJECT, `${call}(new ImageSpec({ … }))`);
  checkArgument(call, "spec.id", spec.id, STRING);
  if (!SPEC.accepts(spec)) {
    const names: readonly string[] = FIELDS.map(({ key }) => key);
    const known = ["id", ...names, ...Object.keys(CHECKS)];
    // Objects with additional properties are allowed, except for those that look like mistyped fields.
    const mistyped = Object.keys(spec).find((key) => !known.includes(key) && closest(key, names) !== undefined);
    if (mistyped !== undefined) throw unknownField(mistyped, "key");
  }
  const isSpec = SPEC.accepts(spec);
  for (const field of FIELDS) {
    const value = spec[field.key];
    if (field.kind === "baseImage" ? !SPEC.accepts(value) : !isSpec) readField(field, value, field.key);
  }
  checkOptions(call, options, CHECKS);
}

/** Completes options by those of the specification and by the defaults. Throws `invalid_option`. */
export function resolveOptions(spec: DockerfileSpec, options: DockerfileOptions, warnings: Issue[]): ResolvedOptions {
  const own = spec.builderOptions ?? {};
  const images = spec.builderConfig ?? {};
  for (const [field, known] of [["builderOptions", BUILDER_OPTIONS], ["builderConfig", BUILDER_CONFIG]] as const) {
    for (const name of Object.keys(spec[field] ?? {}).filter((name) => !known.includes(name))) {
      const what = unknownName("option", name, known);
      const hint = what.endsWith("?") ? "" : `; expected ${known.join(" or ")}`;
      const message = `${field}: ignoring ${what}${hint}`;
      warnings.push({ code: "builder_option_ignored", message, path: `${field}.${name}` });
    }
  }
  const installer = options.installer ?? stringOf(own, "builderOptions", "installer") ?? "uv";
  if (installer !== "uv" && installer !== "pip") {
    throw invalidOption("builderOptions.installer", mustBe(INSTALLER.expected, installer, shortValue));
  }
  const flytekit = Object.hasOwn(own, "flytekit") && own.flytekit === false
    ? null
    : stringOf(own, "builderOptions", "flytekit") ?? "flytekit";
  return {
    ...options,
    installer,
    flytekit: options.flytekit === undefined ? flytekit : options.flytekit,
    pythonVersion: options.pythonVersion ?? DEFAULT_PYTHON_VERSION,
    uvImage: options.uvImage ?? stringOf(images, "builderConfig", "uv_image") ?? UV_IMAGE,
    micromambaImage: options.micromambaImage ?? stringOf(images, "builderConfig", "micromamba_image") ??
      DEFAULT_MICROMAMBA_IMAGE,
  };
}

function stringOf(values: Readonly<Record<string, JsonValue>>, field: string, name: string): string | undefined {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw invalidOption(`${field}.${name}`, mustBe("a string", value));
  return value;
}

function invalidOption(path: string, what: string): FlyteConfigError {
  return new FlyteConfigError("invalid_option", `ImageSpec: ${path} ${what}`, { path });
}
