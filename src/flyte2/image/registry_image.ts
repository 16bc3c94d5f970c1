/**
 * The class `Image` with what asks registries, reads scripts and finds issues. The entry point `./v2/image` has the class
 * without it, so that a program that only names images carries neither a registry client nor a TOML parser.
 *
 * @module
 */
import {
  type Check,
  checkArgument,
  checkOptions,
  either,
  objectWith,
  objectWithMethods,
  type OptionChecks,
  SIGNAL,
  STRING,
} from "../../arguments.ts";
import type { Issue } from "../../errors.ts";
import type { NamedText } from "../../formats/config_document.ts";
import { type Existence, existsOrNull } from "../../oci/existence.ts";
import { queryExistence, type RegistryQueryOptions } from "../../oci/query_existence.ts";
import { hostFor } from "../../runtime/guarded_host.ts";
import type { Host } from "../../runtime/host.ts";
import {
  BASE_CHECKS,
  type BaseImageOptions,
  CHECKED,
  clonedState,
  type CloneOptions,
  CREATE,
  debianState,
  type FromDebianBaseOptions,
  type FromDockerfileOptions,
  Image as BaseImage,
  missingOption,
  READ_SCRIPT,
} from "./image.ts";
import type { ImageKind, ImageState } from "./image_state.ts";
import { issuesOf } from "./issues.ts";
import { makeLayer, type ScriptReader } from "./layers/layer.ts";
import type { Layer } from "./layers/mod.ts";
import { PIP_CHECKS, pipFields, type PipOptions } from "./layers/pip.ts";
import { readScript } from "./layers/script_reader.ts";
import { uvScript } from "./layers/uv.ts";
import { URI_CHECKS, uriOf, type UriOptions } from "./uri.ts";

/** Options of `Image.fromUvScript`. */
export interface FromUvScriptOptions extends BaseImageOptions, PipOptions {
  /** Name of the image. */
  readonly name: string;
}

/** Options of `Image.existence` and `Image.exist`. */
export interface ExistenceOptions extends UriOptions, RegistryQueryOptions {
  /**
   * Host whose files are read, and whose credentials are used.
   *
   * @default this machine
   */
  readonly host?: Host | undefined;
}

/** Checks of {@linkcode ExistenceOptions}. */
export const EXISTENCE_CHECKS: OptionChecks<ExistenceOptions> = {
  ...URI_CHECKS,
  client: /* @__PURE__ */ objectWithMethods("a RegistryClient", "exists"),
  authFile: STRING,
  signal: SIGNAL,
};

const SCRIPT_CHECKS: OptionChecks<FromUvScriptOptions> = { ...BASE_CHECKS, ...PIP_CHECKS, name: STRING };
const SCRIPT: Check = /* @__PURE__ */ either(
  { ...STRING, expected: "the path of the script" },
  objectWith("{ name, text }", "name", "text"),
);

/** The correct call, for error messages. */
const USAGE = 'Image.fromUvScript("job.py", { name: "app", pythonVersion: [3, 12] })';

/**
 * Describes a container image: its base, and the layers on it. Immutable: each method returns a new image. The `uri` of
 * an image is the one that flyte 2 gives it, byte for byte.
 *
 * Layers can only be added to an `Image<"extendable">`, and the compiler checks it: an image of a Dockerfile has no
 * layers, and others may have to be cloned with `extendable: true` first.
 *
 * Python: `flyte.Image`.
 *
 * @example
 * ```ts
 * import { Image } from "@flyte-ts/config/v2";
 *
 * const image = Image.fromDebianBase({ pythonVersion: [3, 12], flyteVersion: "2.12.1", registry: "ghcr.io/acme", name: "app" })
 *   .withAptPackages("git")
 *   .withPipPackages("pandas", "numpy", { pre: true });
 * console.log(await image.uri()); // ghcr.io/acme/app:a041bcfbb5e87939c3afaae9ff266c5a
 * ```
 */
