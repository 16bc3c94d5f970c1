/**
 * The class `Image`: the base of an image, and the methods that add layers.
 *
 * @module
 */
import {
  BOOLEAN,
  type Check,
  checkArgument,
  checkOptions,
  HOST,
  OBJECT,
  oneOf,
  type OptionChecks,
  STRING,
} from "../../arguments.ts";
import { FlyteConfigError } from "../../errors.ts";
import type { JsonObject } from "../../python/json_value.ts";
import { redactValue } from "../../python/redact_value.ts";
import { hostFor } from "../../runtime/guarded_host.ts";
import type { Host } from "../../runtime/host.ts";
import { withFiles } from "../../runtime/host_errors.ts";
import { inspectable } from "../../text/inspect.ts";
import { quoted } from "../../text/quote.ts";
import { redact } from "../../text/redact.ts";
import { IMAGE_REFS, type ImageRefs, lookUpImageRef } from "./image_refs.ts";
import {
  type Architecture,
  checkedState,
  CONFIG,
  imageFromDict,
  type ImageKind,
  type ImageSettings,
  type ImageState,
  imageToDict,
  parsePythonVersion,
  PYTHON_VERSION,
  type PythonVersion,
  type PythonVersionInput,
} from "./image_state.ts";
import { type LayerList, layersOf } from "./layer_list.ts";
import { aptPackagesLayer } from "./layers/apt.ts";
import { commandsLayer } from "./layers/commands.ts";
import { debianLayers } from "./layers/debian.ts";
import { envLayer, workDirLayer } from "./layers/env.ts";
import { invalidLayer, type ScriptReader, STRINGS } from "./layers/layer.ts";
import { type Layer, validateLayers } from "./layers/mod.ts";
import {
  localControllerLayer,
  localFlyteLayers,
  localPluginLayers,
  type LocalWheelsOptions,
  type PipOptions,
  pipPackagesLayer,
  requirementsLayer,
} from "./layers/pip.ts";
import { pixiProjectLayer, type PixiProjectOptions } from "./layers/pixi.ts";
import { poetryProjectLayer, type PoetryProjectOptions } from "./layers/poetry.ts";
import {
  codeBundleLayer,
  type CodeBundleOptions,
  dockerIgnoreLayer,
  resolvedBundle,
  sourceFileLayers,
  type SourceFileOptions,
  sourceFolderLayer,
  type SourceFolderOptions,
} from "./layers/sources.ts";
import { uvProjectLayer, type UvProjectOptions } from "./layers/uv.ts";
import { SECRET, Secret, type SecretOptions } from "./secret.ts";
import { hashedText, URI_CHECKS, uriOf, type UriOptions } from "./uri.ts";

/** Name of the method that creates an image of the same class. */
export const CREATE: unique symbol = /* @__PURE__ */ Symbol("create");

/** Name of the property that holds the reader of scripts. */
export const READ_SCRIPT: unique symbol = /* @__PURE__ */ Symbol("readScript");

/** Marks the fields of an image that have all been checked. */
export const CHECKED = "checked";

/** Registry of the images that flyte 2 publishes. */
export const BASE_REGISTRY = "ghcr.io/flyteorg";

/** Name of the images that flyte 2 publishes. */
export const DEFAULT_IMAGE_NAME = "flyte";

/** Name that `Image.fromRefName` looks up if none is given. */
export const DEFAULT_IMAGE_REF_NAME = "default";

/** Options of the images that start from one of flyte 2's own. */
export interface BaseImageOptions {
  /**
   * Registry to push to.
   *
   * @default that of `config`, if it has one
   */
  readonly registry?: string | undefined;
  /**
   * Secret for the registry. It is ignored without a registry or a name.
   *
   * @default none
   */
  readonly registrySecret?: string | Secret | undefined;
  /** Version of Python, such as `[3, 12]` or `"3.12"`. Required: Python uses the version it runs in. */
  readonly pythonVersion: PythonVersionInput;
  /**
   * Platforms to build for.
   *
   * @default linux/amd64 and linux/arm64
   */
  readonly platform?: Architecture | readonly Architecture[] | undefined;
  /**
   * Configuration, for its `image.registry`. Python finds one by itself; here, it must be passed.
   *
   * @default none
   */
  readonly config?: ImageSettings | undefined;
}

/** Options of `Image.fromDebianBase`. */
export type FromDebianBaseOptions =
  & BaseImageOptions
  & {
    /**
     * Name of the image.
     *
     * @default flyte
     */
    readonly name?: string | undefined;
  }
  & (
    | {
      /** Version of flyte 2. Required: Python uses the version of the installed package. */
      readonly flyteVersion: string;
      /**
       * Whether flyte 2 is in the image.
       *
       * @default true
       */
      readonly installFlyte?: true | undefined;
    }
    | {
      /** Version of flyte 2; ignored, since it is not installed. */
      readonly flyteVersion?: string | undefined;
      /** Whether flyte 2 is in the image. */
      readonly installFlyte: false;
    }
  );

