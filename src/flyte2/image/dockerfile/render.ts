/**
 * The Dockerfile of an image of flyte 2.
 *
 * @module
 */
import { checkOptions } from "../../../arguments.ts";
import { env, mountUvCache, NVIDIA, run } from "../../../container/instructions.ts";
import { checkImage, checkText, jsonForm } from "../../../container/escape.ts";
import type { BuildSecret, RenderedImage } from "../../../container/rendered_image.ts";
import { FlyteConfigError } from "../../../errors.ts";
import { checkImageArgument } from "../checks.ts";
import { CREATE_FLYTE_USER, FLYTE_HOME } from "../constants.ts";
import type { ImageState } from "../image_state.ts";
import type { Layer } from "../layers.ts";
import { renderLayer } from "./layers.ts";
import { decide, type Decided, DOCKERFILE_CHECKS, type DockerfileOptions } from "./options.ts";
import { VENV } from "./pip.ts";
import { findWarnings } from "./warnings.ts";

const UV_STAGE = "flyte-uv";

/**
 * Writes the Dockerfile of an image, for BuildKit or buildah. Reads no file: what belongs beside it is told in
 * `context`. No layer can add an instruction of its own, whatever is in it.
 *
 * Throws `image_base_required`, `image_is_dockerfile`, `image_field_invalid`, `image_layer_invalid` for what has to be
 * looked at first, `image_lock_needs_uv`, `uv_script_invalid`, `code_bundle_unresolved` and `loaded_modules_unknown`.
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
  checkImageArgument("renderDockerfile", "image", image);
  checkOptions("renderDockerfile", options, DOCKERFILE_CHECKS);
  if (image.dockerfile !== undefined) {
    throw new FlyteConfigError(
      "image_is_dockerfile",
      `the image has a Dockerfile: ${JSON.stringify(image.dockerfile)}`,
    );
  }
  if (!image.baseImage) throw new FlyteConfigError("image_base_required", "the image has no base image to start from");
  const decided = decide(options);
  const owner = createsUser(image.layers) ? "flyte:flyte" : undefined;
  const parts = image.layers.map((layer, index) =>
    renderLayer(layer, { field: `layers[${index}]`, folder: `layers/${index}`, options: decided, owner })
  );
  const instructions = [
    ...start(image, image.baseImage, decided),
    ...parts.flatMap((part) => part.instructions),
    ...end(image.layers, owner !== undefined, decided),
  ];
  return {
    dockerfile: `# Written by @flyte-ts/config\n${instructions.join("\n")}\n`,
    context: parts.flatMap(({ context = [] }) => context),
    secrets: onceEach(parts.flatMap(({ secrets = [] }) => secrets)),
    warnings: findWarnings(image, decided),
  };
}

function createsUser(layers: readonly Layer[]): boolean {
  return layers.some((layer) => layer.type === "Commands" && layer.commands.includes(CREATE_FLYTE_USER));
}

/** The base image, what installs Python packages, and a virtual environment for them. */
function start({ pythonVersion }: ImageState, baseImage: string, options: Decided): readonly string[] {
  const base = [`FROM ${checkImage("baseImage", baseImage)}`, "USER root"];
  const path = env([["PATH", `${VENV}/bin:$PATH`]], true);
  if (options.installer === "pip") {
    return [...base, run([`test -x ${VENV}/bin/python || python3 -m venv ${VENV}`]), ...path, NVIDIA];
  }
  const python = pythonVersion === undefined ? "" : ` --python=${pythonVersion.join(".")}`;
  const compile = `uv run --no-project --python="$UV_PYTHON" python -m compileall -q ${VENV}`;
  return [
    `FROM ${checkImage("uvImage", options.uvImage)} AS ${UV_STAGE}`,
    ...base,
    `COPY --from=${UV_STAGE} /uv /usr/bin/uv`,
    ...env([["UV_COMPILE_BYTECODE", "1"], ["UV_LINK_MODE", "copy"], ["VIRTUALENV", VENV]], false),
    ...env([["UV_PYTHON", `${VENV}/bin/python`]], false),
    run([`test -f "$UV_PYTHON" || { uv venv ${VENV}${python} && ${compile}; }`], [mountUvCache()]),
    ...path,
    NVIDIA,
  ];
}

/** The user and working directory of tasks, and the name of the image: at the end, for it changes with every layer. */
function end(layers: readonly Layer[], hasUser: boolean, { imageId }: Decided): readonly string[] {
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
