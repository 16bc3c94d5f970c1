/**
 * The images that tasks run in: the default one and the named ones.
 *
 * @module
 */
import {
  ANYTHING,
  checkArgument,
  checkOptions,
  instanceOf,
  listOf,
  type OptionChecks,
  recordOf,
  STRING,
} from "../../arguments.ts";
import { FlyteConfigError, type Issue, makeIssue } from "../../errors.ts";
import { type JsonObject, orderedKeys } from "../../python/json_value.ts";
import { quoted } from "../../text/quote.ts";
import type { WireField } from "../../wire/field.ts";
import { assignFields, WireRecord } from "../../wire/record.ts";
import { type WireSchema, wireSchema } from "../../wire/schema.ts";
import { imageConfigFields } from "../wire_fields.ts";
import type { ImageConfigSources } from "./configured_images.ts";
import { DEFAULT_IMAGE_CHECKS, type DefaultImageOptions, DefaultImages, imageOverride } from "./default_images.ts";
import { DEFAULT_IMAGE_NAME, Image } from "./image.ts";
import { resolveTemplate } from "./resolve_template.ts";

/** Name of the method by which `auto` adds issues of its sources. */
export const ADD_ISSUES: unique symbol = /* @__PURE__ */ Symbol("addIssues");

/** Fields of {@linkcode ImageConfig}. */
export interface ImageConfigInit {
  /** Image of tasks that name none. */
  readonly defaultImage?: Image | null | undefined;
  /** Images that tasks can name. `createFrom`, and methods that use it, list the default image here as well. */
  readonly images?: readonly Image[] | null | undefined;
}

/**
 * The default image and the named ones. Immutable.
 *
 * The class of `@flyte-ts/config` and `@flyte-ts/config/image` also has `auto` and `autoDefaultImage`; instances are the
 * same.
 *
 * Python: `flytekit.configuration.ImageConfig`.
 *
 * @example
 * ```ts
 * import { ImageConfig } from "@flyte-ts/config/image";
 *
 * const config = ImageConfig.fromImages("ghcr.io/acme/app:v1", { spark: "ghcr.io/acme/spark:v3" });
 * console.log(config.findImage("spark")?.full); // ghcr.io/acme/spark:v3
 * ```
 */
export class ImageConfig extends WireRecord<ImageConfigInit> {
  /** Name of the class, also in minified code. */
  static override readonly name = "ImageConfig";
  private static readonly fields: readonly WireField[] = /* @__PURE__ */ imageConfigFields(Image);

  /** Image of tasks that name none. */
  declare readonly defaultImage: Image | undefined;
  /** Images that tasks can name. */
  declare readonly images: readonly Image[] | undefined;

  readonly #sourceIssues: Issue[] = [];

  /**
   * Creates a configuration of images. The default image is not added to `images`; see {@linkcode ImageConfig.createFrom}.
   *
   * @param init – The fields.
   * @param unknownFields – Fields that came over the wire and that this version does not know.
   * @throws {FlyteConfigError} `wrong_shape` – when a value is not an {@linkcode Image} or a list of them.
   * @throws {FlyteConfigError} `invalid_option` – when there is no field of a name.
   */
  constructor(init: ImageConfigInit = {}, unknownFields?: JsonObject) {
    super(unknownFields);
    assignFields(this, init, unknownFields);
    Object.freeze(this);
  }

  /** Standard Schema of the wire object. Python: `ImageConfig.schema()`. */
  static get schema(): WireSchema<ImageConfig> {
    return wireSchema(ImageConfig);
  }

  /**
   * Creates a configuration whose `images` start with the default image.
   *
   * Python: `ImageConfig.create_from`.
   *
   * @param defaultImage – The default image; `undefined` or `null` for none.
   * @param otherImages – Further images.
   * @returns The configuration.
   * @throws {FlyteConfigError} `invalid_argument` – when `otherImages` is not a list.
   * @throws {FlyteConfigError} `wrong_shape` – when an image is not an {@linkcode Image}.
   */
  static createFrom(defaultImage?: Image | null, otherImages?: readonly Image[] | null): ImageConfig {
    const others = otherImages ?? [];
    checkArgument("ImageConfig.createFrom", "otherImages", others, listOf(ANYTHING));
    return new ImageConfig({ defaultImage, images: [...(defaultImage ? [defaultImage] : []), ...others] });
  }