/** Options of `Image.fromDockerfile`. */
export interface FromDockerfileOptions {
  /** Registry to push to. */
  readonly registry: string;
  /** Name of the image. */
  readonly name: string;
  /**
   * Platforms to build for.
   *
   * @default linux/amd64
   */
  readonly platform?: Architecture | readonly Architecture[] | undefined;
}

/** Changes for `Image.clone`. A field that is left out keeps its value. */
export interface CloneOptions<K extends ImageKind = ImageKind> {
  /** Registry to push to. */
  readonly registry?: string | undefined;
  /** Secret for the registry. */
  readonly registrySecret?: string | Secret | undefined;
  /** Name of the image. */
  readonly name?: string | undefined;
  /** Name of the base image. */
  readonly baseImage?: string | undefined;
  /** Version of Python in the image. */
  readonly pythonVersion?: PythonVersionInput | undefined;
  /** Layer to add. */
  readonly addlLayer?: (K extends "extendable" ? Layer : never) | undefined;
  /** Whether layers can be added to the copy. */
  readonly extendable?: boolean | undefined;
  /** Platforms to build for. */
  readonly platform?: Architecture | readonly Architecture[] | undefined;
}

/** Options of `Image.validate`. */
export interface ValidateOptions {
  /**
   * Host whose files are checked.
   *
   * @default this machine
   */
  readonly host?: Host | undefined;
}

/** Checks of {@linkcode BaseImageOptions}. */
export const BASE_CHECKS: OptionChecks<BaseImageOptions> = {
  registry: STRING,
  registrySecret: SECRET,
  pythonVersion: PYTHON_VERSION,
  platform: STRINGS,
  config: CONFIG,
};
const DEBIAN_CHECKS: OptionChecks<DebianOptions> = {
  ...BASE_CHECKS,
  name: STRING,
  flyteVersion: STRING,
  installFlyte: BOOLEAN,
};
const DOCKERFILE_CHECKS: OptionChecks<FromDockerfileOptions> = { registry: STRING, name: STRING, platform: STRINGS };
const CLONE_CHECKS: OptionChecks<CloneOptions> = {
  registry: STRING,
  registrySecret: SECRET,
  name: STRING,
  baseImage: STRING,
  pythonVersion: PYTHON_VERSION,
  addlLayer: OBJECT,
  extendable: BOOLEAN,
  platform: STRINGS,
};
const VALIDATE_CHECKS: OptionChecks<ValidateOptions> = { host: HOST };
const COPY_STYLE: Check = /* @__PURE__ */ oneOf("none", "loaded_modules", "all", "custom");

/** Correct calls, for error messages. */
const USAGE = {
  debian: 'Image.fromDebianBase({ pythonVersion: [3, 12], flyteVersion: "2.12.1" })',
  dockerfile: 'Image.fromDockerfile("Dockerfile", { registry: "ghcr.io/acme", name: "app" })',
} as const;

/** The options of `Image.fromDebianBase` without the dependency of one on another. */
type DebianOptions = BaseImageOptions & {
  readonly name?: string | undefined;
  readonly flyteVersion?: string | undefined;
  readonly installFlyte?: boolean | undefined;
};

/**
 * Describes a container image: its base, and the layers on it. Immutable: each method returns a new image. The `uri` of
 * an image is the one that flyte 2 gives it, byte for byte.
 *
 * Layers can only be added to an `Image<"extendable">`, and the compiler checks it: an image of a Dockerfile has no
 * layers, and others may have to be cloned with `extendable: true` first.
 *
 * The class of `@flyte-ts/config/v2` also has `fromUvScript`, `existence`, `exist` and `issues`; its functions, such as
 * `build`, accept the images of both.
 *
 * Python: `flyte.Image`.
 *
 * @example
 * ```ts
 * import { Image } from "@flyte-ts/config/v2/image";
 *
 * const image = Image.fromDebianBase({ pythonVersion: [3, 12], flyteVersion: "2.12.1", registry: "ghcr.io/acme", name: "app" })
 *   .withAptPackages("git")
 *   .withPipPackages("pandas", "numpy", { pre: true });
 * console.log(await image.uri()); // ghcr.io/acme/app:a041bcfbb5e87939c3afaae9ff266c5a
 * ```
 */
