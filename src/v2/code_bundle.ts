/**
 * Decides what an image leaves open until it is used: the image of a name, and the source code.
 *
 * @module
 */
import type { ImageState } from "./image_state.ts";
import { layerOf } from "./layer_values.ts";
import { type ImageRefs, lookUpRef } from "./refs.ts";

/** See `Image.resolveRef`. Without layers nothing is built: the image is that of the name. */
export function resolvedRef(image: ImageState, refs: ImageRefs): ImageState {
  if (image.refName === undefined) return stateOf(image);
  const baseImage = lookUpRef(image.refName, refs);
  return { ...stateOf(image), baseImage, refName: undefined, isCloned: image.layers.length > 0 };
}

/** See `Image.resolveCodeBundle`. */
export function resolvedCodeBundle(image: ImageState, copyStyle: string, rootDir: string): ImageState {
  const bundles = image.layers.filter((layer) => layer.type === "CodeBundleLayer");
  if (bundles.length === 0) return stateOf(image);
  const others = image.layers.filter((layer) => layer.type !== "CodeBundleLayer");
  const resolved = copyStyle !== "none"
    ? []
    : bundles.map((layer) =>
      layer.copyStyle === "all"
        ? layerOf("CopyConfig", { pathType: 1, src: rootDir, dst: layer.dst })
        : layerOf("CodeBundleLayer", { ...layer, rootDir })
    );
  return { ...stateOf(image), layers: [...others, ...resolved], tag: undefined };
}

/** The fields alone, without what a class adds. */
function stateOf(image: ImageState): ImageState {
  return { ...image };
}
