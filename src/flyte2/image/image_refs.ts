/**
 * Looking up the image names that a configuration has for `Image.fromRefName`.
 *
 * @module
 */
import { type Check, FUNCTION, OBJECT, recordOf, STRING } from "../../arguments.ts";
import { FlyteConfigError } from "../../errors.ts";
import { closest, didYouMean } from "../../text/closest.ts";
import { quoted } from "../../text/quote.ts";
import type { ImageSettings } from "./image_state.ts";

/** A source of image names: a flyte 2 `Config`, its `image` section, or an `ImageConfig` of flytekit. */
export type ImageRefs = ImageSettings | ImageSettings["image"] | {
  /** Returns the image of a name. */
  findImage(name: string): {
    /** The whole name of the image. */
    readonly full: string;
  } | undefined;
};

/** Check: {@linkcode ImageRefs}. */
export const IMAGE_REFS: Check = {
  expected: "a flyte 2 Config, its image section, or an ImageConfig",
  accepts: (value) => {
    if (!OBJECT.accepts(value) || !["findImage", "image", "imageRefs"].some((name) => name in Object(value))) {
      return false;
    }
    const { findImage, image = value } = value as { readonly findImage?: unknown; readonly image?: unknown };
    if (findImage !== undefined) return FUNCTION.accepts(findImage);
    if (!OBJECT.accepts(image)) return false;
    const { imageRefs = {} } = image as { readonly imageRefs?: unknown };
    return recordOf(STRING).accepts(imageRefs);
  },
};

/** The image name that a reference name stands for. Throws `image_ref_unknown`. */
export function lookUpImageRef(name: string, refs: ImageRefs): string {
  if ("findImage" in refs) {
    const found = refs.findImage(name);
    if (found !== undefined) return found.full;
    throw unknownRef(name, "the ImageConfig has no image with this name");
  }
  const { imageRefs: images = {} } = "image" in refs ? refs.image : refs;
  if (Object.hasOwn(images, name)) return images[name]!;
  const names = Object.keys(images);
  const known = names.length === 0 ? "image.image_refs is empty" : `image.image_refs has ${names.join(", ")}`;
  throw unknownRef(name, known + didYouMean(closest(name, names)));
}

function unknownRef(name: string, why: string): FlyteConfigError {
  return new FlyteConfigError("image_ref_unknown", `unknown image reference ${quoted(name)}: ${why}`);
}
