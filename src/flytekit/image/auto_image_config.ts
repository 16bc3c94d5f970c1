/**
 * The class `ImageConfig` with the functions that read configuration files. The entry point `./serialization` has the
 * class without them, so that a program that only decodes contexts carries no reader of files.
 *
 * @module
 */
import { type JsonObject, orderedKeys, orderedObject } from "../../python/json_value.ts";
import type { FileUrl } from "../../settings/file/file_option.ts";
import type { ImageConfigAutoOptions } from "./configured_images.ts";
import { type DefaultImageOptions, DefaultImages } from "./default_images.ts";
import { ADD_ISSUES, assumedImage, ImageConfig as BaseImageConfig, type ImageConfigInit } from "./image_config.ts";

/**
 * The default image and the named ones. Immutable.
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
export class ImageConfig extends BaseImageConfig {
  /** Name of the class, also in minified code. */
  static override readonly name = "ImageConfig";

  /**
   * Creates a configuration of images. The default image is not added to `images`; see {@linkcode ImageConfig.createFrom}.
   *
   * @param init – The fields.
   * @param unknownFields – Fields that came over the wire and that this version does not know.
   * @throws {FlyteConfigError} `wrong_shape` – when a value is not an {@linkcode Image} or a list of them.
   * @throws {FlyteConfigError} `invalid_option` – when there is no field of a name.
   */
  constructor(init: ImageConfigInit = {}, unknownFields?: JsonObject) {
    // Instances are the same, whichever entry point has created them.
    if (new.target === ImageConfig) return new BaseImageConfig(init, unknownFields) as ImageConfig;
    super(init, unknownFields);
  }

  /**
   * Checks whether a value is a configuration of images, whichever entry point has created it.
   *
   * @param value – Any value.
   * @returns Whether it is one.
   */
  static override [Symbol.hasInstance](value: unknown): boolean {
    const type = this === ImageConfig ? BaseImageConfig : this;
    return Function.prototype[Symbol.hasInstance].call(type, value);
  }

  /**
   * Creates a configuration from the configuration file and from image names. In the file, images are in the section
   * `[images]` (INI, with names in lower case) or under the key `images` (YAML). Those of `options.images` come after them,
   * and replace those of the same name.
   *
   * Python: `flytekit.configuration.ImageConfig.auto`.
   *
   * @param options – The file and further images. A path or a `file:` URL is short for `{ file }`.
   * @returns The configuration.
   * @throws {FlyteConfigError} `missing_tag_or_digest` – when `imgName` has neither a tag nor a digest.
   * @throws {SettingsError} `not_map` – when the images of the file are not image names; other codes tell why the file
   *   cannot be read.
   * @throws {FlyteConfigError} `permission_denied` – when the runtime denies access to files or variables.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
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
    // Loaded when needed, since it brings the readers of configuration files.
    const { autoOptions, configuredImages } = await import("./configured_images.ts");
    const sources = autoOptions(options);
    const { named, issues } = await configuredImages(sources);
    const images = new Map(named);
    for (const name of orderedKeys(sources.images ?? {})) images.set(name, sources.images![name]!);
    return ImageConfig.from({ imgName: sources.imgName, images: orderedObject(images, null) })[ADD_ISSUES](issues);
  }

  /**
   * Creates a configuration as `auto` does, with a default image: the value of `FLYTE_INTERNAL_IMAGE`, or else the image
   * that flytekit publishes. In the latter case, `issues` says which one was assumed.
   *
   * Python: `ImageConfig.auto_default_image`.
   *
   * @param options – The file, the host, and the versions of Python and flytekit.
   * @returns The configuration.
   * @throws {FlyteConfigError} `unknown_python_version` – when flytekit publishes no image for the Python version.
   * @throws {FlyteConfigError} `missing_tag_or_digest` – when `FLYTE_INTERNAL_IMAGE` has neither a tag nor a digest.
   * @throws {SettingsError} `not_map` – when the images of the file are not image names, and other codes as `auto`.
   * @throws {FlyteConfigError} `permission_denied` – when the runtime denies access to files or variables.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
   */
  static async autoDefaultImage(
    options: DefaultImageOptions & Pick<ImageConfigAutoOptions, "file" | "host"> = {},
  ): Promise<ImageConfig> {
    const { autoDefault } = await import("./configured_images.ts");
    const { file, host, ...image } = autoDefault(options);
    const imgName = DefaultImages.findImageFor({ ...image, host });
    const config = await ImageConfig.auto({ imgName, file, host });
    return config[ADD_ISSUES](assumedImage({ ...image, host }, imgName));
  }
}
