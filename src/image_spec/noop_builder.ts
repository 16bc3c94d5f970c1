/**
 * A builder for images that are there.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { type BuildContext, ImageSpecBuilder } from "./builder.ts";
import type { ImageSpec } from "./image_spec.ts";

/** Builds nothing: the base image is the image. flytekit: `NoOpBuilder`. */
export class NoOpBuilder extends ImageSpecBuilder {
  /** Type under which it is registered. */
  static readonly builderType = "noop";

  /** Nothing needs to be looked up. */
  override shouldBuild(): Promise<boolean> {
    return Promise.resolve(true);
  }

  /** The base image. Rejects with `image_base_required` if there is none. */
  override buildImage(spec: ImageSpec, { imageName, onMessage }: BuildContext): Promise<string> {
    const { baseImage } = spec;
    if (typeof baseImage !== "string") {
      const message = "baseImage must be the identifier of an image for the builder noop, which takes it as it is";
      return Promise.reject(new FlyteConfigError("image_base_required", message, { path: "baseImage" }));
    }
    onMessage({ kind: "info", text: `${baseImage} is taken as it is`, imageName });
    return Promise.resolve(baseImage);
  }
}
