/**
 * The Dockerfile of an image, written without reading files.
 *
 * @module
 */
import { BOOLEAN, checkOptions, oneOf, type OptionChecks, STRING } from "../../../arguments.ts";
import { checkImage as checkImageName, checkText, jsonForm } from "../../../container/escape.ts";
import { env, mountUvCache, NVIDIA, run, UV_IMAGE } from "../../../container/instructions.ts";
import type { BuildSecret, RenderedImage } from "../../../container/rendered_image.ts";
import { FlyteConfigError } from "../../../errors.ts";
import { quoted } from "../../../text/quote.ts";
import { checkImage, type ImageState } from "../image_state.ts";
import { CREATE_FLYTE_USER, FLYTE_HOME } from "../layers/debian.ts";
import type { Layer } from "../layers/mod.ts";
import type { Tools } from "./layer_part.ts";
import { VENV } from "./pip.ts";
import { findWarnings } from "./warnings.ts";
import { writeLayer } from "./writers.ts";

/** An installer of Python packages: `uv`, or the `pip` of the Python in the base image. */
export type PythonInstaller = "uv" | "pip";

/** Options of {@linkcode renderDockerfile}. */
export interface DockerfileOptions {
  /**
   * Installer of Python packages. `pip` needs no image besides the base image, which must have `python3` and its
   * `venv`.
   *
   * @default uv
   */
  readonly installer?: PythonInstaller | undefined;
  /**
   * Image that has `/uv`.
   *
   * @default uv's own image on ghcr.io
   */
  readonly uvImage?: string | undefined;
  /**
   * Image that has `/usr/local/bin/pixi`.
   *
   * @default pixi's own image on ghcr.io
   */
  readonly pixiImage?: string | undefined;
  /**
   * Whether `$NAME` in the value of an environment variable is literal. Otherwise it stands for a variable, as in
   * flyte 2.
   *
   * @default false
   */
  readonly literalEnv?: boolean | undefined;
  /**
   * Value of the variable `_F_IMG_ID` in the image. `build` sets it to the `uri`.
   *
   * @default none
   */
  readonly imageId?: string | undefined;
}

/** Checks of {@linkcode DockerfileOptions}. */
export const DOCKERFILE_CHECKS: OptionChecks<DockerfileOptions> = {
  installer: oneOf("uv", "pip"),
  uvImage: STRING,
  pixiImage: STRING,
  literalEnv: BOOLEAN,
  imageId: STRING,
};

const PIXI_IMAGE = "ghcr.io/prefix-dev/pixi:0.72.2";

const UV_STAGE = "flyte-uv";

/**
 * Writes the Dockerfile of an image, for BuildKit or buildah. Reads no files; the result lists those that the build
 * context needs. Values stay values: a layer cannot add instructions other than its own.
 *
 * @param image – The image.
 * @param options – Installer, helper images, and how variables are written.
 * @returns The Dockerfile, with the files and secrets that it needs, and warnings.
 * @throws {FlyteConfigError} `image_base_required` – when the image has no base image.
 * @throws {FlyteConfigError} `image_is_dockerfile` – when the image has a Dockerfile already.
 * @throws {FlyteConfigError} `image_field_invalid` – when a Dockerfile cannot contain the value of a field.
 * @throws {FlyteConfigError} `image_layer_invalid` – when a layer must be completed from files first; use
 * `prepareDockerfile`.
 * @throws {FlyteConfigError} `image_lock_needs_uv` – when a project needs uv, and `installer` is `pip`.
 * @throws {FlyteConfigError} `uv_script_invalid`, `code_bundle_unresolved`, `loaded_modules_unknown` – when a layer
 * cannot be built.
 * @throws {FlyteConfigError} `invalid_argument`, `invalid_option` – when `image` is not an image, or an option is not
 * valid.
 *
 * @example
 * ```ts
 * import { Image, renderDockerfile } from "@flyte-ts/config/v2";
 *
 * const image = Image.fromBase("debian:bookworm-slim").clone({ name: "app", extendable: true }).withEnvVars({ MODE: "a b" });
 * const { dockerfile } = renderDockerfile(image, { installer: "pip" });
 * console.log(dockerfile.includes('\nENV MODE="a b"\n')); // true
 * ```
 */
