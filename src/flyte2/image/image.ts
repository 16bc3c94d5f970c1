/**
 * flyte 2's images: what they start from, and layers.
 *
 * @module
 */
import { checkArgument, checkOptions, oneOf, STRING } from "../../arguments.ts";
import type { Issue } from "../../errors.ts";
import type { JsonObject } from "../../python/json_value.ts";
import { type Existence, existsOrNull } from "../../oci/existence.ts";
import { redactValue } from "../../python/redact_value.ts";
import { inspectable } from "../../text/inspect.ts";
import { redact } from "../../text/redact.ts";
import { EXISTENCE_CHECKS, URI_CHECKS, VALIDATE_CHECKS } from "./checks.ts";
import { cloned } from "./clone.ts";
import { resolvedCodeBundle } from "./code_bundle.ts";
import { DEFAULT_IMAGE_REF_NAME } from "./constants.ts";
import { dictOf, stateOfDict } from "./dict.ts";
import { existenceOf, type ExistenceOptions } from "./existence.ts";
import { debianBase, dockerfileBase, plainBase, refBase, scriptBase } from "./from.ts";
import { ImageChanges } from "./image_changes.ts";
import type { FromDebianBaseOptions, FromDockerfileOptions, FromUvScriptOptions, Script } from "./from_options.ts";
import type { CloneOptions, ImageKind, ImageState } from "./image_state.ts";
import { issuesOf } from "./issues.ts";
import { type ImageRefs, resolvedRef } from "./refs.ts";
import { uriOf, type UriOptions } from "./uri.ts";
import { validateLayers, type ValidateOptions } from "./validate.ts";

const COPY_STYLE = /* @__PURE__ */ oneOf("none", "loaded_modules", "all", "custom");

