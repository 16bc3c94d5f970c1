/**
 * A builder for images that are there.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import { type BuildContext, checkBuildArguments, ImageSpecBuilder } from "./builder.ts";
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
  override async buildImage(spec: ImageSpec, context: BuildContext): Promise<string> {
    checkBuildArguments("NoOpBuilder.buildImage", spec, context);
    const { imageName, onMessage } = context;
    const { baseImage } = spec;
    if (typeof baseImage !== "string") {
      const message = "baseImage must be the identifier of an image for the builder noop, which takes it as it is";
      throw new FlyteConfigError("image_base_required", message, { path: "baseImage" });
    }
    onMessage({ kind: "info", text: `${baseImage} is taken as it is`, imageName });
    return await Promise.resolve(baseImage);
  }
}
