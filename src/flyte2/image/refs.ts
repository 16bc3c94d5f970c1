/**
 * Where the names of images are looked up.
 *
 * @module
 */
import { type Check, checkArgument, FUNCTION, OBJECT, recordOf, STRING } from "../../arguments.ts";
import { FlyteConfigError } from "../../errors.ts";
import { oneLine } from "../../text/quote.ts";
import { closest, didYouMean } from "../../text/closest.ts";
import type { ImageSettings, ImageState } from "./image_state.ts";

/** The part of an `ImageConfig` that is needed to look an image up. */
export interface NamedImages {
  /** The image of a name. */
  findImage(name: string): { readonly full: string } | undefined;
}

/** What names of images are looked up in: a configuration of flyte 2 or its `ImageConfig`, or flytekit's `ImageConfig`. */
export type ImageRefs = ImageSettings | ImageSettings["image"] | NamedImages;

const REFS: Check = {
  expected: "a Config of flyte 2, its image, or an ImageConfig",
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

/** See `Image.resolveRef`. Without layers nothing is built: the image is that of the name. */
export function resolvedRef(image: ImageState, refs: ImageRefs): ImageState {
  checkArgument("Image.resolveRef", "refs", refs, REFS, "resolveRef(await Config.auto())");
  if (image.refName === undefined) return { ...image };
  const baseImage = lookUpRef(image.refName, refs);
  return { ...image, baseImage, refName: undefined, isCloned: image.layers.length > 0 };
}

/** The identifier that a name stands for. Throws `image_ref_unknown`. */
function lookUpRef(name: string, refs: ImageRefs): string {
  if ("findImage" in refs) {
    const found = refs.findImage(name);
    if (found !== undefined) return found.full;
    throw unknown(name, "the ImageConfig has no image of that name");
  }
  const { imageRefs: images = {} } = "image" in refs ? refs.image : refs;
  if (Object.hasOwn(images, name)) return images[name]!;
  const names = Object.keys(images);
  const there = names.length === 0 ? "image.image_refs has none" : `image.image_refs has ${names.join(", ")}`;
  throw unknown(name, there + didYouMean(closest(name, names)));
}

function unknown(name: string, why: string): FlyteConfigError {
  return new FlyteConfigError("image_ref_unknown", `there is no image ${JSON.stringify(oneLine(name))}: ${why}`);
}