/**
 * What a container image starts from, and the layers on it. flyte: `Image`. Immutable: each method gives another image.
 * Its `uri` is that of flyte, byte for byte.
 *
 * Layers can be added to `Image<"extendable">` only, and the types see to it: an image of a Dockerfile has no layers,
 * and others may have to be cloned with `extendable: true` first.
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
export class Image<K extends ImageKind = ImageKind> extends ImageChanges<K> {
  /** Name of the class, also where a bundler has shortened it. */
  static override readonly name = "Image";

  private constructor(state: ImageState, origin?: Image) {
    super(state, origin);
    Object.freeze(this);
  }

  /**
   * An image with Python and flyte, on Debian. Without a registry or a name of its own it is one that flyte has
   * published. flyte: `Image.from_debian_base`. Throws `invalid_option`, also where a version is missing.
   */
  static fromDebianBase(options: FromDebianBaseOptions): Image<"extendable"> {
    return new Image(debianBase(options));
  }

  /** An image that is there, as it is. flyte: `Image.from_base`. Throws `invalid_argument`. */
  static fromBase(imageUri: string): Image<"sealed"> {
    return new Image(plainBase(imageUri));
  }

  /** An image that a configuration has a name for; see `resolveRef`. flyte: `Image.from_ref_name`. Throws `invalid_argument`. */
  static fromRefName(name: string = DEFAULT_IMAGE_REF_NAME): Image<"sealed"> {
    return new Image(refBase(name));
  }

  /**
   * An image with what a script says that it needs. The script is read when the image is named or built, unless its
   * text is given. flyte: `Image.from_uv_script`. Throws `invalid_argument`, and as `fromDebianBase` does.
   */
  static fromUvScript(script: Script, options: FromUvScriptOptions): Image<"extendable"> {
    return new Image(scriptBase(script, options));
  }

  /**
   * An image that is built of a Dockerfile, whose folder is the context. flyte: `Image.from_dockerfile`. Throws
   * `invalid_argument` and `invalid_option`.
   */
  static fromDockerfile(file: string, options: FromDockerfileOptions): Image<"dockerfile"> {
    return new Image(dockerfileBase(file, options));
  }

  /** Reads what `toDict` gives. Throws `wrong_shape`, `unknown_field`, `invalid_secret`. */
  static fromDict(value: unknown): Image {
    return new Image(stateOfDict(value));
  }

  /**
   * The same with some fields changed, to be built under a name of its own. flyte: `Image.clone`. Throws, for a layer
   * to add, `image_not_extendable`, `image_is_dockerfile` and `image_unnamed`; `invalid_option`, `wrong_shape` and
   * `invalid_secret`.
   */
  override clone(
    changes: CloneOptions<K> & { readonly extendable: true },
  ): Image<K extends "dockerfile" ? "dockerfile" : "extendable">;
  /** The same with some fields changed, and with no layers to be added. */
  override clone(
    changes: CloneOptions<K> & { readonly extendable: false },
  ): Image<K extends "dockerfile" ? "dockerfile" : "sealed">;
  /** The same with some fields changed. */
  override clone(changes?: CloneOptions<K> & { readonly extendable?: undefined }): Image<K>;
  /** The same with some fields changed; the compiler does not know whether layers can be added. */
  override clone(changes?: CloneOptions<K>): Image;
  override clone(changes: CloneOptions = {}): Image {
    return new Image(cloned(this, changes), this);
  }

  /** Whether layers can be added, for the compiler. */
  isExtendable(): this is Image<"extendable"> {
    return this.kind === "extendable";
  }

  /**
   * The registry, the name, and a hash of the base image, the Dockerfile and the layers with their files; of an image
   * that is not to be built, the base image. flyte: `Image.uri`. Rejects with `image_base_required`, `image_unnamed`,
   * `image_ref_unresolved`, `code_bundle_unresolved`, `loaded_modules_unknown`, `uv_script_invalid`,
   * `image_layer_invalid`, `ignore_pattern_invalid`, `endless_file`, and as reading files does.
   */
  async uri(options: UriOptions = {}): Promise<string> {
    checkOptions("Image.uri", options, URI_CHECKS);
    return await uriOf(this, options);
  }

  /** Looks whether what the layers name is there. flyte: `Image.validate`. Rejects with `file_not_found` and others. */
  async validate(options: ValidateOptions = {}): Promise<void> {
    checkOptions("Image.validate", options, VALIDATE_CHECKS);
    await validateLayers(this.layers, options);
  }

  /** Whether its registry has it, or why nobody can tell: it is asked directly, without Docker. Rejects as `uri` does. */
  async existence(options: ExistenceOptions = {}): Promise<Existence> {
    checkOptions("Image.existence", options, EXISTENCE_CHECKS);
    return await existenceOf(this, options);
  }

  /** The same as true, false, or `null` where nobody can tell. Rejects as `uri` does. */
  async exist(options: ExistenceOptions = {}): Promise<boolean | null> {
    return existsOrNull(await this.existence(options));
  }

  /**
   * The same on the image that its name stands for: in `image_refs` of a configuration, or in an `ImageConfig`. As it is
   * if it has no name to resolve. Throws `image_ref_unknown` and `invalid_argument`.
   */
  resolveRef(refs: ImageRefs): Image<K> {
    return new Image(resolvedRef(this, refs), this);
  }

  /**
   * The same with its code bundles decided: if `copyStyle` is `none`, they become layers with the files of `rootDir`,
   * after all others; else they are left out, for the code travels on its own. flyte: `resolve_code_bundle_layer`.
   */
  resolveCodeBundle(copyStyle: "none" | "loaded_modules" | "all" | "custom", rootDir: string): Image<K> {
    checkArgument("Image.resolveCodeBundle", "copyStyle", copyStyle, COPY_STYLE);
    checkArgument("Image.resolveCodeBundle", "rootDir", rootDir, STRING);
    return new Image(resolvedCodeBundle(this, copyStyle, rootDir), this);
  }

  /** What flyte accepts and registries do not. */
  get issues(): readonly Issue[] {
    return issuesOf(this);
  }

  /** All of it as plain data, for `fromDict`; layers have flyte's names. What is not set is left out. A fresh copy. */
  toDict(): JsonObject {
    return dictOf(this);
  }

  /** The same for `JSON.stringify`. */
  toJSON(): JsonObject {
    return this.toDict();
  }

  /** Registry, name and the number of layers. */
  override toString(): string {
    const { registry, name, baseImage, dockerfile, isCloned, layers } = this;
    if (!isCloned) return `Image(${baseImage === undefined ? `ref ${this.refName}` : redact(baseImage)})`;
    const made = dockerfile === undefined ? `${layers.length} layers on ${redact(String(baseImage))}` : dockerfile;
    return `Image(${redact(`${registry ? `${registry}/` : ""}${name}`)}, ${made})`;
  }
}

inspectable(Image.prototype, (image) => ({ ...redactValue(image.toDict()) as object }));