  /**
   * Creates a configuration from image names, without reading any file.
   *
   * @param sources – The default image and the named ones.
   * @returns The configuration.
   * @throws {FlyteConfigError} `missing_tag_or_digest` – when `imgName` has neither a tag nor a digest.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
   */
  static from(sources: ImageConfigSources = {}): ImageConfig {
    checkOptions("ImageConfig.from", sources, SOURCE_CHECKS, "ImageConfig.from({ imgName, images })");
    const defaultImage = sources.imgName ? Image.lookUpImageInfo(DEFAULT_IMAGE_NAME, sources.imgName) : undefined;
    const images = sources.images ?? {};
    const others = orderedKeys(images).map((name) =>
      Image.lookUpImageInfo(name, images[name]!, { allowNoTagOrDigest: true })
    );
    return ImageConfig.createFrom(defaultImage, others);
  }

  /**
   * Creates a configuration from the name of the default image and further ones.
   *
   * Python: `ImageConfig.from_images`.
   *
   * @param defaultImage – Name of the default image.
   * @param images – Names of further images, by the names that tasks use.
   * @returns The configuration.
   * @throws {FlyteConfigError} `missing_tag_or_digest` – when `defaultImage` has neither a tag nor a digest.
   * @throws {FlyteConfigError} `invalid_argument`, `invalid_option` – when an argument has the wrong type.
   */
  static fromImages(defaultImage: string, images?: Readonly<Record<string, string>>): ImageConfig {
    const usage = "ImageConfig.fromImages(defaultImage, { name: imageName })";
    checkArgument("ImageConfig.fromImages", "defaultImage", defaultImage, STRING, usage);
    return ImageConfig.from({ imgName: defaultImage, images });
  }

  /**
   * Creates a configuration from the values of a repeatable command line option. `name=imageName` is a named image;
   * `default=imageName`, or an image name alone, is the default image. Without one, it is the value of
   * `FLYTE_INTERNAL_IMAGE` (if `options` has a `host` or an `env`) or else the image that flytekit publishes; `issues` then
   * says which one was assumed.
   *
   * Python: `ImageConfig.validate_image`.
   *
   * @param param – Name of the command line option, for messages.
   * @param values – The values.
   * @param options – Versions of Python and flytekit, and where `FLYTE_INTERNAL_IMAGE` is read from.
   * @returns The configuration.
   * @throws {FlyteConfigError} `missing_tag_or_digest` – when an image name has neither a tag nor a digest.
   * @throws {FlyteConfigError} `multiple_default_images` – when there is more than one default image.
   * @throws {FlyteConfigError} `unknown_python_version` – when flytekit publishes no image for the Python version.
   * @throws {FlyteConfigError} `invalid_argument`, `invalid_option` – when an argument or option has the wrong type.
   *
   * @example
   * ```ts
   * import { ImageConfig } from "@flyte-ts/config/image";
   *
   * const config = ImageConfig.validateImage("--image", ["ghcr.io/acme/app:v1", "spark=ghcr.io/acme/spark:v3"]);
   * console.log(config.images?.map((image) => image.name)); // [ "default", "spark" ]
   * ```
   */
  static validateImage(param: string, values: readonly string[], options: DefaultImageOptions = {}): ImageConfig {
    const usage = 'ImageConfig.validateImage("--image", ["name=imageName"])';
    checkArgument("ImageConfig.validateImage", "param", param, STRING, usage);
    checkArgument("ImageConfig.validateImage", "values", values, listOf(STRING), usage);
    checkOptions("ImageConfig.validateImage", options, DEFAULT_IMAGE_CHECKS, usage);
    let defaultImage: Image | undefined;
    const others: Image[] = [];
    for (const value of values) {
      const equals = value.indexOf("=");
      const name = equals < 0 ? DEFAULT_IMAGE_NAME : value.slice(0, equals);
      const image = Image.lookUpImageInfo(name, value.slice(equals + 1));
      if (name !== DEFAULT_IMAGE_NAME) others.push(image);
      else if (defaultImage === undefined) defaultImage = image;
      else {
        throw new FlyteConfigError(
          "multiple_default_images",
          `${param}: found two default images, "${defaultImage.full}" and "${image.full}"; name one of them, ` +
            `as in "name=${image.full}"`,
        );
      }
    }
    if (defaultImage !== undefined) return ImageConfig.createFrom(defaultImage, others);
    const assumed = DefaultImages.findImageFor(options);
    return ImageConfig.createFrom(Image.lookUpImageInfo(DEFAULT_IMAGE_NAME, assumed), others)
      [ADD_ISSUES](assumedImage(options, assumed));
  }

  /**
   * Returns the image of a name. The default image is considered first.
   *
   * Python: `ImageConfig.find_image`.
   *
   * @param name – The name by which tasks refer to the image.
   * @returns The image; `undefined` if no image has that name.
   * @throws {FlyteConfigError} `invalid_argument` – when the name is not a string.
   */
  findImage(name: string): Image | undefined {
    checkArgument("ImageConfig.findImage", "name", name, STRING);
    if (this.defaultImage?.name === name) return this.defaultImage;
    return this.images?.find((image) => image.name === name);
  }

