/**
 * The class `ImageConfig`, whose settings are defined in `src/sections/flyte2/image.ts`.
 *
 * @module
 */
import { IMAGE, type image } from "../../sections/flyte2/image.ts";
import type { InferSection } from "../../settings/definition.ts";
import type { MountedSection } from "../../settings/setting.ts";
import { FlyteSection } from "./section.ts";

/** The settings of {@linkcode ImageConfig}. */
export interface ImageConfig extends InferSection<typeof image> {}

/**
 * Image names, and the image builder; `imageRefs` is an object without prototype. Immutable.
 *
 * Python: `flyte.config.ImageConfig`
 *
 * @example
 * ```ts
 * import { ImageConfig } from "@flyte-ts/config/v2";
 *
 * const text = "image:\n  registry: ghcr.io/acme\n  image_refs:\n    gpu: ghcr.io/acme/gpu:v1\n";
 * const image = ImageConfig.from({ file: { name: "config.yaml", text } });
 * console.log(image.registry, image.imageRefs.gpu); // ghcr.io/acme ghcr.io/acme/gpu:v1
 * ```
 */
export class ImageConfig extends FlyteSection<typeof image> {
  /** Name of the class, also in minified code. */
  static override readonly name = "ImageConfig";
  /**
   * Definition of the section, and its path in `Config`.
   *
   * @internal
   */
  static override readonly section: MountedSection = IMAGE;
}