export class Image<K extends ImageKind = ImageKind> implements ImageState {
  /** Name of the class, also after minification. */
  static readonly name = "Image";
  static readonly #inspectable: void = inspectable(
    this.prototype,
    (image) => ({ ...redactValue(image.toDict()) as object }),
  );
  /** One object for all images, so that they have the same shape. */
  static readonly #layersProperty = {
    enumerable: true,
    get(this: Image): readonly Layer[] {
      return layersOf(this.#layers);
    },
  };
  readonly #layers: LayerList;
  /**
   * The string that is hashed, once it is known and if there is one. An object, because the image is frozen: compilers
   * for React Native turn private fields into properties.
   */
  readonly #known: { hashedText?: string | undefined } = {};
  /** Name of the base image. */
  readonly baseImage: string | undefined;
  /** Path of the Dockerfile that the image is built from instead. */
  readonly dockerfile: string | undefined;
  /** Registry to push to, with a path if it has one. */
  readonly registry: string | undefined;
  /** Name in the registry. */
  readonly name: string | undefined;
  /** Platforms that the image is built for. */
  readonly platform: readonly Architecture[];
  /** Version of Python in the image, if known. */
  readonly pythonVersion: PythonVersion | undefined;
  /** Whether layers can be added. */
  readonly extendable: boolean;
  /** Whether the image is built. Otherwise it is the base image itself. */
  readonly isCloned: boolean;
  /** Name of the base image in a configuration. */
  readonly refName: string | undefined;
  /** The layers, in the order in which they are built. */
  declare readonly layers: readonly Layer[];
  // Declared, as `layers` is, so that the constructor creates these properties in the order of the fields.
  /** Tag to use instead of the hash. */
  declare readonly tag: string | undefined;
  /** Secret for the registry. */
  declare readonly imageRegistrySecret: Secret | undefined;

  /**
   * Copies the fields of an image. Only for this class and its own variants; use a static method such as
   * {@linkcode Image.fromBase}.
   *
   * @param state – The fields.
   * @param origin – An image whose fields need no checks; `checked` if none of `state` need any.
   * @param layer – A layer to add, which has been checked; then `state` must be an image.
   */
  protected constructor(state: ImageState, origin?: ImageState | typeof CHECKED, layer?: Layer) {
    const checked = origin === CHECKED ? state : checkedState(state, origin);
    this.#layers = layer === undefined
      ? { items: checked.layers }
      : { items: undefined, before: (state as Image).#layers, last: layer };
    this.baseImage = checked.baseImage;
    this.dockerfile = checked.dockerfile;
    this.registry = checked.registry;
    this.name = checked.name;
    this.platform = checked.platform;
    this.pythonVersion = checked.pythonVersion;
    this.extendable = checked.extendable;
    this.isCloned = layer !== undefined || checked.isCloned;
    this.refName = checked.refName;
    Object.defineProperty(this, "layers", Image.#layersProperty);
    this.tag = layer === undefined ? checked.tag : undefined;
    this.imageRegistrySecret = checked.imageRegistrySecret;
    Object.freeze(this);
  }

  /**
   * Creates an image of the same class.
   *
   * @internal
   */
  [CREATE](state: ImageState, origin: ImageState | typeof CHECKED, layer?: Layer): Image {
    return new Image(state, origin, layer);
  }

  /**
   * The reader of scripts, which not every class has.
   *
   * @internal
   */
  get [READ_SCRIPT](): ScriptReader {
    return refuseScript;
  }

  /** The kind of the image: whether layers can be added. */
  get kind(): K {
    const kind: ImageKind = this.dockerfile !== undefined ? "dockerfile" : this.extendable ? "extendable" : "sealed";
    return kind as K;
  }

  /**
   * Returns an image with Python and flyte 2 on Debian. Without a registry or a name of its own, it is one of the
   * images that flyte 2 publishes.
   *
   * Python: `flyte.Image.from_debian_base`.
   *
   * @param options – Versions of Python and flyte 2, registry, name and platforms.
   * @returns The image.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown, missing or has the wrong type.
   * @throws {FlyteConfigError} `wrong_shape` – when a platform is unknown.
   * @throws {FlyteConfigError} `invalid_secret` – when `registrySecret` is not a valid key.
   */
  static fromDebianBase(options: FromDebianBaseOptions): Image<"extendable"> {
    checkOptions<DebianOptions>("Image.fromDebianBase", options, DEBIAN_CHECKS, USAGE.debian);
    return new Image(debianState("Image.fromDebianBase", options));
  }

  /**
   * Returns an existing image, unchanged. To add layers, clone it with `extendable: true` and a name.
   *
   * Python: `flyte.Image.from_base`.
   *
   * @param imageUri – The whole name of the image, such as `debian:12`.
   * @returns The image.
   * @throws {FlyteConfigError} `invalid_argument` – when `imageUri` is not a string.
   */
  static fromBase(imageUri: string): Image<"sealed"> {
    checkArgument("Image.fromBase", "imageUri", imageUri, STRING, 'Image.fromBase("debian:12")');
    return new Image({ baseImage: imageUri, ...SEALED });
  }

  /**
   * Returns an image whose name is in a configuration; see {@linkcode Image.resolveRef}.
   *
   * Python: `flyte.Image.from_ref_name`.
   *
   * @param name – The name under which the configuration has the image.
   * @returns The image, not resolved yet.
   * @throws {FlyteConfigError} `invalid_argument` – when `name` is not a string.
   */
  static fromRefName(name: string = DEFAULT_IMAGE_REF_NAME): Image<"sealed"> {
    checkArgument("Image.fromRefName", "name", name, STRING);
    return new Image({ name, refName: name, ...SEALED });
  }

  /**
   * Returns an image that is built from a Dockerfile, with the directory of the Dockerfile as build context.
   *
   * Python: `flyte.Image.from_dockerfile`.
   *
   * @param file – Path of the Dockerfile.
   * @param options – Registry, name and platforms.
   * @returns The image.
   * @throws {FlyteConfigError} `invalid_argument` – when `file` is not a string.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type, or `file` is empty.
   * @throws {FlyteConfigError} `wrong_shape` – when a platform is unknown.
   */
  static fromDockerfile(file: string, options: FromDockerfileOptions): Image<"dockerfile"> {
    const call = "Image.fromDockerfile";
    checkArgument(call, "file", file, STRING, USAGE.dockerfile);
    checkOptions(call, options, DOCKERFILE_CHECKS, USAGE.dockerfile);
    if (file === "") {
      throw new FlyteConfigError("invalid_option", `${call}: file must not be empty; write ${USAGE.dockerfile}`);
    }
    const { registry, name, platform = SEALED.platform } = options;
    const platforms = platform.length === 0 ? SEALED.platform : listed(platform);
    return new Image({ ...SEALED, dockerfile: file, registry, name, isCloned: true, platform: platforms });
  }

  /**
   * Reads what {@linkcode Image.toDict} returned.
   *
   * @param value – The fields of the image under their names in Python.
   * @returns The image.
   * @throws {FlyteConfigError} `wrong_shape` – when a field is missing or has the wrong type.
   * @throws {FlyteConfigError} `unknown_field` – when the image, a layer or a secret has an unknown field.
   * @throws {FlyteConfigError} `invalid_secret` – when a secret is not valid.
   * @throws {FlyteConfigError} `not_utf8` – when a string contains half of a surrogate pair.
   */
  static fromDict(value: unknown): Image {
    return new Image(imageFromDict(value));
  }

  /**
   * Returns a copy with some fields changed, which is built under a name of its own.
   *
   * Python: `flyte.Image.clone`.
   *
   * @param changes – The fields to change, and a layer to add.
   * @returns The copy.
   * @throws {FlyteConfigError} `image_is_dockerfile` – when a layer is added to an image of a Dockerfile.
   * @throws {FlyteConfigError} `image_not_extendable` – when a layer is added to an image that is not extendable.
   * @throws {FlyteConfigError} `image_unnamed` – when a layer is added to an image without a name.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
   * @throws {FlyteConfigError} `wrong_shape`, `unknown_field`, `not_utf8` – when a platform or the layer is not valid.
   * @throws {FlyteConfigError} `invalid_secret` – when `registrySecret` is not a valid key.
   */
  clone(
    changes: CloneOptions<K> & { readonly extendable: true },
  ): Image<K extends "dockerfile" ? "dockerfile" : "extendable">;
  /**
   * Returns a copy with some fields changed, to which no layers can be added.
   *
   * @param changes – The fields to change, and a layer to add.
   * @returns The copy.
   */
  clone(
    changes: CloneOptions<K> & { readonly extendable: false },
  ): Image<K extends "dockerfile" ? "dockerfile" : "sealed">;
  /**
   * Returns a copy with some fields changed.
   *
   * @param changes – The fields to change, and a layer to add.
   * @returns The copy, of the same kind.
   */
  clone(changes?: CloneOptions<K> & { readonly extendable?: undefined }): Image<K>;
  /**
   * Returns a copy with some fields changed; whether layers can be added is not known at compile time.
   *
   * @param changes – The fields to change, and a layer to add.
   * @returns The copy.
   */
  clone(changes?: CloneOptions<K>): Image;
  /**
   * Returns a copy with some fields changed.
   *
   * @param changes – The fields to change, and a layer to add.
   * @returns The copy.
   */
  clone(changes: CloneOptions = {}): Image {
    return this[CREATE](clonedState(this, changes), this);
  }

  /**
   * Returns whether layers can be added, and tells the compiler so.
   *
   * @returns Whether `kind` is `extendable`.
   */
  isExtendable(): this is Image<"extendable"> {
    return this.kind === "extendable";
  }

  /**
   * Adds Python packages from an index.
   *
   * Python: `flyte.Image.with_pip_packages`.
   *
   * @param packages – The packages one by one, as pip takes them, and options after the last one.
   * @returns A copy with the layer.
   * @throws {FlyteConfigError} `invalid_argument` – when a package is not a string.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
   * @throws {FlyteConfigError} `image_not_extendable`, `image_is_dockerfile`, `image_unnamed` – when layers cannot be
   * added.
   */
  withPipPackages<T extends Image<"extendable">>(
    this: T,
    ...packages: readonly string[] | readonly [...packages: string[], options: PipOptions]
  ): T {
    return added(this, pipPackagesLayer(packages));
  }

  /**
   * Adds the Python packages of a requirements file.
   *
   * Python: `flyte.Image.with_requirements`.
   *
   * @param file – Path of the file, which must end in `.txt`.
   * @param options – How packages are installed.
   * @returns A copy with the layer.
   * @throws {FlyteConfigError} `image_layer_invalid` – when the name of the file does not end in `.txt`.
   * @throws {FlyteConfigError} `invalid_argument` – when `file` is not a string.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
   * @throws {FlyteConfigError} `image_not_extendable`, `image_is_dockerfile`, `image_unnamed` – when layers cannot be
   * added.
   */
  withRequirements<T extends Image<"extendable">>(this: T, file: string, options: PipOptions = {}): T {
    return added(this, requirementsLayer(file, options));
  }

  /**
   * Adds the dependencies of a uv project, or the project as well.
   *
   * Python: `flyte.Image.with_uv_project`.
   *
   * @param pyprojectFile – Path of its `pyproject.toml`.
   * @param options – Lock file, what is installed, and how packages are installed.
   * @returns A copy with the layer.
   * @throws {FlyteConfigError} `invalid_argument` – when `pyprojectFile` is not a string.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
   * @throws {FlyteConfigError} `image_not_extendable`, `image_is_dockerfile`, `image_unnamed` – when layers cannot be
   * added.
   */
  withUvProject<T extends Image<"extendable">>(this: T, pyprojectFile: string, options: UvProjectOptions = {}): T {
    return added(this, uvProjectLayer(pyprojectFile, options));
  }

  /**
   * Adds the dependencies of a Poetry project, or the project as well.
   *
   * Python: `flyte.Image.with_poetry_project`.
   *
   * @param pyprojectFile – Path of its `pyproject.toml`.
   * @param options – Lock file, what is installed, and arguments for Poetry.
   * @returns A copy with the layer.
   * @throws {FlyteConfigError} `invalid_argument` – when `pyprojectFile` is not a string.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
   * @throws {FlyteConfigError} `image_not_extendable`, `image_is_dockerfile`, `image_unnamed` – when layers cannot be
   * added.
   */
  withPoetryProject<T extends Image<"extendable">>(
    this: T,
    pyprojectFile: string,
    options: PoetryProjectOptions = {},
  ): T {
    return added(this, poetryProjectLayer(pyprojectFile, options));
  }

  /**
   * Adds the environment of a pixi project, which becomes the Python of the image.
   *
   * Python: `flyte.Image.with_pixi_project`.
   *
   * @param manifestFile – Path of its `pixi.toml` or `pyproject.toml`, or of the directory that has one of them.
   * @param options – Lock file, environment, which files are copied, and arguments for pixi.
   * @returns A copy with the layer.
   * @throws {FlyteConfigError} `invalid_argument` – when `manifestFile` is not a string.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
   * @throws {FlyteConfigError} `image_not_extendable`, `image_is_dockerfile`, `image_unnamed` – when layers cannot be
   * added.
   */
  withPixiProject<T extends Image<"extendable">>(
    this: T,
    manifestFile: string,
    options: PixiProjectOptions = {},
  ): T {
    return added(this, pixiProjectLayer(manifestFile, options));
  }

  /**
   * Adds Debian packages.
   *
   * Python: `flyte.Image.with_apt_packages`.
   *
   * @param packages – The packages one by one, and options after the last one.
   * @returns A copy with the layer.
   * @throws {FlyteConfigError} `invalid_argument` – when a package is not a string.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
   * @throws {FlyteConfigError} `image_not_extendable`, `image_is_dockerfile`, `image_unnamed` – when layers cannot be
   * added.
   */
  withAptPackages<T extends Image<"extendable">>(
    this: T,
    ...packages: readonly string[] | readonly [...packages: string[], options: SecretOptions]
  ): T {
    return added(this, aptPackagesLayer(packages));
  }

  /**
   * Adds flyte 2 from a directory of wheels, and flyteidl2 if the directory has a wheel of it.
   *
   * Python: `flyte.Image.with_local_v2`.
   *
   * @param options – The directory.
   * @returns A copy with the layers.
   * @throws {FlyteConfigError} `invalid_option` – when `distDir` is missing or not a string.
   * @throws {FlyteConfigError} `image_not_extendable`, `image_is_dockerfile`, `image_unnamed` – when layers cannot be
   * added.
   */
  withLocalV2<T extends Image<"extendable">>(this: T, options: LocalWheelsOptions): T {
    return localFlyteLayers(options).reduce(added<T>, this);
  }

  /**
   * Adds plugins of flyte 2 from a directory of wheels.
   *
   * Python: `flyte.Image.with_local_v2_plugins`.
   *
   * @param plugins – Names of the plugins, which must start with `flyteplugins-`.
   * @param options – The directory.
   * @returns A copy with the layers.
   * @throws {FlyteConfigError} `image_layer_invalid` – when a name does not start with `flyteplugins-`.
   * @throws {FlyteConfigError} `invalid_argument` – when `plugins` is not a string or a list of strings.
   * @throws {FlyteConfigError} `invalid_option` – when `distDir` is missing or not a string.
   * @throws {FlyteConfigError} `image_not_extendable`, `image_is_dockerfile`, `image_unnamed` – when layers cannot be
   * added.
   */
  withLocalV2Plugins<T extends Image<"extendable">>(
    this: T,
    plugins: string | readonly string[],
    options: LocalWheelsOptions,
  ): T {
    return localPluginLayers(plugins, options).reduce(added<T>, this);
  }

  /**
   * Adds flyte 2's Rust controller from a directory of wheels.
   *
   * Python: `flyte.Image.with_local_rs_controller`.
   *
   * @param options – The directory.
   * @returns A copy with the layer.
   * @throws {FlyteConfigError} `invalid_option` – when `distDir` is missing or not a string.
   * @throws {FlyteConfigError} `image_not_extendable`, `image_is_dockerfile`, `image_unnamed` – when layers cannot be
   * added.
   */
  withLocalRsController<T extends Image<"extendable">>(this: T, options: LocalWheelsOptions): T {
    return added(this, localControllerLayer(options));
  }

  /**
   * Adds environment variables. In values, `$NAME` stands for a variable.
   *
   * Python: `flyte.Image.with_env_vars`.
   *
   * @param envVars – Names with values.
   * @returns A copy with the layer.
   * @throws {FlyteConfigError} `invalid_argument` – when `envVars` is not an object, or a value is not a string.
   * @throws {FlyteConfigError} `image_not_extendable`, `image_is_dockerfile`, `image_unnamed` – when layers cannot be
   * added.
   */
  withEnvVars<T extends Image<"extendable">>(this: T, envVars: Readonly<Record<string, string>>): T {
    return added(this, envLayer(envVars));
  }

  /**
   * Changes the working directory.
   *
   * Python: `flyte.Image.with_workdir`.
   *
   * @param workdir – Path in the image.
   * @returns A copy with the layer.
   * @throws {FlyteConfigError} `invalid_argument` – when `workdir` is not a string.
   * @throws {FlyteConfigError} `image_not_extendable`, `image_is_dockerfile`, `image_unnamed` – when layers cannot be
   * added.
   */
  withWorkdir<T extends Image<"extendable">>(this: T, workdir: string): T {
    return added(this, workDirLayer(workdir));
  }

  /**
   * Adds shell commands, which run while the image is built.
   *
   * Python: `flyte.Image.with_commands`.
   *
   * @param commands – One command, or a list of them.
   * @param options – Secrets for the commands.
   * @returns A copy with the layer.
   * @throws {FlyteConfigError} `invalid_argument` – when `commands` is not a string or a list of strings.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
   * @throws {FlyteConfigError} `image_not_extendable`, `image_is_dockerfile`, `image_unnamed` – when layers cannot be
   * added.
   */
  withCommands<T extends Image<"extendable">>(
    this: T,
    commands: string | readonly string[],
    options: SecretOptions = {},
  ): T {
    return added(this, commandsLayer(commands, options));
  }

  /**
   * Adds the files of a directory.
   *
   * Python: `flyte.Image.with_source_folder`.
   *
   * @param src – Path of the directory.
   * @param options – Where it is copied.
   * @returns A copy with the layer.
   * @throws {FlyteConfigError} `invalid_argument` – when `src` is not a string.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
   * @throws {FlyteConfigError} `image_not_extendable`, `image_is_dockerfile`, `image_unnamed` – when layers cannot be
   * added.
   */
  withSourceFolder<T extends Image<"extendable">>(this: T, src: string, options: SourceFolderOptions = {}): T {
    return added(this, sourceFolderLayer(src, options));
  }

  /**
   * Adds one or several files.
   *
   * Python: `flyte.Image.with_source_file`.
   *
   * @param src – Path of the file, or a list of paths.
   * @param options – Where they are copied.
   * @returns A copy with a layer for each file.
   * @throws {FlyteConfigError} `image_layer_invalid` – when several files have the same name.
   * @throws {FlyteConfigError} `invalid_argument` – when `src` is not a string or a list of strings.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
   * @throws {FlyteConfigError} `image_not_extendable`, `image_is_dockerfile`, `image_unnamed` – when layers cannot be
   * added.
   */
  withSourceFile<T extends Image<"extendable">>(
    this: T,
    src: string | readonly string[],
    options: SourceFileOptions = {},
  ): T {
    return sourceFileLayers(src, options).reduce(added<T>, this);
  }

  /**
   * Adds the source code of the tasks, which is determined later; see {@linkcode Image.resolveCodeBundle}.
   *
   * Python: `flyte.Image.with_code_bundle`.
   *
   * @param options – Which files, and where they are copied.
   * @returns A copy with the layer.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
   * @throws {FlyteConfigError} `image_not_extendable`, `image_is_dockerfile`, `image_unnamed` – when layers cannot be
   * added.
   */
  withCodeBundle<T extends Image<"extendable">>(this: T, options: CodeBundleOptions = {}): T {
    return added(this, codeBundleLayer(options));
  }

  /**
   * Sets the `.dockerignore` of the image, which is used for all of its layers.
   *
   * Python: `flyte.Image.with_dockerignore`.
   *
   * @param path – Path of the file.
   * @returns A copy with the layer.
   * @throws {FlyteConfigError} `invalid_argument` – when `path` is not a string.
   * @throws {FlyteConfigError} `image_not_extendable`, `image_is_dockerfile`, `image_unnamed` – when layers cannot be
   * added.
   */
  withDockerignore<T extends Image<"extendable">>(this: T, path: string): T {
    return added(this, dockerIgnoreLayer(path));
  }

  /**
   * Computes the name of the image: registry, name, and a hash of the base image, the Dockerfile and the layers with
   * their files. An image that is not built has the name of its base image.
   *
   * Python: `flyte.Image.uri`.
   *
   * @param options – Where files are read, and the root directory.
   * @returns A string such as `ghcr.io/acme/app:a041bcfbb5e87939c3afaae9ff266c5a`.
   * @throws {FlyteConfigError} `image_base_required` – when there is neither a base image nor a Dockerfile.
   * @throws {FlyteConfigError} `image_unnamed` – when the image is built, and has no name.
   * @throws {FlyteConfigError} `image_ref_unresolved` – when the base image is a name that is not resolved.
   * @throws {FlyteConfigError} `code_bundle_unresolved`, `loaded_modules_unknown` – when the files of a code bundle are
   * not known.
   * @throws {FlyteConfigError} `uv_script_invalid`, `image_layer_invalid` – when a layer cannot be built.
   * @throws {FlyteConfigError} `ignore_pattern_invalid` – when a `.dockerignore` has an invalid pattern.
   * @throws {FlyteConfigError} `file_not_found`, `file_unreadable`, `permission_denied`, `endless_file`,
   * `no_file_system` – when a file cannot be read.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
   */
  async uri(options: UriOptions = {}): Promise<string> {
    checkOptions("Image.uri", options, URI_CHECKS);
    return await uriOf(this, options, this[READ_SCRIPT], this.#known.hashedText ??= hashedText(this));
  }

  /**
   * Checks that the files that the layers name exist, and are of the right kind.
   *
   * Python: `flyte.Image.validate`.
   *
   * @param options – Where files are.
   * @throws {FlyteConfigError} `file_not_found` – when a file or directory does not exist.
   * @throws {FlyteConfigError} `file_unreadable` – when a directory is in place of a file, or the other way around.
   * @throws {FlyteConfigError} `image_layer_invalid`, `uv_script_invalid` – when a layer cannot be built.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
   */
  async validate(options: ValidateOptions = {}): Promise<void> {
    checkOptions("Image.validate", options, VALIDATE_CHECKS);
    await validateLayers(withFiles(hostFor(options.host)), this.layers, this[READ_SCRIPT]);
  }

  /**
   * Resolves the name of {@linkcode Image.fromRefName} to a base image. An image without layers is not built then.
   *
   * @param refs – A `Config`, whose `image.image_refs` has the names, or an `ImageConfig`.
   * @returns A copy with the base image; an unchanged copy if there is nothing to resolve.
   * @throws {FlyteConfigError} `image_ref_unknown` – when `refs` does not have the name.
   * @throws {FlyteConfigError} `invalid_argument` – when `refs` is something else.
   */
  resolveRef(refs: ImageRefs): this {
    checkArgument("Image.resolveRef", "refs", refs, IMAGE_REFS, "resolveRef(await Config.auto())");
    if (this.refName === undefined) return this[CREATE](this, this) as this;
    const baseImage = lookUpImageRef(this.refName, refs);
    const isCloned = this.layers.length > 0;
    return this[CREATE]({ ...this, baseImage, refName: undefined, isCloned }, this) as this;
  }

  /**
   * Resolves code bundles: if `copyStyle` is `none`, they become layers that copy the files of `rootDir`, after all
   * other layers. Otherwise they are removed, since the code is uploaded separately.
   *
   * Python: `flyte._image.resolve_code_bundle_layer`.
   *
   * @param copyStyle – How the code is uploaded.
   * @param rootDir – Directory with the source code.
   * @returns A copy without open code bundles.
   * @throws {FlyteConfigError} `invalid_argument` – when `copyStyle` is unknown, or `rootDir` is not a string.
   */
  resolveCodeBundle(copyStyle: "none" | "loaded_modules" | "all" | "custom", rootDir: string): this {
    checkArgument("Image.resolveCodeBundle", "copyStyle", copyStyle, COPY_STYLE);
    checkArgument("Image.resolveCodeBundle", "rootDir", rootDir, STRING);
    const bundles = this.layers.filter((layer) => layer.type === "CodeBundleLayer");
    if (bundles.length === 0) return this[CREATE](this, this) as this;
    const others = this.layers.filter((layer) => layer.type !== "CodeBundleLayer");
    const resolved = copyStyle === "none" ? bundles.map((layer) => resolvedBundle(layer, rootDir)) : [];
    return this[CREATE]({ ...this, layers: [...others, ...resolved], tag: undefined }, this) as this;
  }

  /**
   * Returns all fields as plain data, under their names in Python, for {@linkcode Image.fromDict}.
   *
   * @returns A new object, without the fields that are not set.
   */
  toDict(): JsonObject {
    return imageToDict(this);
  }

  /**
   * Returns what {@linkcode Image.toDict} returns, for `JSON.stringify`.
   *
   * @returns A new object.
   */
  toJSON(): JsonObject {
    return this.toDict();
  }

  /**
   * Returns a short description, without credentials.
   *
   * @returns A string such as `Image(ghcr.io/acme/app, 2 layers on debian:12)`.
   */
  toString(): string {
    const { registry, name, baseImage, dockerfile, isCloned, layers } = this;
    if (!isCloned) return `Image(${baseImage === undefined ? `ref ${this.refName}` : redact(baseImage)})`;
    const made = dockerfile === undefined ? `${layers.length} layers on ${redact(String(baseImage))}` : dockerfile;
    return `Image(${redact(`${registry ? `${registry}/` : ""}${name ?? "unnamed"}`)}, ${made})`;
  }
}

/** The state of images to which no layers can be added. */
const SEALED = { platform: ["linux/amd64"], extendable: false, isCloned: false, layers: [] } as const;

/** Adds a layer, which has been checked, to an image. Throws as `Image.clone` does. */
function added<T extends Image<"extendable">>(image: T, layer: Layer): T {
  checkExtendable(image, image.name);
  return image[CREATE](image, CHECKED, layer) as T;
}

/** The fields of a Debian image. Throws as `Image.fromDebianBase` does. */
export function debianState(call: string, options: DebianOptions): ImageState {
  const { flyteVersion, installFlyte = true, registry, registrySecret, name, platform, config } = options;
  const pythonVersion = parsePythonVersion(options.pythonVersion);
  if (pythonVersion === undefined) {
    throw missingOption(call, "pythonVersion", "pythonVersion: [3, 12]");
  }
  if (installFlyte && !flyteVersion) {
    throw missingOption(call, "flyteVersion", 'flyteVersion: "2.12.1", or installFlyte: false');
  }
  const tag = `py${pythonVersion.join(".")}`;
  const version = flyteVersion?.startsWith("v") ? flyteVersion : `v${flyteVersion}`;
  const shared = {
    registry: config?.image.registry || undefined,
    name: DEFAULT_IMAGE_NAME,
    pythonVersion,
    platform: platform === undefined ? ["linux/amd64", "linux/arm64"] as const : listed(platform),
    extendable: true,
  };
  const base: ImageState = installFlyte
    ? { baseImage: `${BASE_REGISTRY}/${DEFAULT_IMAGE_NAME}:${tag}-${version}`, isCloned: false, layers: [], ...shared }
    : {
      baseImage: `python:${pythonVersion.join(".")}-slim-bookworm`,
      isCloned: true,
      layers: debianLayers(),
      tag,
      ...shared,
    };
  return registry || name ? clonedState(base, { registry, name, registrySecret, extendable: true }) : base;
}

/** The fields of a changed copy. Throws as `Image.clone` does. */
export function clonedState(image: ImageState, changes: CloneOptions): ImageState {
  checkOptions("Image.clone", changes, CLONE_CHECKS, 'clone({ name: "app", extendable: true })');
  const { addlLayer, platform, extendable, registrySecret } = changes;
  const name = changes.name || image.name;
  if (addlLayer != null) checkExtendable(image, name);
  return {
    baseImage: changes.baseImage || image.baseImage,
    dockerfile: image.dockerfile,
    registry: changes.registry || image.registry,
    name,
    platform: !platform || platform.length === 0 ? image.platform : listed(platform),
    pythonVersion: parsePythonVersion(changes.pythonVersion) ?? image.pythonVersion,
    extendable: extendable ?? image.extendable,
    isCloned: true,
    refName: image.refName,
    layers: addlLayer == null ? image.layers : [...image.layers, addlLayer],
    imageRegistrySecret: registrySecret
      ? typeof registrySecret === "string" ? new Secret(registrySecret) : registrySecret
      : image.imageRegistrySecret,
  };
}

/** The reader of scripts of a class that has none. */
function refuseScript(path: string): Promise<never> {
  const what = `the metadata of the script ${quoted(path)} cannot be read by this class`;
  return Promise.reject(invalidLayer(`${what}; use the class Image of @flyte-ts/config/v2`));
}

function checkExtendable({ extendable, dockerfile }: ImageState, name: string | undefined): void {
  if (dockerfile !== undefined) {
    throw new FlyteConfigError(
      "image_is_dockerfile",
      `layers cannot be added to an image of a Dockerfile; change ${quoted(dockerfile)} itself`,
    );
  }
  if (!extendable) {
    throw new FlyteConfigError(
      "image_not_extendable",
      "layers cannot be added to this image; clone it with extendable: true and a name first",
    );
  }
  if (!name) {
    throw new FlyteConfigError(
      "image_unnamed",
      "layers cannot be added to an image without a name; clone it with a name first",
    );
  }
}

/** Platforms as a list. */
function listed(platform: Architecture | readonly Architecture[]): readonly Architecture[] {
  return typeof platform === "string" ? [platform] : platform;
}

/** The error of an option that is required. */
export function missingOption(call: string, name: string, usage: string): FlyteConfigError {
  return new FlyteConfigError("invalid_option", `${call}: option ${name} is required; write ${usage}`, { path: name });
}