export function renderDockerfile(image: ImageState, options: DockerfileOptions = {}): RenderedImage {
  checkImage("renderDockerfile", "image", image);
  checkOptions("renderDockerfile", options, DOCKERFILE_CHECKS);
  const { installer = "uv", uvImage = UV_IMAGE, pixiImage = PIXI_IMAGE, literalEnv = false, imageId } = options;
  const tools = { installer, uvImage, pixiImage };
  if (image.dockerfile !== undefined) {
    throw new FlyteConfigError(
      "image_is_dockerfile",
      `the image has a Dockerfile already: ${quoted(image.dockerfile)}`,
    );
  }
  if (!image.baseImage) {
    throw new FlyteConfigError(
      "image_base_required",
      "the image has no base image; pass one to clone, or call resolveRef",
    );
  }
  const owner = createsUser(image.layers) ? "flyte:flyte" : undefined;
  const parts = image.layers.map((layer, index) => {
    return writeLayer(layer, { field: `layers[${index}]`, directory: `layers/${index}`, tools, literalEnv, owner });
  });
  const instructions = [
    ...start(image, image.baseImage, tools),
    ...parts.flatMap((part) => part.instructions),
    ...end(image.layers, owner !== undefined, imageId),
  ];
  return {
    dockerfile: `# Written by @flyte-ts/config\n${instructions.join("\n")}\n`,
    context: parts.flatMap(({ context = [] }) => context),
    secrets: onceEach(parts.flatMap(({ secrets = [] }) => secrets)),
    warnings: findWarnings(image, installer, literalEnv),
  };
}

function createsUser(layers: readonly Layer[]): boolean {
  return layers.some((layer) => layer.type === "Commands" && layer.commands.includes(CREATE_FLYTE_USER));
}

/** The base image, the installer of Python packages, and a virtual environment for them. */
function start({ pythonVersion }: ImageState, baseImage: string, { installer, uvImage }: Tools): readonly string[] {
  const base = [`FROM ${checkImageName("baseImage", baseImage)}`, "USER root"];
  const path = env([["PATH", `${VENV}/bin:$PATH`]], true);
  if (installer === "pip") {
    return [...base, run([`test -x ${VENV}/bin/python || python3 -m venv ${VENV}`]), ...path, NVIDIA];
  }
  const python = pythonVersion === undefined ? "" : ` --python=${pythonVersion.join(".")}`;
  const compile = `uv run --no-project --python="$UV_PYTHON" python -m compileall -q ${VENV}`;
  return [
    `FROM ${checkImageName("uvImage", uvImage)} AS ${UV_STAGE}`,
    ...base,
    `COPY --from=${UV_STAGE} /uv /usr/bin/uv`,
    ...env([["UV_COMPILE_BYTECODE", "1"], ["UV_LINK_MODE", "copy"], ["VIRTUALENV", VENV]], false),
    ...env([["UV_PYTHON", `${VENV}/bin/python`]], false),
    run([`test -f "$UV_PYTHON" || { uv venv ${VENV}${python} && ${compile}; }`], [mountUvCache()]),
    ...path,
    NVIDIA,
  ];
}

/**
 * The user and working directory of tasks, and the name of the image. Last, since the name changes with every layer.
 */
function end(layers: readonly Layer[], hasUser: boolean, imageId: string | undefined): readonly string[] {
  const hasWorkdir = layers.some(({ type }) => type === "WorkDir");
  return [
    ...(hasUser ? ["USER flyte", ...(hasWorkdir ? [] : [`WORKDIR ${FLYTE_HOME}`])] : []),
    ...(imageId === undefined ? [] : env([["_F_IMG_ID", checkText("imageId", imageId)]], false)),
    `SHELL ${jsonForm(["/bin/bash", "-c"])}`,
  ];
}

function onceEach(secrets: readonly BuildSecret[]): readonly BuildSecret[] {
  return secrets.filter(({ id }, index) => secrets.findIndex((secret) => secret.id === id) === index);
}
