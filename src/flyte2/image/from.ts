/**
 * What images start from.
 *
 * @module
 */
import {
  BOOLEAN,
  checkArgument,
  checkOptions,
  either,
  objectWith,
  type OptionChecks,
  STRING,
} from "../../arguments.ts";
import { FlyteConfigError } from "../../errors.ts";
import { CONFIG, PIP_CHECKS, PYTHON_VERSION, SECRET, STRINGS } from "./checks.ts";
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
import type {
  FromDebianBaseOptions,
  FromDockerfileOptions,
  FromShared,
  FromUvScriptOptions,
  Script,
} from "./from_options.ts";
import type { ImageState } from "./image_state.ts";
import { layerOf } from "./layer_values.ts";
import type { Layer } from "./layers.ts";
import { pipOption } from "./pip_option.ts";
import { parsePythonVersion } from "./python_version.ts";

const SHARED: OptionChecks<FromShared> = {
  registry: STRING,
  registrySecret: SECRET,
  pythonVersion: PYTHON_VERSION,
  platform: STRINGS,
  config: CONFIG,
};
const DEBIAN: OptionChecks<DebianOptions> = { ...SHARED, name: STRING, flyteVersion: STRING, installFlyte: BOOLEAN };
const SCRIPT: OptionChecks<FromUvScriptOptions> = { ...SHARED, ...PIP_CHECKS, name: STRING };
const DOCKERFILE: OptionChecks<FromDockerfileOptions> = { registry: STRING, name: STRING, platform: STRINGS };

/** The right calls, for those that pass something else. */
const CALLS = {
  debian: 'Image.fromDebianBase({ pythonVersion: [3, 12], flyteVersion: "2.12.1" })',
  script: 'Image.fromUvScript("job.py", { name: "app", pythonVersion: [3, 12] })',
  dockerfile: 'Image.fromDockerfile("Dockerfile", { registry: "ghcr.io/acme", name: "app" })',
} as const;

const SCRIPT_FILE = /* @__PURE__ */ either(
  { ...STRING, expected: "the path of the script" },
  objectWith("{ name, text }", "name", "text"),
);

/** The options of `Image.fromDebianBase`, of which none decides about another. */
type DebianOptions = FromShared & {
  readonly name?: string | undefined;
  readonly flyteVersion?: string | undefined;
  readonly installFlyte?: boolean | undefined;
};

const NEITHER = { platform: ["linux/amd64"], extendable: false, isCloned: false, layers: [] } as const;

/** See `Image.fromBase`. */
export function plainBase(imageUri: string): ImageState {
  checkArgument("Image.fromBase", "imageUri", imageUri, STRING, 'Image.fromBase("debian:12")');
  return { ...NEITHER, baseImage: imageUri };
}

/** See `Image.fromRefName`. */
export function refBase(name: string): ImageState {
  checkArgument("Image.fromRefName", "name", name, STRING);
  return { ...NEITHER, name, refName: name };
}

/** See `Image.fromDockerfile`. */
export function dockerfileBase(file: string, options: FromDockerfileOptions): ImageState {
  checkArgument("Image.fromDockerfile", "file", file, STRING, CALLS.dockerfile);
  checkOptions("Image.fromDockerfile", options, DOCKERFILE, CALLS.dockerfile);
  const { registry, name, platform } = options;
  if (file === "") throw missing("Image.fromDockerfile", "the path of the Dockerfile");
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
  checkOptions<DebianOptions>("Image.fromDebianBase", options, DEBIAN, CALLS.debian);
  return debian("Image.fromDebianBase", options);
}

/** What {@linkcode debianBase} makes, for a call with this name. */
function debian(call: string, options: DebianOptions): ImageState {
  const { flyteVersion, installFlyte = true, registry, registrySecret, name, platform, config } = options;
  const pythonVersion = parsePythonVersion(options.pythonVersion);
  if (pythonVersion === undefined) {
    throw missing(call, "pythonVersion, such as [3, 12]; flyte takes that of the Python it runs in");
  }
  if (installFlyte && !flyteVersion) throw missing(call, `flyteVersion, such as "2.12.1", or installFlyte: false`);
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
  const call = "Image.fromUvScript";
  checkArgument(call, "script", script, SCRIPT_FILE, CALLS.script);
  checkOptions(call, options, SCRIPT, CALLS.script);
  const { name, registry, registrySecret, pythonVersion, platform, config, ...pip } = options;
  if (name === undefined) throw missing(call, `name, the name of the image; write ${CALLS.script}`);
  const [path, text] = typeof script === "object" ? [script.name, script.text] : [script, undefined];
  const addlLayer = layerOf("UVScript", { ...pipOption(pip), script: path, text });
  const shared = { name, registry, registrySecret, pythonVersion, platform, config };
  return cloned(debian(call, { ...shared, installFlyte: false }), { addlLayer });
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

function missing(call: string, what: string): FlyteConfigError {
  return new FlyteConfigError("invalid_option", `${call} needs ${what}`);
}