  /**
   * Replaces the templates of a task's container image by the images that they stand for: `{{.image.NAME}}` by the whole
   * name, `{{.image.NAME.fqn}}` by that without tag and digest, `{{.image.NAME.version}}` by the tag or digest, in front
   * of which a `:` becomes `@` for a digest. An image without a version has that of the default image.
   *
   * @param template – The image of a task; the default image if left out or empty.
   * @returns The image name. Text that is not a template stays as it is.
   * @throws {FlyteConfigError} `image_not_configured` – when there is no image of that name, or no default image.
   * @throws {FlyteConfigError} `image_template_invalid` – when something other than `fqn` or `version` is asked for.
   * @throws {FlyteConfigError} `missing_tag_or_digest` – when an image has no version; flytekit writes `None`.
   *
   * Python: `flytekit.core.python_auto_container.get_registerable_container_image`.
   *
   * @example
   * ```ts
   * import { ImageConfig } from "@flyte-ts/config/image";
   *
   * const images = ImageConfig.validateImage("--image", ["ghcr.io/acme/app:v1", "spark=ghcr.io/acme/spark:v3"]);
   * console.log(images.resolveTemplate("{{.image.spark.fqn}}-gpu:{{.image.default.version}}")); // ghcr.io/acme/spark-gpu:v1
   * ```
   */
  resolveTemplate(template?: string): string {
    if (template !== undefined) checkArgument("ImageConfig.resolveTemplate", "template", template, STRING);
    return resolveTemplate(template, this);
  }

  /**
   * Returns the configuration with an image that replaces all images of its name, the default image too. If no image has its name,
   * the image is added.
   *
   * @param image – The image.
   * @returns The changed copy.
   * @throws {FlyteConfigError} `invalid_argument` – when the argument is not an {@linkcode Image}.
   */
  withImage(image: Image): ImageConfig {
    checkArgument("ImageConfig.withImage", "image", image, IMAGE, "withImage(Image.lookUpImageInfo(name, imageName))");
    const isDefault = this.defaultImage?.name === image.name;
    const listed = this.images?.some((other) => other.name === image.name);
    const images = this.images?.map((other) => other.name === image.name ? image : other);
    return this.with({
      defaultImage: isDefault ? image : this.defaultImage,
      images: isDefault || listed ? images : [...(images ?? []), image],
    });
  }

  /**
   * Issues of the images: what a registry would refuse, and images of the same name, with paths of the wire object. After
   * `auto`, also issues of the configuration file; after `validateImage` and `autoDefaultImage`, the image that was assumed.
   */
  get issues(): readonly Issue[] {
    return [...this.#sourceIssues, ...imageIssues(this)];
  }

  /**
   * Adds issues of its sources to a new configuration.
   *
   * @internal
   */
  [ADD_ISSUES](issues: readonly Issue[]): this {
    this.#sourceIssues.push(...issues);
    return this;
  }
}

const SOURCE_CHECKS: OptionChecks<ImageConfigSources> = { imgName: STRING, images: recordOf(STRING) };
const IMAGE = instanceOf("an Image", Image);

/** Returns the issues of each image, and of images of the same name; paths are those of the wire object. */
function imageIssues({ defaultImage, images = [] }: ImageConfig): readonly Issue[] {
  const issues = [...issuesOf(defaultImage, "default_image")];
  const byName = new Map<string, readonly [image: Image, path: string]>();
  if (defaultImage !== undefined) byName.set(defaultImage.name, [defaultImage, "default_image"]);
  for (const [index, image] of images.entries()) {
    const path = `images[${index}]`;
    const [first, firstPath] = byName.get(image.name) ?? [];
    // createFrom lists the default image here as well.
    if (firstPath === "default_image" && first?.full === image.full) continue;
    issues.push(...issuesOf(image, path));
    if (firstPath === undefined) byName.set(image.name, [image, path]);
    else {
      const what = `${quoted(image.full)} is never used: ${firstPath} has the same name, ${quoted(image.name)}`;
      issues.push(makeIssue("duplicate_image_name", what, path));
    }
  }
  return issues;
}

function issuesOf(image: Image | undefined, path: string): readonly Issue[] {
  return (image?.issues ?? []).map((issue) => ({ ...issue, path }));
}

/** Returns the issue of a default image that depends on versions which were not given. */
export function assumedImage(options: DefaultImageOptions, imageName: string): readonly Issue[] {
  const { pythonVersion, flytekitVersion } = options;
  if (imageOverride(options) || pythonVersion && flytekitVersion) return [];
  const what =
    `no default image was given; assuming ${
      quoted(imageName)
    }, where flytekit uses the image for the running Python and ` +
    "flytekit; name an image, or pass pythonVersion and flytekitVersion";
  return [makeIssue("default_image_assumed", what, "default_image")];
}
