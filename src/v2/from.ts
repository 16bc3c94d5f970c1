/**
 * What images start from.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { cloned } from "./clone.ts";
import {
  BASE_REGISTRY,
  CREATE_FLYTE_USER,
  DEBIAN_ENV,
  DEBIAN_PACKAGES,
  DEFAULT_IMAGE_NAME,
  DEFAULT_PLATFORMS,
  FLYTE_HOME,
  LABEL_LINES,
} from "./constants.ts";
import { listed } from "./image_fields.ts";
import type { FromDebianBaseOptions, FromDockerfileOptions, FromUvScriptOptions, Script } from "./from_options.ts";
import type { ImageState } from "./image_state.ts";
import { checkOptions, layerOf } from "./layer_values.ts";
import type { Layer } from "./layers.ts";
import { pipOption } from "./pip_option.ts";

const SHARED = ["pythonVersion", "registry", "registrySecret", "name", "platform", "config"];
const NEITHER = { platform: ["linux/amd64"], extendable: false, isCloned: false, layers: [] } as const;

/** See `Image.fromBase`. */
export function plainBase(imageUri: string): ImageState {
  return { ...NEITHER, baseImage: imageUri };
}

/** See `Image.fromRefName`. */
export function refBase(name: string): ImageState {
  return { ...NEITHER, name, refName: name };
}

/** See `Image.fromDockerfile`. */
export function dockerfileBase(file: string, options: FromDockerfileOptions): ImageState {
  checkOptions("Image.fromDockerfile", options, ["registry", "name", "platform"]);
  const { registry, name, platform } = options;
  if (typeof file !== "string" || file === "") throw missing("fromDockerfile", "the path of the Dockerfile");
  return {
    ...NEITHER,
    dockerfile: file,
    registry,
    name,
    isCloned: true,
    ...(platform === undefined || platform.length === 0 ? {} : { platform: listed(platform) }),
  };
}

/** See `Image.fromDebianBase`. */
export function debianBase(options: FromDebianBaseOptions): ImageState {
  checkOptions("Image.fromDebianBase", options, [...SHARED, "flyteVersion", "installFlyte"]);
  const { pythonVersion, flyteVersion, installFlyte = true, registry, registrySecret, name, platform, config } =
    options;
  if (!Array.isArray(pythonVersion)) {
    throw missing("fromDebianBase", "pythonVersion, such as [3, 12]; flyte takes that of the Python it runs in");
  }
  if (installFlyte && !flyteVersion) {
    throw missing("fromDebianBase", `flyteVersion, such as "2.12.1", or installFlyte: false`);
  }
  const tag = `py${pythonVersion.join(".")}`;
  const version = flyteVersion?.startsWith("v") ? flyteVersion : `v${flyteVersion}`;
  const shared = {
    registry: config?.image.registry || undefined,
    name: DEFAULT_IMAGE_NAME,
    pythonVersion,
    platform: platform === undefined ? DEFAULT_PLATFORMS : listed(platform),
    extendable: true,
  };
  const base: ImageState = installFlyte
    ? { ...shared, baseImage: `${BASE_REGISTRY}/${DEFAULT_IMAGE_NAME}:${tag}-${version}`, isCloned: false, layers: [] }
    : {
      ...shared,
      baseImage: `python:${pythonVersion.join(".")}-slim-bookworm`,
      isCloned: true,
      layers: debianLayers(),
      tag,
    };
  return registry || name ? cloned(base, { registry, name, registrySecret, extendable: true }) : base;
}

/** See `Image.fromUvScript`. */
export function scriptBase(script: Script, options: FromUvScriptOptions): ImageState {
  const { name, registry, registrySecret, pythonVersion, platform, config, ...pip } = options;
  const [path, text] = typeof script === "object" && script !== null ? [script.name, script.text] : [script, undefined];
  const addlLayer = layerOf("UVScript", { ...pipOption(pip), script: path, text });
  const shared = { name, registry, registrySecret, pythonVersion, platform, config };
  return cloned(debianBase({ ...shared, installFlyte: false }), { addlLayer });
}

/** What flyte's image has that it does not publish: labels, the user, a virtual environment's variables, packages. */
function debianLayers(): readonly Layer[] {
  return [
    layerOf("_DockerLines", { lines: LABEL_LINES }),
    layerOf("Commands", { commands: [CREATE_FLYTE_USER] }),
    layerOf("WorkDir", { workdir: FLYTE_HOME }),
    layerOf("Env", { envVars: DEBIAN_ENV }),
    layerOf("AptPackages", { packages: DEBIAN_PACKAGES }),
  ];
}

function missing(method: string, what: string): FlyteConfigError {
  return new FlyteConfigError("invalid_option", `Image.${method} needs ${what}`);
}
