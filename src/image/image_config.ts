/**
 * The images that tasks can ask for.
 *
 * @module
 */
import { FlyteConfigError, type Issue } from "../errors.ts";
import { orderedKeys, orderedObject } from "../python/json_value.ts";
import { fill, WireRecord } from "../wire/record.ts";
import type { Extra, WireRow } from "../wire/row.ts";
import { type WireSchema, wireSchema } from "../wire/schema.ts";
import { type DefaultImageOptions, DefaultImages } from "./default_images.ts";
import { DEFAULT_IMAGE_NAME, Image } from "./image.ts";
import type {
  AutoDefaultImageOptions,
  ImageConfigAutoOptions,
  ImageConfigInit,
  ImageConfigSources,
} from "./image_config_init.ts";

/**
 * The default image and the named ones. flytekit: `ImageConfig`. Immutable.
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
  /** Name of the class, also where a bundler has shortened it. */
  static override readonly name = "ImageConfig";
  /** The fields on the wire. */
  static readonly rows: readonly WireRow[] = [
    ["defaultImage", "default_image", "record", "optional", { of: Image }],
    ["images", "images", "recordList", "optional", { of: Image }],
  ] satisfies readonly WireRow<keyof ImageConfigInit>[];

  /** Image of tasks that name none. */
  declare readonly defaultImage: Image | undefined;
  /** Images that tasks can name. */
  declare readonly images: readonly Image[] | undefined;

  #fileIssues: readonly Issue[] = [];

  /** Makes a configuration of images as they are: the default image is not added to `images`. */
  constructor(init: ImageConfigInit = {}, extra?: Extra) {
    super(extra);
    fill(this, init, extra);
    Object.freeze(this);
  }

  /** Schema of the wire object. flytekit: `ImageConfig.schema()`. */
  static get schema(): WireSchema<ImageConfig> {
    return wireSchema(ImageConfig);
  }

  /** A configuration whose `images` start with the default image. flytekit: `ImageConfig.create_from`. */
  static createFrom(defaultImage?: Image | null, otherImages: readonly Image[] = []): ImageConfig {
    return new ImageConfig({ defaultImage, images: [...(defaultImage ? [defaultImage] : []), ...otherImages] });
  }

  /** A configuration of identifiers, by name. Throws `missing_tag_or_digest` for `imgName`. */
  static from(sources: ImageConfigSources): ImageConfig {
    const defaultImage = sources.imgName ? Image.lookUpImageInfo(DEFAULT_IMAGE_NAME, sources.imgName) : undefined;
    const images = sources.images ?? {};
    const others = orderedKeys(images).map((name) =>
      Image.lookUpImageInfo(name, images[name]!, { allowNoTagOrDigest: true })
    );
    return ImageConfig.createFrom(defaultImage, others);
  }

  /**
   * As `from`, with the images that the configuration file names: `[images]` in INI, where names are in lower case, and
   * `images` in YAML. Those of `images` come after them, and replace those of the same name. flytekit:
   * `ImageConfig.auto`. Rejects with `missing_tag_or_digest` for `imgName`, with `SettingsError` for a file that cannot
   * be read or names no images where it should, and with `permission_denied`.
   *
   * @example
   * ```ts
   * import { ImageConfig } from "@flyte-ts/config";
   *
   * const file = { name: "config.yaml", text: "images:\n  spark: ghcr.io/acme/spark:v3\n" };
   * const config = await ImageConfig.auto({ imgName: "ghcr.io/acme/app:v1", file });
   * console.log(config.findImage("spark")?.tag); // v3
   * ```
   */
  static async auto(sources: ImageConfigAutoOptions = {}): Promise<ImageConfig> {
    // Only who reads files pays for what reads them.
    const { configuredImages } = await import("./configured_images.ts");
    const { named, issues } = await configuredImages(sources);
    const images = new Map(named);
    for (const name of orderedKeys(sources.images ?? {})) images.set(name, sources.images![name]!);
    const config = ImageConfig.from({ imgName: sources.imgName, images: orderedObject(images, null) });
    config.#fileIssues = issues;
    return config;
  }

  /**
   * A configuration of a default identifier and named ones. flytekit: `ImageConfig.from_images`. Throws
   * `missing_tag_or_digest` for the default image.
   */
  static fromImages(defaultImage: string, images?: Readonly<Record<string, string>>): ImageConfig {
    return ImageConfig.from({ imgName: defaultImage, images });
  }

  /**
   * As `auto`, with flytekit's own default image. flytekit: `ImageConfig.auto_default_image`. Rejects as `auto` does,
   * and with `unknown_python_version`.
   */
  static async autoDefaultImage({ host, file, ...options }: AutoDefaultImageOptions = {}): Promise<ImageConfig> {
    return await ImageConfig.auto({ imgName: DefaultImages.findImageFor(options), file, host });
  }

  /**
   * Reads the values of a repeatable command line option: `name=identifier` names an image, `default=identifier` or a
   * bare identifier is the default one. Without a default, flytekit's own is taken (`options`). `param` is the name of
   * the option, for messages.
   *
   * flytekit: `ImageConfig.validate_image`. Throws `missing_tag_or_digest`, `multiple_default_images`,
   * `unknown_python_version`.
   *
   * @example
   * ```ts
   * import { ImageConfig } from "@flyte-ts/config/image";
   *
   * const config = ImageConfig.validateImage("--image", ["ghcr.io/acme/app:v1", "spark=ghcr.io/acme/spark:v3"]);
   * console.log(config.images?.map((image) => image.name)); // [ "default", "spark" ]
   * ```
   */
  static validateImage(param: string, values: readonly string[], options?: DefaultImageOptions): ImageConfig {
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
          `${param}: "${defaultImage.full}" and "${image.full}" are both the default image; name one of them, ` +
            `as in "name=${image.full}"`,
        );
      }
    }
    defaultImage ??= Image.lookUpImageInfo(DEFAULT_IMAGE_NAME, DefaultImages.findImageFor(options));
    return ImageConfig.createFrom(defaultImage, others);
  }

  /** The image of that name, the default one first. flytekit: `ImageConfig.find_image`. */
  findImage(name: string): Image | undefined {
    if (this.defaultImage?.name === name) return this.defaultImage;
    return this.images?.find((image) => image.name === name);
  }

  /**
   * The same configuration with this image wherever one of its name was (the default image too), or added where there
   * was none.
   */
  withImage(image: Image): ImageConfig {
    const isDefault = this.defaultImage?.name === image.name;
    const listed = this.images?.some((other) => other.name === image.name);
    const images = this.images?.map((other) => other.name === image.name ? image : other);
    return this.with({
      defaultImage: isDefault ? image : this.defaultImage,
      images: isDefault || listed ? images : [...(images ?? []), image],
    });
  }

  /**
   * What a registry would object to in any of the images; paths are those of the wire object. Of `auto`, also what is
   * worth knowing about the configuration file.
   */
  get issues(): readonly Issue[] {
    return [
      ...this.#fileIssues,
      ...issuesOf(this.defaultImage, "default_image"),
      ...(this.images ?? []).flatMap((image, index) =>
        image === this.defaultImage ? [] : issuesOf(image, `images[${index}]`)
      ),
    ];
  }
}

function issuesOf(image: Image | undefined, path: string): readonly Issue[] {
  return (image?.issues ?? []).map((issue) => ({ ...issue, path }));
}