export class Image<K extends ImageKind = ImageKind> extends BaseImage<K> {
  /** Name of the class, also after minification. */
  static override readonly name = "Image";

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
  static override fromDebianBase(options: FromDebianBaseOptions): Image<"extendable"> {
    return new Image(BaseImage.fromDebianBase(options), CHECKED);
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
  static override fromBase(imageUri: string): Image<"sealed"> {
    return new Image(BaseImage.fromBase(imageUri), CHECKED);
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
  static override fromRefName(name?: string): Image<"sealed"> {
    return new Image(BaseImage.fromRefName(name), CHECKED);
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
  static override fromDockerfile(file: string, options: FromDockerfileOptions): Image<"dockerfile"> {
    return new Image(BaseImage.fromDockerfile(file, options), CHECKED);
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
  static override fromDict(value: unknown): Image {
    return new Image(BaseImage.fromDict(value), CHECKED);
  }

  /**
   * Returns an image with the dependencies that a script declares in a comment (PEP 723). The script is read when the
   * image is named or built, unless its text is given.
   *
   * Python: `flyte.Image.from_uv_script`.
   *
   * @param script – Path of the script, or its name and text.
   * @param options – Name of the image, version of Python, and how packages are installed.
   * @returns The image.
   * @throws {FlyteConfigError} `invalid_argument` – when `script` is neither a string nor an object with name and text.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown, missing or has the wrong type.
   * @throws {FlyteConfigError} `wrong_shape` – when a platform is unknown.
   * @throws {FlyteConfigError} `invalid_secret` – when a secret does not have a valid key.
   */
  static fromUvScript(script: string | NamedText, options: FromUvScriptOptions): Image<"extendable"> {
    const call = "Image.fromUvScript";
    checkArgument(call, "script", script, SCRIPT, USAGE);
    checkOptions(call, options, SCRIPT_CHECKS, USAGE);
    const { name, registry, registrySecret, pythonVersion, platform, config, ...pip } = options;
    if (name === undefined) throw missingOption(call, "name", USAGE);
    const [path, text] = typeof script === "object" ? [script.name, script.text] : [script, undefined];
    const addlLayer = makeLayer(uvScript, { ...pipFields(pip), script: path, text });
    const base = { name, registry, registrySecret, pythonVersion, platform, config, installFlyte: false };
    return new Image(clonedState(debianState(call, base), { addlLayer }));
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
  override clone(
    changes: CloneOptions<K> & { readonly extendable: true },
  ): Image<K extends "dockerfile" ? "dockerfile" : "extendable">;
  /**
   * Returns a copy with some fields changed, to which no layers can be added.
   *
   * @param changes – The fields to change, and a layer to add.
   * @returns The copy.
   */
  override clone(
    changes: CloneOptions<K> & { readonly extendable: false },
  ): Image<K extends "dockerfile" ? "dockerfile" : "sealed">;
  /**
   * Returns a copy with some fields changed.
   *
   * @param changes – The fields to change, and a layer to add.
   * @returns The copy, of the same kind.
   */
  override clone(changes?: CloneOptions<K> & { readonly extendable?: undefined }): Image<K>;
  /**
   * Returns a copy with some fields changed; whether layers can be added is not known at compile time.
   *
   * @param changes – The fields to change, and a layer to add.
   * @returns The copy.
   */
  override clone(changes?: CloneOptions<K>): Image;
  /**
   * Returns a copy with some fields changed.
   *
   * @param changes – The fields to change, and a layer to add.
   * @returns The copy.
   */
  override clone(changes: CloneOptions = {}): Image {
    return super.clone(changes) as Image;
  }

  /**
   * Returns whether layers can be added, and tells the compiler so.
   *
   * @returns Whether `kind` is `extendable`.
   */
  override isExtendable(): this is Image<"extendable"> {
    return super.isExtendable();
  }

  /** Issues: what flyte 2 accepts, and registries or shells do not. */
  get issues(): readonly Issue[] {
    return issuesOf(this);
  }

  /**
   * Asks the registry whether it has the image. Does not need Docker.
   *
   * @param options – How the registry is asked, and the options of {@linkcode Image.uri}.
   * @returns Whether the image exists, or why that could not be determined.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type; other codes as for
   * `uri`.
   */
  async existence(options: ExistenceOptions = {}): Promise<Existence> {
    checkOptions("Image.existence", options, EXISTENCE_CHECKS);
    const uri = await uriOf(this, { ...options, host: hostFor(options.host, options.signal) }, readScript);
    // The registry of an image that is not built is part of the name of its base image.
    return await queryExistence(uri, !this.isCloned || !!this.registry, options);
  }

  /**
   * Returns whether the registry has the image; see {@linkcode Image.existence}.
   *
   * @param options – How the registry is asked, and the options of {@linkcode Image.uri}.
   * @returns `true` or `false`; `null` if it could not be determined.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type; other codes as for
   * `uri`.
   */
  async exist(options: ExistenceOptions = {}): Promise<boolean | null> {
    return existsOrNull(await this.existence(options));
  }

  /**
   * Creates an image of the same class.
   *
   * @internal
   */
  override [CREATE](state: ImageState, origin: ImageState | typeof CHECKED, layer?: Layer): Image {
    return new Image(state, origin, layer);
  }

  /**
   * The reader of scripts.
   *
   * @internal
   */
  override get [READ_SCRIPT](): ScriptReader {
    return readScript;
  }
}
