/**
 * The images that tasks can ask for.
 *
 * @module
 */
import type { FileUrl } from "../../settings/file/given_file.ts";
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
import { FlyteConfigError, type Issue } from "../../errors.ts";
import { orderedKeys, orderedObject } from "../../python/json_value.ts";
import { fill, WireRecord } from "../../wire/record.ts";
import type { Extra, WireRow } from "../../wire/row.ts";
import { type WireSchema, wireSchema } from "../../wire/schema.ts";
import { DEFAULT_IMAGE_CHECKS, type DefaultImageOptions, DefaultImages } from "./default_images.ts";
import { DEFAULT_IMAGE_NAME, Image } from "./image.ts";
import { assumedImage, imageIssues } from "./image_issues.ts";
import type {
  AutoDefaultImageOptions,
  ImageConfigAutoOptions,
  ImageConfigInit,
  ImageConfigSources,
} from "./image_config_init.ts";
import { resolveTemplate } from "./resolve_template.ts";

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

  #sourceIssues: readonly Issue[] = [];

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
  static createFrom(defaultImage?: Image | null, otherImages?: readonly Image[] | null): ImageConfig {
    const others = otherImages ?? [];
    checkArgument("ImageConfig.createFrom", "otherImages", others, listOf(ANYTHING));
    return new ImageConfig({ defaultImage, images: [...(defaultImage ? [defaultImage] : []), ...others] });
  }

  /** A configuration of identifiers, by name. Throws `missing_tag_or_digest` for `imgName`. */
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
   * As `from`, with the images that the configuration file names: `[images]` in INI, where names are in lower case, and
   * `images` in YAML. Those of `images` come after them, and replace those of the same name. flytekit:
   * `ImageConfig.auto`. Rejects with `missing_tag_or_digest` for `imgName`, with `SettingsError` for a file that cannot
   * be read or names no images where it should, and with `permission_denied`. The path or the `file:` URL of the file may
   * stand for the options.
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
  static async auto(options: ImageConfigAutoOptions | string | FileUrl = {}): Promise<ImageConfig> {
    // Only who reads files pays for what reads them.
    const { autoOptions, configuredImages } = await import("./configured_images.ts");
    const sources = autoOptions(options);
    const { named, issues } = await configuredImages(sources);
    const images = new Map(named);
    for (const name of orderedKeys(sources.images ?? {})) images.set(name, sources.images![name]!);
    return ImageConfig.from({ imgName: sources.imgName, images: orderedObject(images, null) }).#with(issues);
  }

  /**
   * A configuration of a default identifier and named ones. flytekit: `ImageConfig.from_images`. Throws
   * `missing_tag_or_digest` for the default image.
   */
  static fromImages(defaultImage: string, images?: Readonly<Record<string, string>>): ImageConfig {
    const usage = "ImageConfig.fromImages(defaultImage, { name: identifier })";
    checkArgument("ImageConfig.fromImages", "defaultImage", defaultImage, STRING, usage);
    return ImageConfig.from({ imgName: defaultImage, images });
  }

  /**
   * As `auto`, with the image that `FLYTE_INTERNAL_IMAGE` names on the machine or in `env`, or else flytekit's own; an
   * issue says which was assumed. flytekit: `ImageConfig.auto_default_image`. Rejects as `auto` does, and with
   * `unknown_python_version`.
   */
  static async autoDefaultImage(options: AutoDefaultImageOptions = {}): Promise<ImageConfig> {
    const { autoDefault } = await import("./configured_images.ts");
    const { file, host, ...image } = autoDefault(options);
    const imgName = DefaultImages.findImageFor({ ...image, host });
    const config = await ImageConfig.auto({ imgName, file, host });
    return config.#with([...config.#sourceIssues, ...assumedImage({ ...image, host }, imgName)]);
  }

  /**
   * Reads the values of a repeatable command line option: `name=identifier` names an image, `default=identifier` or a
   * bare identifier is the default one. Without a default, that of `FLYTE_INTERNAL_IMAGE` is taken, if `options` has a
   * `host` or an `env`, or else flytekit's own, and an issue says which was assumed. `param` is the name of the option, for
   * messages.
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
  static validateImage(param: string, values: readonly string[], options: DefaultImageOptions = {}): ImageConfig {
    const usage = 'ImageConfig.validateImage("--image", ["name=identifier"])';
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
          `${param}: "${defaultImage.full}" and "${image.full}" are both the default image; name one of them, ` +
            `as in "name=${image.full}"`,
        );
      }
    }
    if (defaultImage !== undefined) return ImageConfig.createFrom(defaultImage, others);
    const identifier = DefaultImages.findImageFor(options);
    return ImageConfig.createFrom(Image.lookUpImageInfo(DEFAULT_IMAGE_NAME, identifier), others)
      .#with(assumedImage(options, identifier));
  }

  /** The image of that name, the default one first. flytekit: `ImageConfig.find_image`. */
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
   * The same configuration with this image wherever one of its name was (the default image too), or added where there
   * was none.
   */
  withImage(image: Image): ImageConfig {
    checkArgument("ImageConfig.withImage", "image", image, IMAGE, "withImage(Image.lookUpImageInfo(name, identifier))");
    const isDefault = this.defaultImage?.name === image.name;
    const listed = this.images?.some((other) => other.name === image.name);
    const images = this.images?.map((other) => other.name === image.name ? image : other);
    return this.with({
      defaultImage: isDefault ? image : this.defaultImage,
      images: isDefault || listed ? images : [...(images ?? []), image],
    });
  }

  /**
   * What a registry would object to in any of the images, and images of the same name; paths are those of the wire
   * object. Of `auto`, also what is worth knowing about the configuration file; of `validateImage` and
   * `autoDefaultImage`, which default image was assumed.
   */
  get issues(): readonly Issue[] {
    return [...this.#sourceIssues, ...imageIssues(this)];
  }

  /** The same configuration, newly made, with what is worth knowing of where it comes from. */
  #with(issues: readonly Issue[]): this {
    this.#sourceIssues = issues;
    return this;
  }
}

const SOURCE_CHECKS: OptionChecks<ImageConfigSources> = { imgName: STRING, images: recordOf(STRING) };
const IMAGE = instanceOf("an Image", Image);
